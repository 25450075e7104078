/* oxlint-disable no-underscore-dangle -- Lexical names fields so, and so they are called in the document */
import {
  $applyNodeReplacement,
  $createParagraphNode,
  type DOMConversionMap,
  type DOMExportOutput,
  type EditorConfig,
  ElementNode,
  type LexicalNode,
  type ParagraphNode,
  type RangeSelection,
  type SerializedElementNode,
} from "lexical"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $normalizeLine } from "../../nodes/normalize.ts"

type SerializedCaption = SerializedElementNode & { for?: unknown }

/** The title of a table, right before it, or of an image, right behind it. Elsewhere it reads as a line of its own. */
export class CaptionNode extends ElementNode {
  __for: "table" | "figure"

  constructor(of: "table" | "figure" = "table", key?: string) {
    super(key)
    this.__for = of
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.__for = previous.__for
  }

  /** What it is the caption of. */
  getFor(): "table" | "figure" {
    return this.getLatest().__for
  }

  override $config() {
    return this.config("caption", { extends: ElementNode })
  }

  static override importDOM(): DOMConversionMap {
    return { caption: () => ({ conversion: () => ({ node: $createCaptionNode() }), priority: 1 }) }
  }

  static override importJSON(serialized: SerializedCaption): CaptionNode {
    return $createCaptionNode(serialized.for === "figure" ? "figure" : "table").updateFromJSON(serialized)
  }

  override exportJSON(): SerializedCaption {
    return { ...super.exportJSON(), for: this.getFor() }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const element = document.createElement("p")
    element.dataset["block"] = "caption"
    element.dataset["for"] = this.__for
    const themed: unknown = config.theme["caption"]
    if (typeof themed === "string" && themed !== "") element.className = themed
    return element
  }

  override updateDOM(): boolean {
    return false
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("p")
    element.dataset["block"] = "caption"
    return { element }
  }

  override insertNewAfter(_selection: RangeSelection | null, restoreSelection?: boolean): ParagraphNode {
    const paragraph = $createParagraphNode()
    this.insertAfter(paragraph, restoreSelection)
    return paragraph
  }

  override collapseAtStart(): boolean {
    const paragraph = $createParagraphNode().append(...this.getChildren())
    this.replace(paragraph)
    paragraph.selectStart()
    return true
  }
}

export function $createCaptionNode(of: "table" | "figure" = "table"): CaptionNode {
  return $applyNodeReplacement(new CaptionNode(of))
}

export function $isCaptionNode(node: LexicalNode | null | undefined): node is CaptionNode {
  return node instanceof CaptionNode
}

export const captionNodes: NodeKind = {
  classes: [CaptionNode],
  normalizations: [normalized(CaptionNode, $normalizeLine)],
}
