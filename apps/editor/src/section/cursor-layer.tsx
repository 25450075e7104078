import { displayMember, type PersonId } from "@codraft/publication"
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react"
import { fullName } from "../presence/avatar.tsx"
import { inkOf } from "../presence/initials.ts"
import { usePublication } from "../publication/publication-context.ts"
import { tableDressed } from "../tables/table-dress.ts"
import { type CursorBoxes, cursorBoxes } from "./caret-place.ts"
import type { SectionSession } from "./section-session.ts"

interface PaintedCursor extends CursorBoxes {
  clientId: number
  personId: string
  /** Changes whenever the caret does: the label shows anew. */
  movement: string
  /** The side of the caret on which its label has more room, and how much: no label widens the page. */
  room: { isBefore: boolean; width: number }
}

/**
 * The carets and selections of the others over the text. Names stand beside them for some seconds after each movement; who
 * cannot see them has the list of people.
 */
export function CursorLayer({ session }: { session: SectionSession }) {
  const { publication, personId: self } = usePublication()
  const layer = useRef<HTMLDivElement>(null)
  const cursors = useCursors(session, layer, self)
  return (
    <div ref={layer} aria-hidden className="cursor-layer no-print">
      {cursors.map(({ clientId, personId, caret, selected, movement, room }) => {
        const member = displayMember(publication, personId as PersonId)
        return (
          <div key={clientId} data-cursor-of={personId} style={inkStyle(personId)}>
            {selected.map((box, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- boxes of one selection have no other identity
              <span
                key={index}
                className="cursor-selected"
                style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
              />
            ))}
            <span className="cursor-caret" style={{ left: caret.left, top: caret.top, height: caret.height }}>
              <span
                key={movement}
                className="cursor-label"
                data-is-low={caret.top < 28 || undefined}
                data-is-far={room.isBefore || undefined}
                style={{ maxInlineSize: room.width }}
              >
                {fullName(member)}
              </span>
            </span>
          </div>
        )
      })}
    </div>
  )
}

function useCursors(session: SectionSession, layer: RefObject<HTMLDivElement | null>, self: string): PaintedCursor[] {
  const [painted, setPainted] = useState<PaintedCursor[]>([])
  useEffect(() => {
    let frame = 0
    const paint = () => {
      frame = 0
      const canvas = layer.current
      if (!canvas) return
      const next: PaintedCursor[] = []
      for (const { clientId, personId, selection } of session.cursors()) {
        if (!personId || personId === self || !selection) continue
        const boxes = cursorBoxes(session.editor, selection, canvas)
        if (!boxes) continue
        const after = canvas.clientWidth - boxes.caret.left
        next.push({
          clientId,
          personId,
          movement: `${JSON.stringify(selection)} ${session.pointedAt(personId)}`,
          room: { isBefore: boxes.caret.left > after, width: Math.max(boxes.caret.left, after) },
          ...boxes,
        })
      }
      setPainted((previous) => (previous.length === 0 && next.length === 0 ? previous : next))
    }
    // Many changes in one frame are one painting; measuring forces layout.
    const schedule = () => {
      frame ||= requestAnimationFrame(paint)
    }
    schedule()
    const forget = [session.onCursorsChange(schedule), session.editor.registerUpdateListener(schedule)]
    const size = new ResizeObserver(schedule)
    const around = layer.current?.parentElement
    if (around) size.observe(around)
    // Tables scroll in boxes of their own.
    around?.addEventListener("scroll", schedule, true)
    around?.addEventListener(tableDressed, schedule)
    document.fonts.addEventListener("loadingdone", schedule)
    return () => {
      cancelAnimationFrame(frame)
      for (const one of forget) one()
      size.disconnect()
      around?.removeEventListener("scroll", schedule, true)
      around?.removeEventListener(tableDressed, schedule)
      document.fonts.removeEventListener("loadingdone", schedule)
    }
  }, [session, layer, self])
  return painted
}

const inkStyle = (personId: string) => ({ "--ink": `var(--presence-${inkOf(personId)})` }) as CSSProperties
