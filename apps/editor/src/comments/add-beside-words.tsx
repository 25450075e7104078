import { MessageSquarePlus } from "lucide-react"
import { useEffect, useEffectEvent, useState } from "react"
import { m } from "../language/language.ts"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { addKeys } from "./add-keys.ts"

/** A selection that still grows has no button yet. */
const restMs = 180
const buttonPx = 36

/** Words that a comment can be on: their first line, and the text at whose edge the button stands. */
export interface WordsBeside {
  readonly line: DOMRect
  readonly text: HTMLElement
}

/**
 * Beside words that are selected; for fingers at the foot of the window, where the device shows nothing of its own. The region of
 * comments has the same button for keys.
 */
export function AddBesideWords({
  isAnySelected,
  wordsBeside,
  onAdd,
}: {
  /** Asked with every move of a caret. */
  isAnySelected: () => boolean
  /** Asked when the selection rests; null where no comment can be on it. */
  wordsBeside: () => WordsBeside | null
  onAdd: () => void
}) {
  const [place, setPlace] = useState<{ left: number; top: number } | "foot" | null>(null)
  const isAny = useEffectEvent(isAnySelected)
  const beside = useEffectEvent(wordsBeside)
  useEffect(() => {
    let resting = 0
    let isPressed = false
    const look = () => {
      const found = isPressed ? null : beside()
      setPlace(found === null ? null : placeBeside(found))
    }
    const rest = () => {
      clearTimeout(resting)
      resting = window.setTimeout(look, restMs)
    }
    const change = () => {
      // Most changes of the selection are a caret that types.
      if (isAny()) rest()
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
      if (isAny()) rest()
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
  }, [])
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

function placeBeside({ line, text }: WordsBeside): { left: number; top: number } | "foot" {
  if (matchMedia("(pointer: coarse), (width < 48rem)").matches) return "foot"
  const { left, right } = text.getBoundingClientRect()
  // At the edge of the text: nothing that one still wants to read lies under it.
  const edge = getComputedStyle(text).direction === "rtl" ? left - buttonPx - 6 : right + 6
  return { left: Math.max(4, Math.min(edge, innerWidth - buttonPx - 4)), top: Math.max(64, line.top - 6) }
}
