import type { LexicalEditor, NodeKey } from "lexical"
import { ArrowDown, ArrowUp } from "lucide-react"
import { type RefObject, useEffect, useMemo } from "react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { placeDown, placeUp } from "./places.ts"
import { useCurrentHeading } from "./use-current-heading.ts"
import type { OutlineHeading } from "./use-headings.ts"

/**
 * Marks in the list where the reader is, keeps that in view, and moves that heading up and down. Scrolling through a text
 * passes many headings: the rows are marked in place, and none is drawn anew.
 */
export function CurrentHeading({
  editor,
  headings,
  list,
  isMovable,
  move,
}: {
  editor: LexicalEditor
  headings: readonly OutlineHeading[]
  list: RefObject<HTMLElement | null>
  isMovable: (heading: OutlineHeading) => boolean
  move: (key: NodeKey, before: NodeKey | null) => void
}) {
  const keys = useMemo(() => headings.map(({ key }) => key), [headings])
  const current = useCurrentHeading(editor, keys)
  useEffect(() => {
    const heading = headings.find(({ key }) => key === current)
    if (!heading || !list.current) return undefined
    const row = list.current.querySelector<HTMLElement>(`[data-heading="${CSS.escape(heading.key)}"]`)
    if (!row) return undefined
    row.setAttribute("aria-current", "location")
    keepInView(list.current, row)
    return () => row.removeAttribute("aria-current")
  }, [current, headings, list])

  const now = headings.find(({ key }) => key === current)
  if (now === undefined || !isMovable(now)) return null
  const up = placeUp(headings, now.key)
  const down = placeDown(headings, now.key)
  return (
    <div className="flex items-center gap-1 px-2 pt-1 text-sm text-ink-soft">
      <IconButton
        label={m.heading_up({ heading: now.text })}
        isDisabled={up === undefined}
        onPress={() => up !== undefined && move(now.key, up)}
      >
        <ArrowUp aria-hidden size={16} />
      </IconButton>
      <IconButton
        label={m.heading_down({ heading: now.text })}
        isDisabled={down === undefined}
        onPress={() => down !== undefined && move(now.key, down)}
      >
        <ArrowDown aria-hidden size={16} />
      </IconButton>
    </div>
  )
}

/** A long list follows the reader, but not under the hand of somebody who is looking for a heading in it. */
function keepInView(list: HTMLElement, row: HTMLElement): void {
  if (list.matches(":hover, :focus-within")) return
  const [outer, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()]
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return
  list.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2
}
