import type { LexicalEditor } from "lexical"
import { isMac } from "../section/keys.ts"

type Direction = "forward" | "backward" | "left" | "right"

/** Not under the bar above the text, nor under what stands at the foot of the window. */
const clearPx = 96

/**
 * Lets those who only read a text select words by keys, to comment on them: browsers give no caret to a text that cannot be written.
 * Left and right bring it; then the keys are those of any text, until Escape. Up and down alone scroll the page as long as there is none.
 * Answers what takes it away.
 */
export function registerReadingCaret(editor: LexicalEditor): () => void {
  const caret = document.createElement("div")
  caret.className = "reading-caret no-print"
  caret.ariaHidden = "true"
  caret.hidden = true
  document.body.append(caret)
  let isShown = false

  const draw = () => {
    const root = editor.getRootElement()
    const selection = getSelection()
    const isThere =
      isShown && root !== null && selection !== null && selection.isCollapsed && root.contains(selection.focusNode)
    const box = isThere ? boxAt(selection) : null
    caret.hidden = box === null
    if (box !== null) Object.assign(caret.style, { left: `${box.x}px`, top: `${box.y}px`, height: `${box.height}px` })
  }
  const hide = () => {
    isShown = false
    draw()
  }
  const press = (event: KeyboardEvent) => {
    const root = editor.getRootElement()
    if (editor.isEditable() || root === null || event.target !== root || event.defaultPrevented) return
    if (event.key === "Escape" && isShown) {
      getSelection()?.collapseToStart()
      return hide()
    }
    const step = stepOf(event, { isShown, isMac: isMac() })
    const selection = getSelection()
    if (step === null || selection === null) return
    event.preventDefault()
    const isInText = root.contains(selection.anchorNode) && root.contains(selection.focusNode)
    if (!isInText) {
      const first = firstInSight(root)
      if (first === null) return
      selection.setBaseAndExtent(first, 0, first, 0)
    }
    isShown = true
    if (isInText || event.shiftKey) moveBy(selection, step, event.shiftKey, root)
    draw()
    keepInSight(selection)
  }
  const forget = editor.registerRootListener((root, before) => {
    before?.removeEventListener("keydown", press)
    before?.removeEventListener("blur", hide)
    root?.addEventListener("keydown", press)
    root?.addEventListener("blur", hide)
  })
  addEventListener("pointerdown", hide)
  addEventListener("resize", draw)
  addEventListener("scroll", draw, { capture: true, passive: true })
  document.addEventListener("selectionchange", draw)
  return () => {
    forget()
    const root = editor.getRootElement()
    root?.removeEventListener("keydown", press)
    root?.removeEventListener("blur", hide)
    removeEventListener("pointerdown", hide)
    removeEventListener("resize", draw)
    removeEventListener("scroll", draw, { capture: true })
    document.removeEventListener("selectionchange", draw)
    caret.remove()
  }
}

interface Step {
  readonly direction: Direction
  readonly by: "character" | "word" | "line" | "lineboundary"
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">

/** Where a key leads; null where it is none of the caret's. */
export function stepOf(
  { key, ctrlKey, altKey, metaKey, shiftKey }: Pressed,
  on: { isShown: boolean; isMac: boolean },
): Step | null {
  const isWord = on.isMac ? altKey : ctrlKey
  if (metaKey || (on.isMac ? ctrlKey : altKey)) return null
  if (key === "ArrowLeft" || key === "ArrowRight")
    return { direction: key === "ArrowLeft" ? "left" : "right", by: isWord ? "word" : "character" }
  if (isWord || !(on.isShown || shiftKey)) return null
  if (key === "ArrowUp" || key === "ArrowDown")
    return { direction: key === "ArrowUp" ? "backward" : "forward", by: "line" }
  if (key === "Home" || key === "End") return { direction: key === "Home" ? "backward" : "forward", by: "lineboundary" }
  return null
}

function moveBy(selection: Selection, { direction, by }: Step, isExtending: boolean, root: HTMLElement): void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
  selection.modify(isExtending ? "extend" : "move", direction, by)
  if (root.contains(selection.focusNode) || anchorNode === null || focusNode === null) return
  selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset)
}

function firstInSight(root: HTMLElement): Text | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(node)
    if (node.data.trim() !== "" && range.getBoundingClientRect().bottom > clearPx) return node
  }
  return null
}

/** Where the focus of a selection is in the window. A range without length has no box in some places: the letter beside it has. */
function boxAt({ focusNode, focusOffset }: Selection): DOMRect | null {
  if (focusNode === null) return null
  const range = document.createRange()
  range.setStart(focusNode, focusOffset)
  const box = range.getBoundingClientRect()
  if (box.height > 0) return box
  if (!(focusNode instanceof Text) || focusNode.length === 0) return null
  const isAtEnd = focusOffset >= focusNode.length
  range.setStart(focusNode, isAtEnd ? focusOffset - 1 : focusOffset)
  range.setEnd(focusNode, isAtEnd ? focusOffset : focusOffset + 1)
  const { left, right, top, height } = range.getBoundingClientRect()
  const isRtl = getComputedStyle(focusNode.parentElement ?? document.body).direction === "rtl"
  return new DOMRect(isAtEnd === isRtl ? left : right, top, 0, height)
}

function keepInSight(selection: Selection): void {
  const box = boxAt(selection)
  if (box === null) return
  if (box.top < clearPx) scrollBy({ top: box.top - clearPx, behavior: "instant" })
  else if (box.bottom > innerHeight - clearPx)
    scrollBy({ top: box.bottom - innerHeight + clearPx, behavior: "instant" })
}
