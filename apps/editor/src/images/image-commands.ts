import { $insertImage, $isCaptionNode, $isFootnotesNode, $isImageNode, imageLimits } from "@codraft/document"
import { DRAG_DROP_PASTE } from "@lexical/rich-text"
import { mergeRegister } from "@lexical/utils"
import {
  $createNodeSelection,
  $createParagraphNode,
  $createRangeSelectionFromDom,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $isNodeSelection,
  $setSelection,
  type BaseSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  HISTORY_PUSH_TAG,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  PASTE_COMMAND,
} from "lexical"
import { newBlockId } from "../section/block-id.ts"
import { isImageType, type ReadyImage } from "./image-file.ts"
import { measurePixels, scaleStep } from "./image-width.ts"
import { $imageAtSelection } from "./use-images.ts"

export interface ImageCommands {
  /** Files that the person dropped or pasted, and where they go. */
  onFiles: (files: File[], place: ImagePlace) => void
  onEnter: () => void
  onRemoved: () => void
}

/** Images by drop, paste, click and key. What is pasted together with words is for the paste of words. */
export function registerImages(editor: LexicalEditor, { onFiles, onEnter, onRemoved }: ImageCommands): () => void {
  const $remove = (event: KeyboardEvent) => {
    const at = $imageAtSelection()
    if (!at?.isSelected || !editor.isEditable()) return false
    event.preventDefault()
    $removeImage(at.key)
    onRemoved()
    return true
  }
  return mergeRegister(
    editor.registerCommand(
      DRAG_DROP_PASTE,
      (files) => {
        if (editor.isEditable()) onFiles(files, ImagePlace.$here(editor))
        return true
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        const data = "clipboardData" in event ? event.clipboardData : null
        const pictures = data === null ? [] : picturesOnly(data)
        if (pictures.length === 0 || !editor.isEditable()) return false
        event.preventDefault()
        onFiles(pictures, ImagePlace.$here(editor))
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      CLICK_COMMAND,
      ({ target }) => {
        const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null
        if ($isImageNode(node)) {
          $selectNode(node)
          return true
        }
        return $isNodeSelection($getSelection()) && $takeCaret(editor)
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (!$imageAtSelection()?.isSelected) return false
        event?.preventDefault()
        onEnter()
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(KEY_DELETE_COMMAND, $remove, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_BACKSPACE_COMMAND, $remove, COMMAND_PRIORITY_HIGH),
    refuseStrayDrops(editor),
  )
}

/** The pictures on a clipboard that holds nothing else: a screenshot, files, or a picture copied from a page. */
export function picturesOnly(data: DataTransfer): File[] {
  const files = [...data.files].filter(({ type }) => isImageType(type))
  if (files.length === 0 || data.getData("application/x-lexical-editor") !== "") return []
  if (data.getData("text/plain").trim() !== "") return []
  const html = data.getData("text/html")
  const words = html === "" ? "" : (new DOMParser().parseFromString(html, "text/html").body.textContent ?? "")
  return words.trim() === "" ? files : []
}

/** A file that misses the text would otherwise replace the page, and all that is on it. */
function refuseStrayDrops(editor: LexicalEditor): () => void {
  const refuse = (event: DragEvent) => {
    const isInText =
      event.target instanceof Node && editor.isEditable() && editor.getRootElement()?.contains(event.target)
    const isField = event.target instanceof HTMLInputElement && event.target.type === "file"
    if (!event.dataTransfer?.types.includes("Files") || isInText || isField) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "none"
  }
  for (const type of ["dragover", "drop"] as const) addEventListener(type, refuse)
  return () => {
    for (const type of ["dragover", "drop"] as const) removeEventListener(type, refuse)
  }
}

/** Where files go that are still being read: behind where the person was then, whatever they do meanwhile. */
export class ImagePlace {
  readonly #editor: LexicalEditor
  #selection: BaseSelection | null

  private constructor(editor: LexicalEditor, selection: BaseSelection | null) {
    this.#editor = editor
    this.#selection = selection
  }

  /** Where the person is; a drop has just taken them there. */
  static $here(editor: LexicalEditor): ImagePlace {
    return new ImagePlace(editor, $getSelection()?.clone() ?? null)
  }

  /** Places one; the next goes behind it. The caret goes along into its caption, unless the person has moved it elsewhere. */
  put(image: ReadyImage, onPlaced: (key: string) => void): void {
    this.#editor.update(
      () => {
        const now = $getSelection()?.clone() ?? null
        const isElsewhere = now !== null && !now.is(this.#selection)
        if (this.#selection?.getNodes().every((node) => node.isAttached())) $setSelection(this.#selection.clone())
        const { blob, mediaType, width, height } = image
        const payload = {
          blob,
          mediaType,
          width,
          height,
          alt: "",
          decorative: false,
          credit: "",
          scale: scaleFor(width),
        }
        const placed = $insertImage(payload, newBlockId, { caption: true })
        this.#selection = $getSelection()?.clone() ?? null
        if (isElsewhere) $setSelection(now)
        if (placed !== null && !isElsewhere) onPlaced(placed.getKey())
      },
      { tag: HISTORY_PUSH_TAG },
    )
  }
}

/** As wide as it is by itself, if that is less than the column. */
function scaleFor(width: number): number {
  const share = Math.round((100 * width) / measurePixels() / scaleStep) * scaleStep
  return Math.min(imageLimits.scaleMax, Math.max(imageLimits.scaleMin, share))
}

/** From an image back into words by a click: the editor by itself would drop the selection and the caret with it. */
function $takeCaret(editor: LexicalEditor): boolean {
  const caret = $createRangeSelectionFromDom(getSelection(), editor)
  if (caret !== null) $setSelection(caret)
  return caret !== null
}

/** Brings the focus back into the text, to an image that is selected by itself. */
export function focusOnImage(editor: LexicalEditor, key: string): void {
  editor.getRootElement()?.focus({ preventScroll: true })
  // The browser has put a caret at the start, which the editor would take for the person's.
  getSelection()?.removeAllRanges()
  editor.update(() => {
    const node = $getNodeByKey(key)
    if (node !== null) $selectNode(node)
  })
}

function $selectNode(node: LexicalNode): void {
  const selection = $createNodeSelection()
  selection.add(node.getKey())
  $setSelection(selection)
}

/** The image with its caption; what comes after has the caret. */
export function $removeImage(key: string): void {
  const node = $getNodeByKey(key)
  if (!$isImageNode(node)) return
  const next = node.getNextSibling()
  const caption = $isCaptionNode(next) && next.getFor() === "figure" ? next : null
  const last = caption ?? node
  const after = last.getNextSibling()
  if (after !== null && !$isFootnotesNode(after)) last.selectNext(0, 0)
  else if (node.getPreviousSibling() !== null) node.selectPrevious()
  else {
    const line = $createParagraphNode()
    last.insertAfter(line)
    line.select()
  }
  caption?.remove()
  node.remove()
}
