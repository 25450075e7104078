import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  type ElementNode,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  type RangeSelection,
} from "lexical"
import { registerList } from "@lexical/list"
import { registerRichText } from "@lexical/rich-text"
import * as Y from "yjs"
import { markWords } from "../anchor/marking.ts"
import type { Anchor } from "../anchor/request.ts"
import {
  type AwarenessLike,
  createHeadlessSection,
  type HealReason,
  type Schedule,
  type SectionBinding,
} from "../collab/index.ts"
import { idAttribute, rootName } from "../form/index.ts"
import { $getBlockId, $markedThreads } from "../nodes/index.ts"

/** Somebody with a section open. What they do reaches the others at once, unless their line is cut. */
export class Person {
  readonly doc = new Y.Doc()
  readonly editor: LexicalEditor
  readonly binding: SectionBinding
  readonly heals: HealReason[] = []
  /** Composition as it was reported, in order. */
  readonly compositions: boolean[] = []
  #untold: (() => void) | null = null
  /** How many updates this person's document has made by itself. */
  written = 0
  readonly #waiting: Uint8Array[] = []
  #isCut = false

  constructor(clientId: number, start: Uint8Array, section: Section) {
    this.doc.clientID = clientId
    Y.applyUpdate(this.doc, start)
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === network) return
      this.written++
      section.send(update, this)
    })
    let ids = 0
    const { editor, binding } = createHeadlessSection(this.doc, {
      newBlockId: () => `${section.nameOf(clientId)}-${ids++}`,
      awareness: section.presenceOf(clientId),
      schedule: section.schedule,
      undoStepMs: Number.MAX_SAFE_INTEGER,
      onHeal: (reason) => this.heals.push(reason),
      beforeArrival: () => {
        const tell = this.#untold
        this.#untold = null
        tell?.()
      },
      onCompositionChange: (isComposing) => this.compositions.push(isComposing),
    })
    this.editor = editor
    this.binding = binding
    registerRichText(editor)
    registerList(editor)
    this.edit(() => {})
  }

  get isCut(): boolean {
    return this.#isCut
  }

  cutLine(): void {
    this.#isCut = true
  }

  receive(update: Uint8Array): void {
    if (this.#isCut) this.#waiting.push(update)
    else Y.applyUpdate(this.doc, update, network)
  }

  takeWaiting(): void {
    this.#isCut = false
    for (const update of this.#waiting.splice(0)) this.receive(update)
  }

  edit(fn: () => void): void {
    this.editor.update(fn, { discrete: true })
  }

  read<T>(fn: () => T): T {
    return this.editor.getEditorState().read(fn, { editor: this.editor })
  }

  /** Selects in the line with this index, from one offset to another; a caret if only one is given. */
  select(line: number, from: number, to = from): this {
    this.edit(() => $select($lineAt(line), from, to))
    return this
  }

  /** Selects as the browser does: the editor is told a moment later, here when something arrives. */
  selectUntold(line: number, from: number, to = from): this {
    this.#untold = () => this.select(line, from, to)
    return this
  }

  selectWord(word: string): this {
    const line = this.lines.findIndex((text) => text.includes(word))
    const from = this.lines[line]?.indexOf(word) ?? 0
    return this.select(line, from, from + word.length)
  }

  type(text: string): this {
    this.withSelection((selection) => selection.insertText(text))
    return this
  }

  enter(): this {
    this.editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined)
    this.edit(() => {})
    return this
  }

  /** Backspace at the beginning of a line. */
  joinToLineAbove(line: number): this {
    this.edit(() => {
      const above = $lineAt(line - 1)
      $select(above, above.getTextContentSize(), above.getTextContentSize())
      const selection = $getSelection()
      const text = $lineAt(line).getFirstDescendant()
      if (!$isRangeSelection(selection)) return
      if ($isTextNode(text)) selection.focus.set(text.getKey(), 0, "text")
      else selection.focus.set($lineAt(line).getKey(), 0, "element")
      selection.removeText()
    })
    return this
  }

  erase(): this {
    this.withSelection((selection) => selection.removeText())
    return this
  }

  withSelection(fn: (selection: RangeSelection) => void): void {
    this.edit(() => {
      const selection = $getSelection()
      if ($isRangeSelection(selection)) fn(selection)
    })
  }

  /** The lines of text, as this person sees them. */
  get lines(): string[] {
    return this.read(() => $lines().map((line) => line.getTextContent()))
  }

  get blockTypes(): string[] {
    return this.read(() => $lines().map((line) => line.getType()))
  }

  get ids(): string[] {
    return this.read(() => $lines().map((line) => $getBlockId(line)))
  }

  /** The words that a thread is on. */
  markedBy(thread: string): string {
    return this.read(() =>
      $getRoot()
        .getAllTextNodes()
        .filter((text) => $markedThreads(text).includes(thread))
        .map((text) => text.getTextContent())
        .join(""),
    )
  }
}

/** A section, the people who have it open, and the server, which can mark words. */
export class Section {
  readonly #names: string[]
  readonly #people = new Map<string, Person>()
  readonly #server = new Y.Doc()
  readonly #presence = new Map<number, Record<string, unknown>>()
  readonly #presenceListeners = new Set<() => void>()
  readonly #timers = new Map<() => void, number>()

