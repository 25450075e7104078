import { MessageSquarePlus } from "lucide-react"
import { useEffect, useEffectEvent, useState } from "react"
import { addKeys } from "../../comments/add-keys.ts"
import { m } from "../../language/language.ts"
import { AtFoot } from "../../ui/at-foot.tsx"
import { Button, IconButton } from "../../ui/button.tsx"

/** A selection that still grows has no button yet. */
const restMs = 180
const buttonPx = 36

/** Beside selected words of the book; for fingers at the foot of the window. The panel has the same button for keys. */
export function AddHere({ isFit, onAdd }: { isFit: () => boolean; onAdd: () => void }) {
  const [place, setPlace] = useState<{ left: number; top: number } | "foot" | null>(null)
  const fits = useEffectEvent(isFit)
  useEffect(() => {
    let resting = 0
    let isPressed = false
    const look = () => {
      const selection = getSelection()
      const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null
      const box = isPressed || range === null || !fits() ? null : firstLine(range)
      const column = range?.startContainer.parentElement?.closest(".reading-section")
      if (box === null || !column) return setPlace(null)
      if (matchMedia("(pointer: coarse), (width < 48rem)").matches) return setPlace("foot")
      const { left, right } = column.getBoundingClientRect()
      const edge = getComputedStyle(column).direction === "rtl" ? left - buttonPx - 6 : right + 6
      return setPlace({ left: Math.max(4, Math.min(edge, innerWidth - buttonPx - 4)), top: Math.max(64, box.top - 6) })
    }
    const rest = () => {
      clearTimeout(resting)
      resting = window.setTimeout(look, restMs)
    }
    const down = () => {
      isPressed = true
    }
    const up = () => {
      isPressed = false
      rest()
    }
    document.addEventListener("selectionchange", rest)
    addEventListener("pointerdown", down)
    addEventListener("pointerup", up)
    addEventListener("pointercancel", up)
    addEventListener("scroll", rest, { capture: true, passive: true })
    return () => {
      clearTimeout(resting)
      document.removeEventListener("selectionchange", rest)
      removeEventListener("pointerdown", down)
      removeEventListener("pointerup", up)
      removeEventListener("pointercancel", up)
      removeEventListener("scroll", rest, { capture: true })
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

function firstLine(range: Range): DOMRect | null {
  return [...range.getClientRects()].find(({ width }) => width > 0) ?? null
}
