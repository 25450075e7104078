/* oxlint-disable no-underscore-dangle -- Lexical names fields so, and so they are called in the document */
import {
  $applyNodeReplacement,
  $findMatchingParent,
  $getEditor,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRootOrShadowRoot,
  type DOMExportOutput,
  DecoratorNode,
  type EditorConfig,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical"
import { isBlockId } from "../../form/attributes.ts"
import type { NodeKind } from "../../nodes/kind.ts"
import { $dropForeignState } from "../../nodes/state.ts"
import { $createCaptionNode } from "../caption/node.ts"
import { $isFootnotesNode } from "../footnote/notes.ts"
import { asImagePayload, type ImagePayload } from "./form.ts"
import { payloadStoreOf } from "./payload-store.ts"

type SerializedImage = SerializedLexicalNode & { payload?: unknown; image?: unknown }

/**
 * An image as a block: a thing that does not change. What it shows is under its payload id (`SectionBinding.payloads`), and
 * whoever shows it fills its element. A copy carries what is said about it along.
 */
export class ImageNode extends DecoratorNode<null> {
  __payload: string
  /** What is said about it when this is a copy from elsewhere; never in the document. */
  carried: ImagePayload | null = null

  constructor(payload = "", key?: string) {
    super(key)
    this.__payload = payload
  }

  override $config() {
    return this.config("image", { extends: DecoratorNode })
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.__payload = previous.__payload
    this.carried = previous.carried
  }

  static override importJSON(serialized: SerializedImage): ImageNode {
    const { payload, image } = serialized
    const node = $createImageNode(isBlockId(payload) ? (payload as string) : "").updateFromJSON(serialized)
    node.carried = asImagePayload(image)
    return node
  }

  override exportJSON(): SerializedImage {
    const image = payloadStoreOf($getEditor())?.read(this.getPayload())
    return { ...super.exportJSON(), payload: this.getPayload(), image }
  }

  getPayload(): string {
    return this.getLatest().__payload
  }

  override getTextContent(): string {
    return ""
  }

  override isInline(): false {
    return false
  }

  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement("figure")
    element.dataset["block"] = "image"
    element.dataset["payload"] = this.__payload
    const themed: unknown = theme["image"]
    if (typeof themed === "string" && themed !== "") element.className = themed
    return element
  }

  override updateDOM(): false {
    return false
  }

  override exportDOM(editor: LexicalEditor): DOMExportOutput {
    const payload = payloadStoreOf(editor)?.read(this.getPayload()) ?? null
    const element = document.createElement("img")
    if (payload === null) return { element: null }
    element.alt = payload.decorative ? "" : payload.alt
    element.width = payload.width
    element.height = payload.height
    element.dataset["blob"] = payload.blob
    return { element }
  }

  override decorate(): null {
    return null
  }
}

export function $createImageNode(payload: string): ImageNode {
  return $applyNodeReplacement(new ImageNode(payload))
}

export function $isImageNode(node: LexicalNode | null | undefined): node is ImageNode {
  return node instanceof ImageNode
}

export interface InsertImageOptions {
  /** With an empty caption behind it, which is selected. */
  readonly caption?: boolean
}

/** An image behind the block of the selection, or at the end of the text; null in a note, where no image can be. */
export function $insertImage(
  payload: ImagePayload,
  newId: () => string,
  { caption = false }: InsertImageOptions = {},
): ImageNode | null {
  const place = $blockOfSelection()
  if ($isFootnotesNode(place?.getParent())) return null
  const id = newId()
  payloadStoreOf($getEditor())?.put(id, payload)
  const image = $createImageNode(id)
  if (place === null) $appendToText(image)
  else if ($isElementNode(place) && place.getType() === "paragraph" && place.isEmpty()) place.replace(image)
  else place.insertAfter(image)
  if (caption) {
    const line = $createCaptionNode("figure")
    image.insertAfter(line)
    line.select()
  }
  return image
}

function $blockOfSelection(): LexicalNode | null {
  const [point] = $getSelection()?.getStartEndPoints() ?? []
  const node = point?.getNode() ?? $getSelection()?.getNodes()[0]
  if (node === undefined || $isRootOrShadowRoot(node)) return null
  return $findMatchingParent(node, (parent) => $isRootOrShadowRoot(parent.getParent()))
}

function $appendToText(image: ImageNode): void {
  const notes = $getRoot().getChildren().find($isFootnotesNode)
  if (notes === undefined) $getRoot().append(image)
  else notes.insertBefore(image)
}

export const imageNodes: NodeKind = {
  classes: [ImageNode],
  normalizations: [],
  register: (editor, newId) => editor.registerNodeTransform(ImageNode, (node) => $settleImage(node, editor, newId)),
}

/** An image that an edit brings in: a copy gets a payload of its own, so that either can be described by itself. */
function $settleImage(node: ImageNode, editor: LexicalEditor, newId: () => string): void {
  $dropForeignState(node)
  if (!node.isAttached() || $getNodeByKey(node.getKey(), editor.getEditorState()) !== null) return
  const store = payloadStoreOf(editor)
  const id = node.getPayload()
  const payload = node.carried ?? store?.read(id) ?? null
  const isCopy = id === "" || $images().some((other) => other.getPayload() === id && !other.is(node))
  if (isCopy) {
    const own = newId()
    if (payload !== null) store?.put(own, payload)
    node.replace($createImageNode(own))
  } else if (payload !== null && store?.read(id) === null) {
    store.put(id, payload)
  }
}

function $images(from: ElementNode = $getRoot(), into: ImageNode[] = []): ImageNode[] {
  for (const child of from.getChildren()) {
    if ($isImageNode(child)) into.push(child)
    else if ($isElementNode(child)) $images(child, into)
  }
  return into
}
