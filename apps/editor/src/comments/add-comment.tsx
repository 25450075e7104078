import { MessageSquarePlus } from "lucide-react"
import { useEffect, useState } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { addKeys } from "./add-keys.ts"
import { isAnySelected, selectedBox } from "./selected-words.ts"

/** A selection that still grows has no button yet. */
const restMs = 180

/**
 * Beside words that are selected in the text; for fingers at the foot of the window, where the device shows nothing of its own.
 * The region of comments has the same button for keys.
 */
export function AddCommentHere({ session, onAdd }: { session: SectionSession; onAdd: () => void }) {
  const [place, setPlace] = useState<{ left: number; top: number } | "foot" | null>(null)
  const { editor } = session
  useEffect(() => {
    let resting = 0
    let isPressed = false
    const look = () => {
      const box = isPressed ? null : selectedBox(session)
      const root = editor.getRootElement()
      if (box === null || root === null) return setPlace(null)
      if (matchMedia("(pointer: coarse), (width < 48rem)").matches) return setPlace("foot")
      const { left, right } = root.getBoundingClientRect()
      const isRtl = getComputedStyle(root).direction === "rtl"
      // At the edge of the text: nothing that one still wants to read lies under it.
      const edge = isRtl ? left - buttonPx - 6 : right + 6
      return setPlace({ left: Math.max(4, Math.min(edge, innerWidth - buttonPx - 4)), top: Math.max(64, box.top - 6) })
    }
    const rest = () => {
      clearTimeout(resting)
      resting = window.setTimeout(look, restMs)
    }
    const change = () => {
      // Most changes of the selection are a caret that types.
      if (isAnySelected(session)) rest()
      else {
        clearTimeout(resting)
        setPlace(null)
      }
    }
    const down = () => {
      isPressed = true
    }
    const up = () => {
      isPressed = false
      if (isAnySelected(session)) rest()
    }
    const scroll = () => setPlace((before) => (before === null || before === "foot" ? before : (rest(), null)))
    document.addEventListener("selectionchange", change)
    addEventListener("pointerdown", down)
    addEventListener("pointerup", up)
    addEventListener("pointercancel", up)
    addEventListener("scroll", scroll, { capture: true, passive: true })
    return () => {
      clearTimeout(resting)
      document.removeEventListener("selectionchange", change)
      removeEventListener("pointerdown", down)
      removeEventListener("pointerup", up)
      removeEventListener("pointercancel", up)
      removeEventListener("scroll", scroll, { capture: true })
    }
  }, [session, editor])
  if (place === null) return null
  const add = () => {
    onAdd()
    setPlace(null)
  }
  if (place === "foot") {
    return (
      <AtFoot>
        <div className="foot-bar">
          <Button kind="primary" preventFocusOnPress onPress={add}>
            <MessageSquarePlus aria-hidden size={17} />
            {m.comment_add()}
          </Button>
        </div>
      </AtFoot>
    )
  }
  return (
    // For those who point: the region of comments has the same button, and there is a key for it.
    <div aria-hidden className="add-comment-here no-print" style={place}>
      <IconButton
        label={m.comment_add()}
        shortcut={addKeys()}
        kind="plain"
        excludeFromTabOrder
        preventFocusOnPress
        onPress={add}
      >
        <MessageSquarePlus aria-hidden size={18} />
      </IconButton>
    </div>
  )
}

const buttonPx = 36
