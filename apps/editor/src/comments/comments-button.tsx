import { MessageSquareText } from "lucide-react"
import { useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import type { CommentDesk } from "./desk.ts"
import "./comments-place.css"

/** Opens the comments where there is no room beside the text. Its place is kept before it is known how many there are. */
export function CommentsButton({ desk }: { desk: CommentDesk }) {
  const { count, isShown } = useSyncExternalStore(desk.subscribe, desk.view)
  return (
    <Button
      kind="quiet"
      aria-label={m.comments_open({ count: count ?? 0 })}
      aria-expanded={isShown}
      className="comments-button"
      onPress={() => desk.set({ isShown: !isShown, current: null })}
    >
      <MessageSquareText aria-hidden size={17} />
      <span className="comments-button-count">{count ?? ""}</span>
    </Button>
  )
}
