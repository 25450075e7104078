/* oxlint-disable no-underscore-dangle -- Lexical names fields so, and so they are called in the document */
import { $isLinkNode } from "@lexical/link"
import {
  $applyNodeReplacement,
  type DOMConversionMap,
  type DOMExportOutput,
  DecoratorNode,
  type EditorConfig,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropForeignState } from "../../nodes/state.ts"
import { isTargetCodeShape } from "./form.ts"

type SerializedTarget = SerializedLexicalNode & { code?: unknown }

/** A target among words: its code, in one piece, of which the caret is either before or behind. */
export class TargetNode extends DecoratorNode<null> {
  __code: string

  constructor(code = "", key?: string) {
    super(key)
    this.__code = code
  }

  override $config() {
    return this.config("target", { extends: DecoratorNode })
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.__code = previous.__code
  }

  static override importJSON({ code }: SerializedTarget): TargetNode {
    return $createTargetNode(isTargetCodeShape(code) ? (code as string) : "")
  }

  static override importDOM(): DOMConversionMap {
    return {
      abbr: ({ dataset: { target } }) =>
        isTargetCodeShape(target)
          ? { conversion: () => ({ node: $createTargetNode(target as string) }), priority: 1 }
          : null,
    }
  }

  override exportJSON(): SerializedTarget {
    return { ...super.exportJSON(), code: this.getCode() }
  }

  getCode(): string {
    return this.getLatest().__code
  }

  override getTextContent(): string {
    return this.getCode()
  }

  override isInline(): true {
    return true
  }

  override isKeyboardSelectable(): false {
    return false
  }

  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement("span")
    element.dataset["inline"] = "target"
    element.dataset["code"] = this.__code
    element.textContent = this.__code
    const themed: unknown = theme["target"]
    if (typeof themed === "string" && themed !== "") element.className = themed
    return element
  }

  override updateDOM(): false {
    return false
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("abbr")
    element.dataset["target"] = this.getCode()
    element.textContent = this.getCode()
    return { element }
  }

  override decorate(): null {
    return null
  }
}

export function $createTargetNode(code: string): TargetNode {
  return $applyNodeReplacement(new TargetNode(code))
}

export function $isTargetNode(node: LexicalNode | null | undefined): node is TargetNode {
  return node instanceof TargetNode
}

export const targetNodes: NodeKind = {
  classes: [TargetNode],
  normalizations: [normalized(TargetNode, $normalizeTarget)],
}

function $normalizeTarget(node: TargetNode): void {
  if (node.getCode() === "") {
    node.remove()
    return
  }
  $keepOutOfLinks(node)
  $dropForeignState(node)
}

/** A link holds words only: what stands in one stands behind it. */
export function $keepOutOfLinks(node: LexicalNode): void {
  const parent = node.getParent()
  if ($isLinkNode(parent)) parent.insertAfter(node)
}
