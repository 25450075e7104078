import { MessageSquarePlus } from "lucide-react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { addKeys } from "./add-keys.ts"

/** Begins a comment; where none may be written, `refusalId` is the element that says why. */
export function AddButton({ refusalId, onAdd }: { refusalId: string | null; onAdd: () => void }) {
  return (
    <Button
      data-add=""
      isDisabled={refusalId !== null}
      preventFocusOnPress
      {...(refusalId === null ? {} : { "aria-describedby": refusalId })}
      aria-keyshortcuts="Control+Alt+M"
      className="comments-add"
      onPress={onAdd}
    >
      <MessageSquarePlus aria-hidden size={17} />
      {m.comment_add()}
      <span aria-hidden className="comments-keys">
        {addKeys()}
      </span>
    </Button>
  )
}
