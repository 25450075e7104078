/* oxlint-disable no-underscore-dangle -- Lexical names fields so, and so they are called in the document */
import {
  $applyNodeReplacement,
  type DOMExportOutput,
  DecoratorNode,
  type EditorConfig,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical"
import { isBlockId } from "../../form/attributes.ts"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropForeignState } from "../../nodes/state.ts"
import { $keepOutOfLinks } from "../target/node.ts"
import type { CrossReference } from "./canonical.ts"
import { goalKinds, type GoalKind, isGoalSection, type ReferenceForm } from "./form.ts"

/** A cross-reference without its type, as one is made. */
export type ReferenceTo = Omit<CrossReference, "type">

type SerializedCrossReference = SerializedLexicalNode & {
  section?: unknown
  block?: unknown
  goal?: unknown
  form?: unknown
}

/**
 * A place that refers to another: a thing that does not change, of which the caret is either before or behind. What it shows
 * is computed from its goal and put there by whoever has it on a page.
 */
export class CrossReferenceNode extends DecoratorNode<null> {
  __section: string
  __block: string
  __goal: GoalKind
  __form: ReferenceForm | ""

  constructor(section = "", block = "", goal: GoalKind = "paragraph", form: ReferenceForm | "" = "", key?: string) {
    super(key)
    this.__section = section
    this.__block = block
    this.__goal = goal
    this.__form = form
  }

  override $config() {
    return this.config("crossreference", { extends: DecoratorNode })
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.__section = previous.__section
    this.__block = previous.__block
    this.__goal = previous.__goal
    this.__form = previous.__form
  }

  static override importJSON({ section, block, goal, form }: SerializedCrossReference): CrossReferenceNode {
    return $createCrossReferenceNode({
      section: isGoalSection(section) ? (section as string) : "",
      ...(isBlockId(block) ? { block: block as string } : {}),
      goal: goalKinds.find((kind) => kind === goal) ?? "paragraph",
      ...(form === "number" ? { form } : {}),
    })
  }

  override exportJSON(): SerializedCrossReference {
    return { ...super.exportJSON(), ...this.getReference() }
  }

  getReference(): ReferenceTo {
    const { __section: section, __block: block, __goal: goal, __form: form } = this.getLatest()
    return { section, ...(block === "" ? {} : { block }), goal, ...(form === "" ? {} : { form }) }
  }

  override getTextContent(): string {
    return ""
  }

  override isInline(): true {
    return true
  }

  override isKeyboardSelectable(): false {
    return false
  }

  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement("span")
    element.dataset["inline"] = "crossreference"
    element.setAttribute("role", "link")
    const themed: unknown = theme["crossreference"]
    if (typeof themed === "string" && themed !== "") element.className = themed
    return element
  }

  override updateDOM(): false {
    return false
  }

  override exportDOM(): DOMExportOutput {
    return { element: document.createElement("span") }
  }

  override decorate(): null {
    return null
  }
}

export function $createCrossReferenceNode({ section, block, goal, form }: ReferenceTo): CrossReferenceNode {
  return $applyNodeReplacement(new CrossReferenceNode(section, block ?? "", goal, form ?? ""))
}

export function $isCrossReferenceNode(node: LexicalNode | null | undefined): node is CrossReferenceNode {
  return node instanceof CrossReferenceNode
}

export const crossreferenceNodes: NodeKind = {
  classes: [CrossReferenceNode],
  normalizations: [normalized(CrossReferenceNode, $normalizeReference)],
}

function $normalizeReference(node: CrossReferenceNode): void {
  if (node.getReference().section === "") {
    node.remove()
    return
  }
  $keepOutOfLinks(node)
  $dropForeignState(node)
}
