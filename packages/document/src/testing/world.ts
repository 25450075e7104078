import { $createListItemNode, $createListNode } from "@lexical/list"
import { $createHeadingNode, $createQuoteNode } from "@lexical/rich-text"
import { $createTableCellNode, $createTableNode, $createTableRowNode } from "@lexical/table"
import { $createParagraphNode, $createTextNode, $getRoot, type LexicalNode } from "lexical"
import * as Y from "yjs"
import { anchorAt } from "../anchor/anchored.ts"
import { markWords } from "../anchor/marking.ts"
import type { Quote } from "../anchor/quote.ts"
import { sectionWords } from "../anchor/section-words.ts"
import { createHeadlessSection } from "../collab/index.ts"
import { idAttribute, markAttribute, rootName } from "../form/index.ts"
import { hasText } from "../seed/seed.ts"
import { $createFootnoteNode, $createFootnoteReferenceNode, $createFootnotesNode } from "../kinds/footnote/node.ts"
import { chart } from "../kinds/image/fuzz.ts"
import { $insertImage } from "../kinds/image/node.ts"
import type { Chance } from "./chance.ts"
import { Losses, sightOf } from "./losses.ts"
import { sectionJson } from "./section-json.ts"
import { type Standing, standingIn } from "./standing.ts"
import { Alphabet, type Arrival, Writer } from "./writer.ts"

const network = Symbol("network")
const markingClient = 3

/** A comment as it was put on its words. */
export interface Comment {
  readonly quote: Quote
  readonly standing: readonly Standing[]
}

/** The server's part: it passes updates on, marks words and unmarks them, and refills a root that has become empty. */
class Server {
  readonly doc = new Y.Doc()
  readonly marked = new Map<string, Set<string>>()
  readonly comments = new Map<string, Comment>()
  #marks = 0
  #refills = 0

  constructor(start: Uint8Array, publish: (update: Uint8Array) => void) {
    this.doc.clientID = 2
    Y.applyUpdate(this.doc, start)
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== network) publish(update)
    })
  }

  get root(): Y.XmlElement {
    return this.doc.get(rootName, Y.XmlElement)
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, network)
    if (hasText(this.root)) return
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.setAttribute(idAttribute, `refill-${this.#refills++}`)
      this.root.insert(0, [paragraph])
    })
  }

  /** Somebody comments on words, over the ends of lines too. */
  mark(chance: Chance): boolean {
    const words = sectionWords(this.doc)
    const piece = chance.pick(words.pieces.filter(({ start, end }) => start < end))
    if (piece === undefined) return false
    const start = piece.start + chance.below(piece.end - piece.start)
    const span = { start, end: Math.min(words.quoted.text.length, start + chance.between(1, 10)) }
    const { quote, ...positions } = anchorAt(words, span)
    const threadId = `t${this.#marks++}`
    const anchor = chance.isLucky(0.5) ? { quote } : { quote, ...positions }
    const parts = [Y.encodeStateAsUpdate(this.doc)]
    const answer = markWords({ parts, clientId: markingClient, threadId, anchor })
    // Where people have moved the same words at once, they stand there twice.
    if (answer.kind !== "found") return false
    Y.applyUpdate(this.doc, answer.update)
    const standing = standingIn(this.doc).filter(({ threads }) => threads.has(threadId))
    this.comments.set(threadId, { quote, standing })
    this.marked.set(threadId, new Set(standing.map(({ character }) => character)))
    return true
  }

  unmark(chance: Chance): boolean {
    const thread = chance.pick([...this.marked.keys()])
    if (thread === undefined) return false
    this.doc.transact(() => {
      for (const text of textsIn(this.root))
        if (text.length > 0) text.format(0, text.length, { [markAttribute(thread)]: null })
    })
    return true
  }
}

export interface WorldOptions {
  writers: number
  /** Of the writers, how many may only read: they keep what their editor writes back, and send nothing. */
  readers: number
}

