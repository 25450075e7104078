import {
  $createParagraphNode,
  $createTextNode,
  type DOMExportOutput,
  DecoratorNode,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical"

type SerializedUnknownNode = SerializedLexicalNode & { preview?: unknown }

/**
 * Stands for a block that this build cannot read: shown with its text, not editable, deletable as a whole. It never
 * goes into the Yjs document itself (see ReadingGuard); a copy of it is pasted as plain text.
 */
export class UnknownNode extends DecoratorNode<null> {
  preview: string

  constructor(preview = "", key?: string) {
    super(key)
    this.preview = preview
  }

  override $config() {
    return this.config("unknown", { extends: DecoratorNode })
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.preview = previous.preview
  }

  static override importJSON(serialized: SerializedUnknownNode): LexicalNode {
    const text = typeof serialized.preview === "string" ? serialized.preview : ""
    return $createParagraphNode().append($createTextNode(text))
  }

  override exportJSON(): SerializedUnknownNode {
    return { ...super.exportJSON(), preview: this.getTextContent() }
  }

  override getTextContent(): string {
    return this.getLatest().preview
  }

  override isInline(): false {
    return false
  }

  override createDOM(): HTMLElement {
    const element = document.createElement("div")
    element.dataset["block"] = "unknown"
    element.textContent = this.preview
    return element
  }

  override updateDOM(previous: this, element: HTMLElement): false {
    if (previous.preview !== this.preview) element.textContent = this.preview
    return false
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("p")
    element.textContent = this.preview
    return { element }
  }

  override decorate(): null {
    return null
  }
}

export function $isUnknownNode(node: LexicalNode | null | undefined): node is UnknownNode {
  return node instanceof UnknownNode
}