  constructor(lines: string[], names: string[]) {
    this.#names = names
    this.#server.clientID = 1
    this.#server.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== network) for (const person of this.#people.values()) person.receive(update)
    })
    this.#server.transact(() => {
      const root = this.#server.get(rootName, Y.XmlElement)
      root.insert(
        0,
        lines.map((line, i) => paragraph(line, `line-${i}`)),
      )
    })
    const start = Y.encodeStateAsUpdate(this.#server)
    names.forEach((name, i) => this.#people.set(name, new Person(10 + i, start, this)))
  }

  person(name: string): Person {
    const person = this.#people.get(name)
    if (person === undefined) throw new Error(`nobody here is called ${name}`)
    return person
  }

  nameOf(clientId: number): string {
    return this.#names[clientId - 10] ?? String(clientId)
  }

  /** The server's own document: what somebody who opens the section now would get. */
  get doc(): Y.Doc {
    return this.#server
  }

  readonly schedule: Schedule = (fn, delayMs) => {
    this.#timers.set(fn, delayMs)
    return () => this.#timers.delete(fn)
  }

  /** Nobody does anything for a while. */
  rest(): void {
    for (let turn = 0; this.#timers.size > 0 && turn < 100; turn++) {
      const due = [...this.#timers.keys()]
      this.#timers.clear()
      for (const fn of due) fn()
    }
  }

  send(update: Uint8Array, from: Person): void {
    if (from.isCut) return
    Y.applyUpdate(this.#server, update, network)
    for (const person of this.#people.values()) if (person !== from) person.receive(update)
  }

  /** The person's line is back: they get what they missed, and the others what they did. */
  rejoin(person: Person): void {
    person.takeWaiting()
    this.send(Y.encodeStateAsUpdate(person.doc, Y.encodeStateVector(this.#server)), person)
  }

  /** Marks words as the server does when somebody comments on them. */
  mark(words: string | Anchor, threadId: string): void {
    const anchor = typeof words === "string" ? { quote: { exact: words } } : words
    const parts = [Y.encodeStateAsUpdate(this.#server)]
    const answer = markWords({ parts, clientId: markingClient, threadId, anchor })
    if (answer.kind !== "found")
      throw new Error(`"${anchor.quote.exact}" is not to be found: ${JSON.stringify(answer)}`)
    Y.applyUpdate(this.#server, answer.update)
  }

  change(fn: (root: Y.XmlElement, doc: Y.Doc) => void): void {
    this.#server.transact(() => fn(this.#server.get(rootName, Y.XmlElement), this.#server))
  }

  presenceOf(clientID: number): AwarenessLike {
    this.#presence.set(clientID, { personId: this.nameOf(clientID) })
    return {
      clientID,
      getLocalState: () => this.#presence.get(clientID) ?? null,
      setLocalState: (state) => {
        // As it comes out at the other end of the wire.
        if (state === null) this.#presence.delete(clientID)
        else this.#presence.set(clientID, JSON.parse(JSON.stringify(state)) as Record<string, unknown>)
        for (const fn of this.#presenceListeners) fn()
      },
      getStates: () => this.#presence,
      on: (_event, fn) => this.#presenceListeners.add(fn),
      off: (_event, fn) => this.#presenceListeners.delete(fn),
    }
  }
}

const network = Symbol("network")
const markingClient = 2

/** A section of these lines, open at Ana's and Bo's. */
export function openTogether(...lines: string[]): { ana: Person; bo: Person; section: Section } {
  const section = new Section(lines, ["ana", "bo"])
  return { ana: section.person("ana"), bo: section.person("bo"), section }
}

function $lines(): ElementNode[] {
  const lines: ElementNode[] = []
  const visit = (element: ElementNode): void => {
    const blocks = element
      .getChildren()
      .filter((child): child is ElementNode => $isElementNode(child) && !child.isInline())
    if (blocks.length === 0) lines.push(element)
    for (const block of blocks) visit(block)
  }
  for (const child of $getRoot().getChildren()) if ($isElementNode(child)) visit(child)
  return lines
}

function $lineAt(index: number): ElementNode {
  const line = $lines()[index]
  if (line === undefined) throw new Error(`there is no line ${index}`)
  return line
}

function $select(line: ElementNode, from: number, to: number): void {
  const selection = $createRangeSelection()
  for (const [end, offset] of [
    ["anchor", from],
    ["focus", to],
  ] as const) {
    let rest = offset
    const text = line.getAllTextNodes().find((node) => {
      if (rest <= node.getTextContentSize()) return true
      rest -= node.getTextContentSize()
      return false
    })
    if (text === undefined) selection[end].set(line.getKey(), line.getChildrenSize(), "element")
    else selection[end].set(text.getKey(), rest, "text")
  }
  $setSelection(selection)
}

function paragraph(words: string, id: string): Y.XmlElement {
  const element = new Y.XmlElement("paragraph")
  element.setAttribute(idAttribute, id)
  element.insert(0, [new Y.XmlText(words)])
  return element
}
