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

/** The title of a table: the block that stands right before it. Elsewhere it reads as a line of its own. */
export class CaptionNode extends ElementNode {
  override $config() {
    return this.config("caption", { extends: ElementNode })
  }

  static override importDOM(): DOMConversionMap {
    return { caption: () => ({ conversion: () => ({ node: $createCaptionNode() }), priority: 1 }) }
  }

  static override importJSON(serialized: SerializedElementNode): CaptionNode {
    return $createCaptionNode().updateFromJSON(serialized)
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const element = document.createElement("p")
    element.dataset["block"] = "caption"
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

export function $createCaptionNode(): CaptionNode {
  return $applyNodeReplacement(new CaptionNode())
}

export function $isCaptionNode(node: LexicalNode | null | undefined): node is CaptionNode {
  return node instanceof CaptionNode
}

export const captionNodes: NodeKind = {
  classes: [CaptionNode],
  normalizations: [normalized(CaptionNode, $normalizeLine)],
}
