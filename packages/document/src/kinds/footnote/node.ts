/* oxlint-disable no-underscore-dangle -- Lexical names fields so, and so they are called in the document */
import {
  $applyNodeReplacement,
  $isElementNode,
  type DOMExportOutput,
  DecoratorNode,
  type EditorConfig,
  type ElementDOMSlot,
  ElementNode,
  type LexicalNode,
  type SerializedElementNode,
  type SerializedLexicalNode,
  setDOMUnmanaged,
} from "lexical"
import { isBlockId } from "../../form/attributes.ts"
import type { NoteKind } from "./form.ts"
import { $footnoteNumbers, $notesOf } from "./notes.ts"

type SerializedReference = SerializedLexicalNode & { note?: unknown; kind?: unknown; body?: unknown }

/**
 * The place of a note among words: a thing that does not change, of which the caret is either before or behind. What it
 * shows is computed (`$footnoteNumbers`) and put there by whoever has it on a page. A copy carries the note's words along.
 */
export class FootnoteReferenceNode extends DecoratorNode<null> {
  __note: string
  __kind: NoteKind
  /** The words of the note when this is a copy from elsewhere; never in the document. */
  carried: readonly SerializedLexicalNode[] | null = null

  constructor(note = "", kind: NoteKind = "footnote", key?: string) {
    super(key)
    this.__note = note
    this.__kind = kind
  }

  override $config() {
    return this.config("footnoteref", { extends: DecoratorNode })
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.__note = previous.__note
    this.__kind = previous.__kind
    this.carried = previous.carried
  }

  static override importJSON({ note, kind, body }: SerializedReference): FootnoteReferenceNode {
    const reference = $createFootnoteReferenceNode(
      isBlockId(note) ? (note as string) : "",
      kind === "tablenote" ? kind : "footnote",
    )
    if (Array.isArray(body)) reference.carried = body as SerializedLexicalNode[]
    return reference
  }

  override exportJSON(): SerializedReference {
    const body = $notesOf(this.getNote()).flatMap((note) => note.getChildren().map(wordsOf))
    return { ...super.exportJSON(), note: this.getNote(), kind: this.getKind(), body }
  }

  getNote(): string {
    return this.getLatest().__note
  }

  getKind(): NoteKind {
    return this.getLatest().__kind
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
    const element = document.createElement("sup")
    element.dataset["inline"] = "footnote"
    element.dataset["note"] = this.__note
    element.setAttribute("role", "doc-noteref")
    addClass(element, theme["footnoteReference"])
    return element
  }

  override updateDOM(): false {
    return false
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("sup")
    const link = document.createElement("a")
    link.href = `#note-${this.getNote()}`
    link.setAttribute("role", "doc-noteref")
    link.textContent = $footnoteNumbers().references.get(this.getKey()) ?? ""
    element.append(link)
    return { element }
  }

  override decorate(): null {
    return null
  }
}

/** What a copy of a note's words is made of: no marks, which belong to the words in this section. */
function wordsOf(node: LexicalNode): SerializedLexicalNode {
  const { $: _, ...json } = node.exportJSON()
  return $isElementNode(node) ? ({ ...json, children: node.getChildren().map(wordsOf) } as SerializedElementNode) : json
}

/** Holds the notes of a section, at the end of the text. Its notes are shown in the order of their numbers. */
export class FootnotesNode extends ElementNode {
  override $config() {
    return this.config("footnotes", { extends: ElementNode })
  }

  static override importJSON(serialized: SerializedElementNode): FootnotesNode {
    return $createFootnotesNode().updateFromJSON(serialized)
  }

  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement("div")
    element.dataset["block"] = "footnotes"
    element.setAttribute("role", "doc-endnotes")
    addClass(element, theme["footnotes"])
    return element
  }

  override updateDOM(): false {
    return false
  }

  /** What is outside never joins what is inside by an erased line end. */
  override isShadowRoot(): boolean {
    return true
  }

  override canBeEmpty(): false {
    return false
  }

  override canIndent(): false {
    return false
  }
}

type SerializedNote = SerializedElementNode & { note?: unknown }

/** The words of one note: a line, of which Enter makes no second one. */
export class FootnoteNode extends ElementNode {
  __note: string

  constructor(note = "", key?: string) {
    super(key)
    this.__note = note
  }

  override $config() {
    return this.config("footnote", { extends: ElementNode })
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous)
    this.__note = previous.__note
  }

  static override importJSON(serialized: SerializedNote): FootnoteNode {
    const note = isBlockId(serialized.note) ? (serialized.note as string) : ""
    return $createFootnoteNode(note).updateFromJSON(serialized)
  }

  override exportJSON(): SerializedNote {
    return { ...super.exportJSON(), note: this.getNote() }
  }

  getNote(): string {
    return this.getLatest().__note
  }

  /** The way back, which shows the number, and beside it the words. */
  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement("div")
    element.dataset["block"] = "footnote"
    element.dataset["note"] = this.__note
    element.setAttribute("role", "doc-footnote")
    addClass(element, theme["footnote"])
    const back = document.createElement("span")
    back.dataset["inline"] = "footnote-back"
    back.setAttribute("role", "doc-backlink")
    back.contentEditable = "false"
    setDOMUnmanaged(back)
    const words = document.createElement("div")
    element.append(back, words)
    return element
  }

  override getDOMSlot(element: HTMLElement): ElementDOMSlot {
    const slot = super.getDOMSlot(element)
    const words = element.lastElementChild
    return words instanceof HTMLElement ? slot.withElement(words) : slot
  }

  override updateDOM(): false {
    return false
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("p")
    element.id = `note-${this.getNote()}`
    const number = $footnoteNumbers().notes.get(this.getKey())
    if (number !== undefined) element.append(`${number} `)
    return { element }
  }

  override insertNewAfter(): null {
    return null
  }

  /** Backspace at its start does nothing: it is not a paragraph, and joins no other note. */
  override collapseAtStart(): true {
    return true
  }

  override canIndent(): false {
    return false
  }
}

function addClass(element: HTMLElement, themed: unknown): void {
  if (typeof themed === "string" && themed !== "") element.className = themed
}

export function $createFootnoteReferenceNode(note: string, kind: NoteKind = "footnote"): FootnoteReferenceNode {
  return $applyNodeReplacement(new FootnoteReferenceNode(note, kind))
}

export function $createFootnotesNode(): FootnotesNode {
  return $applyNodeReplacement(new FootnotesNode())
}

export function $createFootnoteNode(note: string): FootnoteNode {
  return $applyNodeReplacement(new FootnoteNode(note))
}