/** Some people in one section, their lines, and the server between them. */
export class World {
  readonly alphabet: Alphabet
  readonly writers: Writer[]
  readonly server: Server
  readonly losses: Losses
  readonly #readers: Set<Writer>
  /** For each character that was put in: the threads that who did it saw in the section, each time. */
  readonly known = new Map<string, Set<string>[]>()
  /** Characters that a paste has taken marks off. */
  readonly pastedOver = new Set<string>()

  constructor({ writers, readers }: WorldOptions) {
    start ??= startOf(new Alphabet())
    const { update, letters } = start
    this.alphabet = new Alphabet(letters)
    this.server = new Server(update, (update) => this.#publish({ update, from: null, edits: 0 }))
    this.writers = Array.from({ length: writers }, (_, i) => new Writer(10 + i, update, this.alphabet))
    this.#readers = new Set(this.writers.slice(writers - readers))
    for (const reader of this.#readers) reader.editor.setEditable(false)
    const [first] = this.writers
    if (first === undefined) throw new RangeError("a section without anybody")
    this.losses = new Losses(sightOf(first))
  }

  note(character: string, known: Set<string>): void {
    const times = this.known.get(character) ?? []
    times.push(known)
    this.known.set(character, times)
  }

  isReader(writer: Writer): boolean {
    return this.#readers.has(writer)
  }

  send(writer: Writer): boolean {
    const updates = writer.outbox.splice(0)
    if (this.isReader(writer)) return false
    for (const arrival of updates) {
      this.server.receive(arrival.update)
      this.#publish(arrival)
    }
    return updates.length > 0
  }

  /** Some of what waits, in the order of the server's log, as the transport does it; or all of it. */
  deliver(writer: Writer, chance: Chance | null): boolean {
    const count = writer.inbox.length
    writer.receive(writer.inbox.splice(0, chance === null ? count : chance.between(1, Math.max(1, count))))
    return count > 0
  }

  /** Everything arrives, every editor checks itself, until all is still. */
  settle(): void {
    for (let round = 0; round < 10; round++) {
      let isStill = true
      for (const writer of this.writers) if (this.send(writer)) isStill = false
      for (const writer of this.writers) if (this.deliver(writer, null)) isStill = false
      if (isStill && round > 0) return
      for (const writer of this.writers) writer.binding.check()
    }
    throw new Error("the section does not come to rest: clients keep writing")
  }

  /** A section as somebody sees it who opens it now. */
  freshly(): string {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.server.doc))
    const { editor, binding } = createHeadlessSection(copy, { newBlockId: () => "fresh" })
    const json = sectionJson(editor)
    binding.destroy()
    return json
  }

  #publish(arrival: Arrival): void {
    for (const writer of this.writers) if (writer !== arrival.from) writer.inbox.push(arrival)
  }
}

function textsIn(element: Y.XmlElement): Y.XmlText[] {
  return element
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []))
}

let start: { update: Uint8Array; letters: number } | null = null

function startOf(alphabet: Alphabet): { update: Uint8Array; letters: number } {
  const doc = new Y.Doc()
  doc.clientID = 1
  let blocks = 0
  const { editor, binding } = createHeadlessSection(doc, { newBlockId: () => `s${blocks++}` })
  const text = (length: number): LexicalNode => $createTextNode(alphabet.word(length))
  const paragraph = (length: number): LexicalNode => $createParagraphNode().append(text(length))
  const row = (): LexicalNode =>
    $createTableRowNode().append(
      $createTableCellNode().append(paragraph(2)),
      $createTableCellNode().append($createParagraphNode()),
    )
  editor.update(
    () => {
      $getRoot().append(
        $createHeadingNode("h2").append(text(4)),
        $createParagraphNode().append(text(7), $createFootnoteReferenceNode("n1"), text(7)),
        paragraph(10),
        $createListNode("number").append($createListItemNode().append(text(4)), $createListItemNode().append(text(5))),
        $createTableNode().append(row(), row()),
        $createQuoteNode().append(text(5)),
        $createFootnotesNode().append($createFootnoteNode("n1").append(text(5))),
      )
      $insertImage(chart, () => "i1")
    },
    { discrete: true },
  )
  binding.destroy()
  return { update: Y.encodeStateAsUpdate(doc), letters: alphabet.letters }
}
