import { $createRangeSelection, $setSelection, type LexicalEditor, SKIP_SCROLL_INTO_VIEW_TAG } from "lexical"
import { liveRange, rangeOf } from "./hit-range.ts"
import type { Hit } from "./line-index.ts"

/** How near to an edge of the window a hit may be before it is moved away from there, px. */
const marginPx = 32

/** Brings a hit into view, in the window and in the box that its table scrolls in; what is in view stays where it is. */
export function showHit(editor: LexicalEditor, hit: Hit): void {
  const painted = rangeOf(editor, hit.line, hit)
  if (painted === null) return
  const range = liveRange(painted)
  const element = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement
  const box = element?.closest<HTMLElement>(".table-scroll")
  if (box) {
    // The cell first: the box knows what of it stays in view before its edges.
    element?.closest("td, th")?.scrollIntoView({ block: "nearest", inline: "nearest" })
    const [view, words] = [box.getBoundingClientRect(), range.getBoundingClientRect()]
    box.scrollTop += beyond(words.top, words.bottom, view.top + marginPx, view.bottom)
    box.scrollLeft += beyond(words.left, words.right, view.left, view.right)
  }
  const words = range.getBoundingClientRect()
  const top = coveredAbove(editor) + marginPx
  const bottom = innerHeight - marginPx
  if (words.top < top || words.bottom > bottom) scrollBy({ top: words.top - (top + (bottom - top) / 3) })
}

function beyond(start: number, end: number, first: number, last: number): number {
  if (start < first) return start - first
  return end > last ? Math.min(end - last, start - first) : 0
}

/** The height of what stays at the top of the window over the text. */
function coveredAbove(editor: LexicalEditor): number {
  const bar = editor.getRootElement()?.closest(".section-page")?.querySelector(".section-bar")
  return bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().height : 0
}

/** Selects a hit in the text, as if somebody had done so by hand, and gives the text the keys. */
export function selectHit(editor: LexicalEditor, hit: Hit): void {
  const root = editor.getRootElement()
  const first = hit.line.parts.find((part) => hit.start < part.end)
  const last = hit.line.parts.findLast((part) => hit.end > part.start)
  if (editor.isEditable() && first?.kind === "text" && last?.kind === "text") {
    editor.update(
      () => {
        const selection = $createRangeSelection()
        selection.anchor.set(first.key, hit.start - first.start, "text")
        selection.focus.set(last.key, hit.end - last.start, "text")
        $setSelection(selection)
      },
      { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG },
    )
    root?.focus({ preventScroll: true })
    return
  }
  root?.focus({ preventScroll: true })
  const painted = rangeOf(editor, hit.line, hit)
  if (painted === null) return
  const selection = getSelection()
  selection?.removeAllRanges()
  selection?.addRange(liveRange(painted))
}
