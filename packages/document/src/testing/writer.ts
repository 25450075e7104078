import { registerList } from "@lexical/list"
import { registerTablePlugin } from "@lexical/table"
import { registerRichText } from "@lexical/rich-text"
import { $getRoot, type LexicalEditor, type TextNode } from "lexical"
import * as Y from "yjs"
import { createHeadlessSection, type HealReason, type SectionBinding } from "../collab/index.ts"
import { $markedThreads } from "../nodes/index.ts"

/** From here on there are 20,000 letters that no normalisation joins. */
const firstLetter = 0x4e00

/** Characters that occur once in a run of the fuzz, so that each can be followed through every edit. */
export class Alphabet {
  #letters: number

  constructor(letters = 0) {
    this.#letters = letters
  }

  get letters(): number {
    return this.#letters
  }

  word(length: number): string {
    let word = ""
    for (let i = 0; i < length; i++) word += String.fromCodePoint(firstLetter + this.#letters++)
    return word
  }
}

/** An update on its way: whose it is, and the last of their edits that is in it, whole or in part. */
export interface Arrival {
  update: Uint8Array
  from: Writer | null
  edits: number
}

/** A person with an editor of their own and a line to the others that can be slow, cut, and out of order. */
export class Writer {
  readonly doc = new Y.Doc()
  readonly editor: LexicalEditor
  readonly binding: SectionBinding
  readonly heals: HealReason[] = []
  readonly outbox: Arrival[] = []
  readonly inbox: Arrival[] = []
  /** How many edits this person has made, and how many of each other's have arrived. */
  edits = 0
  readonly seen = new Map<Writer, number>()
  /**
   * Characters that this person has put in: by typing, as a copy, or by an edit that moves words, such as a split. Words that
   * two people move at the same time are deleted by both, and the undo of one takes away the copy that they had made.
   */
  readonly own = new Set<string>()
  clipboard: string | null = null
  readonly #errors: Error[] = []

  constructor(clientId: number, start: Uint8Array, alphabet: Alphabet) {
    this.alphabet = alphabet
    this.doc.clientID = clientId
    Y.applyUpdate(this.doc, start)
    let blocks = 0
    const { editor, binding } = createHeadlessSection(this.doc, {
      newBlockId: () => `w${clientId}-${blocks++}`,
      // Only what people do ends an undo step here, not how fast the machine is.
      undoStepMs: Number.MAX_SAFE_INTEGER,
      onHeal: (reason) => this.heals.push(reason),
      onStall: (error) => {
        throw error
      },
      onError: (error) => this.#errors.push(error),
    })
    this.editor = editor
    this.binding = binding
    registerRichText(editor)
    registerList(editor)
    registerTablePlugin(editor)
    // Registering marks everything for a look by the new transforms; that is over before anybody edits.
    this.edit(() => {})
    this.doc.on("afterTransaction", (transaction: Y.Transaction) => {
      if (transaction.origin === this.binding) for (const character of insertedBy(transaction)) this.own.add(character)
    })
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== network) this.outbox.push({ update, from: this, edits: this.edits })
    })
  }

  readonly alphabet: Alphabet

  receive(arrivals: readonly Arrival[]): void {
    for (const { update } of arrivals) Y.applyUpdate(this.doc, update, network)
    for (const { from, edits } of arrivals) {
      if (from === null) continue
      const hasMore = [...this.inbox, ...from.outbox].some((rest) => rest.from === from && rest.edits === edits)
      this.seen.set(from, hasMore ? edits - 1 : edits)
    }
  }

  edit(fn: () => void): void {
    this.editor.update(fn, { discrete: true })
    const [error] = this.#errors.splice(0).filter(({ message }) => !message.startsWith(onlyInDevelopment))
    if (error !== undefined) throw error
  }

  read<T>(fn: () => T): T {
    return this.editor.getEditorState().read(fn, { editor: this.editor })
  }

  /** How often each character stands in this person's editor. */
  characters(): Map<string, number> {
    const counts = new Map<string, number>()
    const text = this.read(() =>
      $getRoot()
        .getAllTextNodes()
        .map((node) => node.getTextContent())
        .join(""),
    )
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
    return counts
  }

  /** The threads on each character; where it stands more than once, all of them together. */
  marks(): Map<string, Set<string>> {
    return this.read(() => $marksOf($getRoot().getAllTextNodes()))
  }
}

/**
 * Erasing a selection whose one end is in an element and the other in a text that gets shorter: Lexical asks for an offset
 * behind its end. Built for production it takes the end; in development it drops the edit.
 */
const onlyInDevelopment = "$getTextNodeOffset: invalid offset"

const network = Symbol("network")

function insertedBy({ doc, beforeState }: Y.Transaction): string {
  const structs = doc.store.clients.get(doc.clientID) ?? []
  const before = beforeState.get(doc.clientID) ?? 0
  let text = ""
  for (let i = structs.length - 1; i >= 0; i--) {
    const struct = structs[i]
    if (struct === undefined || struct.id.clock + struct.length <= before) break
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
      text += struct.content.str.slice(Math.max(0, before - struct.id.clock))
    }
  }
  return text
}

function $marksOf(texts: TextNode[]): Map<string, Set<string>> {
  const marks = new Map<string, Set<string>>()
  for (const node of texts) {
    const threads = $markedThreads(node)
    for (const character of node.getTextContent()) {
      const known = marks.get(character) ?? new Set()
      for (const thread of threads) known.add(thread)
      marks.set(character, known)
    }
  }
  return marks
}
