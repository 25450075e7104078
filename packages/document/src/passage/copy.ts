import * as Y from "yjs"
import {
  contentOf,
  elementForm,
  idAttribute,
  isAllowedAttribute,
  isAllowedTextAttribute,
  languageAttribute,
  mayHold,
  threadOfMark,
} from "../form/index.ts"
import type { PassageRun } from "./request.ts"

/** Something in the passage is not in the form that this build knows: a copy would lose it. */
export class UnreadablePassage extends Error {
  override name = "UnreadablePassage"
}

export interface SectionSays {
  readonly language: string
  readonly dir: "ltr" | "rtl"
}

export interface CopyOptions {
  readonly from: SectionSays
  readonly to: SectionSays
  /** Whose marks go along. */
  readonly keepsMark: (threadId: string) => boolean
  /** The ids that blocks are to have, by those that they have. */
  readonly names: Readonly<Record<string, string>>
  /** The block ids of the other text. */
  readonly taken: Set<string>
  readonly newId: () => string
  /** What a note or an image is called in the other text. */
  readonly nameOfNote: (note: string) => string
  readonly nameOfPayload: (payload: string) => string
}

type Attributes = Record<string, unknown>
const readDepthMax = 64

/**
 * Makes equal blocks for another text, out of what is there now: deleted words are not in them. What is not in the form
 * ends the copy, so that nothing gets lost.
 */
export class PassageCopy {
  readonly #options: CopyOptions
  readonly runs: PassageRun[] = []
  /** What each block is called in the other text, inner ones too. */
  readonly ids = new Map<string, string>()

  constructor(options: CopyOptions) {
    this.#options = options
  }

  /** A block of the text itself, or a note's body; it says its language and direction where the other text has others. */
  block(element: Y.XmlElement): Y.XmlElement {
    const { from, to } = this.#options
    const copy = this.#attributesOf(element)
    const language = copy[languageAttribute] ?? from.language
    const dir = copy["__dir"] ?? from.dir
    if (sayable(element, languageAttribute)) assign(copy, languageAttribute, language, to.language)
    if (sayable(element, "__dir")) assign(copy, "__dir", dir, to.dir)
    return this.#made(element, copy, 0)
  }

  /** Something inside of a block. */
  part(part: Y.XmlElement | Y.XmlText): Y.XmlElement | Y.XmlText {
    return part instanceof Y.XmlText ? this.#text(part) : this.#inner(part, 0)
  }

  /** The formats of a text that go along. */
  kept(attributes: Readonly<Attributes>): Attributes {
    const kept = Object.entries(attributes).filter(([key]) => {
      const threadId = threadOfMark(key)
      return threadId === null || this.#options.keepsMark(threadId)
    })
    return Object.fromEntries(kept)
  }

  newId(): string {
    return this.#options.newId()
  }

  #inner(element: Y.XmlElement, depth: number): Y.XmlElement {
    return this.#made(element, this.#attributesOf(element), depth)
  }

  #made(element: Y.XmlElement, attributes: Attributes, depth: number): Y.XmlElement {
    if (depth > readDepthMax) throw new UnreadablePassage("It nests too deeply.")
    const made = new Y.XmlElement<Record<string, object>>(element.nodeName)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as object)
    const content = contentOf(element.nodeName)
    const children = element.toArray().map((child) => {
      const name = child instanceof Y.XmlElement ? child.nodeName : child instanceof Y.XmlText ? "text" : null
      if (content === null || name === null || !mayHold(content, name)) throw new UnreadablePassage("No such child.")
      return child instanceof Y.XmlText ? this.#text(child) : this.#inner(child as Y.XmlElement, depth + 1)
    })
    made.insert(0, children)
    return made as unknown as Y.XmlElement
  }

  #attributesOf(element: Y.XmlElement): Attributes {
    const { names, taken, newId, nameOfNote, nameOfPayload } = this.#options
    const attributes: Attributes = { ...element.getAttributes() }
    for (const [key, value] of Object.entries(attributes)) {
      if (!isAllowedAttribute(element.nodeName, key, value)) throw new UnreadablePassage("No such attribute.")
    }
    const id = attributes[idAttribute]
    if (typeof id === "string") {
      const wanted = names[id] ?? id
      const own = taken.has(wanted) ? newId() : wanted
      taken.add(own)
      attributes[idAttribute] = own
      this.ids.set(id, own)
    }
    const { __note: note, __payload: payload } = attributes
    if (typeof note === "string") attributes["__note"] = nameOfNote(note)
    if (typeof payload === "string") attributes["__payload"] = nameOfPayload(payload)
    return attributes
  }

  #text(text: Y.XmlText): Y.XmlText {
    const made = new Y.XmlText()
    let length = 0
    for (const { insert, attributes = {} } of text.toDelta() as { insert: unknown; attributes?: Attributes }[]) {
      if (typeof insert !== "string") throw new UnreadablePassage("No such text.")
      for (const [key, value] of Object.entries(attributes))
        if (!isAllowedTextAttribute(key, value)) throw new UnreadablePassage("No such format.")
      made.insert(length, insert, this.kept(attributes))
      length += insert.length
    }
    this.#noteRuns(text)
    return made
  }

  #noteRuns(text: Y.XmlText): void {
    // oxlint-disable-next-line no-underscore-dangle -- the items of a text, which Yjs lists nowhere else
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue
      const { client, clock } = item.id
      const last = this.runs.at(-1)
      if (last !== undefined && last.client === client && last.clock + last.length === clock) {
        this.runs[this.runs.length - 1] = { ...last, length: last.length + item.length }
      } else {
        this.runs.push({ client, clock, length: item.length })
      }
    }
  }
}

function sayable(element: Y.XmlElement, key: string): boolean {
  return Object.hasOwn(elementForm(element.nodeName)?.attributes ?? {}, key)
}

function assign(attributes: Attributes, key: string, value: unknown, ofSection: unknown): void {
  if (value === ofSection) delete attributes[key]
  else attributes[key] = value
}
