import type { LexicalEditor } from "lexical"
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react"
import { paintedWidths, resized, setColumnWidths } from "./column-widths.ts"
import { useTable } from "./use-table.ts"

/**
 * The ends of the columns of the table at the caret, to be dragged: a line goes along, and the widths change when the pointer
 * lets go. By keyboard the width is a command of the table's menu.
 */
export function ColumnEdges({ editor }: { editor: LexicalEditor }) {
  const facts = useTable(editor)
  return facts ? (
    <EdgesOf key={`${facts.tableKey} ${facts.columnCount}`} editor={editor} tableKey={facts.tableKey} />
  ) : null
}

interface Drag {
  column: number
  startX: number
  widths: number[]
  next: number[]
}

function EdgesOf({ editor, tableKey }: { editor: LexicalEditor; tableKey: string }) {
  const layer = useRef<HTMLDivElement>(null)
  const { box, ends, isRtl } = useEdges(editor, tableKey, layer)
  const [drag, setDrag] = useState<Drag | null>(null)
  const sign = isRtl ? -1 : 1

  const start = (event: ReactPointerEvent<HTMLElement>, column: number) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    const widths = paintedWidths(editor, tableKey)
    setDrag({ column, startX: event.clientX, widths, next: widths })
  }
  const move = (event: ReactPointerEvent<HTMLElement>) => {
    if (drag === null) return
    const width = (drag.widths[drag.column] ?? 0) + sign * (event.clientX - drag.startX)
    setDrag({ ...drag, next: resized(drag.widths, drag.column, width) })
  }
  const stop = () => {
    if (drag !== null && drag.next !== drag.widths) setColumnWidths(editor, tableKey, drag.next)
    setDrag(null)
  }
  return (
    <div ref={layer} aria-hidden className="column-edges no-print" style={box}>
      {ends.map((end, column) => {
        const isDragged = drag?.column === column
        const moved = isDragged ? (drag.next[column] ?? 0) - (drag.widths[column] ?? 0) : 0
        if (!isDragged && (end < -2 || end > box.width + 2)) return null
        return (
          <span
            // oxlint-disable-next-line react/no-array-index-key -- columns have no other identity
            key={column}
            className="column-edge"
            data-is-dragged={isDragged || undefined}
            style={{ left: end + sign * moved }}
            onPointerDown={(event) => start(event, column)}
            onPointerMove={move}
            onPointerUp={stop}
            onPointerCancel={() => setDrag(null)}
          />
        )
      })}
    </div>
  )
}

interface Edges {
  box: { left: number; top: number; width: number; height: number }
  /** From the box's left edge to the end of each column. */
  ends: number[]
  isRtl: boolean
}

function useEdges(editor: LexicalEditor, tableKey: string, layer: RefObject<HTMLDivElement | null>): Edges {
  const [edges, setEdges] = useState<Edges>({ box: { left: 0, top: 0, width: 0, height: 0 }, ends: [], isRtl: false })
  useEffect(() => {
    const box = editor.getElementByKey(tableKey)
    const table = box?.querySelector("table")
    const canvas = layer.current?.offsetParent
    if (!box || !table || !canvas) return undefined
    const measure = () => {
      const origin = canvas.getBoundingClientRect()
      const outer = box.getBoundingClientRect()
      const inner = table.getBoundingClientRect()
      const isRtl = getComputedStyle(box).direction === "rtl"
      let at = (isRtl ? inner.right : inner.left) - outer.left
      setEdges({
        isRtl,
        ends: paintedWidths(editor, tableKey).map((width) => (at += isRtl ? -width : width)),
        box: {
          left: outer.left - origin.left,
          top: outer.top - origin.top,
          width: outer.width,
          height: Math.min(outer.height, inner.height),
        },
      })
    }
    // An observer begins by telling of everything that it is shown.
    const size = new ResizeObserver(measure)
    for (const element of [canvas, box, table, ...box.querySelectorAll("tr:first-child > *")]) size.observe(element)
    box.addEventListener("scroll", measure)
    return () => {
      size.disconnect()
      box.removeEventListener("scroll", measure)
    }
  }, [editor, layer, tableKey])
  return edges
}
