import type { CursorPoint } from "@codraft/document/collab"
import { $getDOMSlot, $getNodeByKey, $isElementNode, type LexicalEditor } from "lexical"

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

export interface CursorBoxes {
  caret: Box
  selected: Box[]
}

/** Where a point of the editor is in the DOM; null when it is not painted (yet). */
function domPoint(editor: LexicalEditor, point: CursorPoint): { node: Node; offset: number } | null {
  const element = editor.getElementByKey(point.key)
  if (!element) return null
  if (point.type === "element") {
    const node = childrenOf(editor, point.key, element)
    return { node, offset: Math.min(point.offset, node.childNodes.length) }
  }
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const text = walker.nextNode()
  return text
    ? { node: text, offset: Math.min(point.offset, text.textContent?.length ?? 0) }
    : { node: element, offset: 0 }
}

/** Notes and tables have their children further inside. */
function childrenOf(editor: LexicalEditor, key: string, element: HTMLElement): HTMLElement {
  return editor.getEditorState().read(
    () => {
      const node = $getNodeByKey(key)
      return $isElementNode(node) ? $getDOMSlot(node, element, editor).element : element
    },
    { editor },
  )
}

/** The boxes of a colleague's caret and selection, relative to the canvas that holds the text. */
export function cursorBoxes(
  editor: LexicalEditor,
  selection: { anchor: CursorPoint; focus: CursorPoint; isCollapsed: boolean },
  canvas: HTMLElement,
): CursorBoxes | null {
  const anchor = domPoint(editor, selection.anchor)
  const focus = domPoint(editor, selection.focus)
  if (!anchor || !focus) return null
  const origin = canvas.getBoundingClientRect()
  const relative = (rect: DOMRect): Box => ({
    left: rect.left - origin.left,
    top: rect.top - origin.top,
    width: rect.width,
    height: rect.height,
  })
  const caret = caretRect(focus)
  const view = viewOf(focus.node)
  if (!caret || !isInView(caret, view)) return null
  const selected = selection.isCollapsed ? [] : selectedRects(anchor, focus).filter((rect) => isInView(rect, view))
  return { caret: relative(caret), selected: selected.map(relative) }
}

/** What can be seen of the table that a point is in: it may have scrolled away. */
function viewOf(node: Node): DOMRect | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest(".table-scroll")?.getBoundingClientRect() ?? null
}

function isInView(rect: DOMRect, view: DOMRect | null): boolean {
  if (view === null) return true
  return rect.left >= view.left && rect.right <= view.right && rect.top >= view.top && rect.bottom <= view.bottom
}

function caretRect({ node, offset }: { node: Node; offset: number }): DOMRect | null {
  const range = document.createRange()
  range.setStart(node, offset)
  const rects = range.getClientRects()
  const rect = rects[rects.length - 1]
  if (rect) return rect
  // A collapsed range in an empty block, or at an element's edge, has no box: take the edge of what stands there.
  const neighbour =
    node instanceof Element ? (node.childNodes[offset] ?? node.childNodes[offset - 1] ?? node) : node.parentElement
  const element = neighbour instanceof Element ? neighbour : neighbour?.parentElement
  if (!element) return null
  const box = element.getBoundingClientRect()
  const block = element instanceof HTMLBRElement ? (element.parentElement ?? element).getBoundingClientRect() : box
  const isRtl = getComputedStyle(element).direction === "rtl"
  return new DOMRect(isRtl ? block.right : block.left, block.top, 0, Math.min(block.height || 24, 40))
}

function selectedRects(anchor: { node: Node; offset: number }, focus: { node: Node; offset: number }): DOMRect[] {
  const range = document.createRange()
  range.setStart(anchor.node, anchor.offset)
  range.setEnd(focus.node, focus.offset)
  if (range.collapsed) {
    range.setStart(focus.node, focus.offset)
    range.setEnd(anchor.node, anchor.offset)
  }
  // Blocks report their own box besides those of their lines: keep the lines.
  return [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height < 60).slice(0, 200)
}
