import * as Y from "yjs"
import type { CanonicalContent, Note } from "../canonical/index.ts"
import { type Pair, pairById, pairsInOrder } from "../compare/pairing.ts"
import { idAttribute, isLineName, payloadsName, rootName } from "../form/index.ts"
import { type FormElement, formOf, formOfNote } from "./form-of.ts"
import { documentKey, documentText, formKey, formText, idOf, payloadIn, type PayloadOf } from "./keys.ts"
import { ElementMaker, isGone, patchAttributes } from "./elements.ts"
import { patchLine } from "./line.ts"

export interface RestoreOptions {
  /** A new id for a block, note or picture that has none. */
  readonly newId: () => string
  /** Only what has one of these ids is changed; everything unless told. */
  readonly only?: ReadonlySet<string>
  /** Blocks of the text itself that do not come back if they are not there. */
  readonly except?: ReadonlySet<string>
}

/**
 * Makes a document hold an older text again, by the smallest difference: what is the same stays untouched, words that stay keep
 * their items, and with them marks, authors and carets; blocks keep their ids, or get back those that they had.
 *
 * It goes from block to block; each `yield` tells roughly how many characters have been written since the last one, and between
 * two of them others may write: what they do in blocks that the older text does not differ in stays as it is.
 * The caller runs each stretch in a transaction.
 */
export function* restoring(doc: Y.Doc, target: CanonicalContent, options: RestoreOptions): Generator<number, void> {
  yield* new Restoring(doc, target, options).steps()
}

/** All at once. */
export function restore(doc: Y.Doc, target: CanonicalContent, options: RestoreOptions): void {
  doc.transact(() => {
    for (const _ of restoring(doc, target, options));
  })
}

interface Plan {
  readonly wanted: FormElement
  /** What it is made of; null if it is new. */
  readonly from: Y.XmlElement | null
  readonly isSame: boolean
  readonly stays: boolean
}

/** The ids of what is to be changed; null for everything. */
type Only = ReadonlySet<string> | null

class Restoring {
  readonly #root: Y.XmlElement
  readonly #language: string
  readonly #only: Only
  readonly #isWhole: boolean
  readonly #payloadOf: PayloadOf
  readonly #make: ElementMaker
  readonly #blocks: readonly FormElement[]
  /** The notes of the older text by their ids in the document. */
  readonly #notes = new Map<string, Note>()

  constructor(doc: Y.Doc, target: CanonicalContent, { newId, only, except }: RestoreOptions) {
    this.#root = doc.get(rootName, Y.XmlElement)
    this.#language = target.language
    this.#only = only ?? null
    this.#isWhole = only === undefined && except === undefined
    this.#payloadOf = payloadIn(doc, payloadsName)
    this.#make = new ElementMaker(doc, newId)
    const known = new Map(this.#noteElements().map((note) => [idOf(note), note.getAttribute("__note") as unknown]))
    const named = (note: Note): string => {
      const id = note.id === undefined ? undefined : known.get(note.id)
      const name = typeof id === "string" && !this.#notes.has(id) ? id : newId()
      this.#notes.set(name, note)
      return name
    }
    const footnotes = (target.footnotes ?? []).map(named)
    const ofTable = (notes: readonly Note[]): string[] => notes.map(named)
    const present = new Set(
      this.#root.toArray().map((child) => (child instanceof Y.XmlElement ? idOf(child) : undefined)),
    )
    const isLeftOut = ({ id }: FormElement) => id !== undefined && except?.has(id) === true && !present.has(id)
    this.#blocks = formOf(target, { footnotes, ofTable }).filter((block) => !isLeftOut(block))
  }

  *steps(): Generator<number, void> {
    yield* this.#children(this.#root, this.#blocks, this.#only)
    for (const [name, note] of this.#notes) this.#restoreNote(name, note)
    yield 0
  }

  /** Gives an element these children. What is to be done is decided at once, so that what others write meanwhile is not undone. */
  *#children(parent: Y.XmlElement, wanted: readonly FormElement[], only: Only): Generator<number, void> {
    const present = parent.toArray().filter((child) => !isNotes(child))
    const elements = present.filter((child) => child instanceof Y.XmlElement)
    const { plans, unpaired } = this.#plan(elements, wanted)
    const odd = present.filter((child) => !(child instanceof Y.XmlElement))
    const placed: Y.XmlElement[] = []
    for (const plan of plans) {
      const weight = this.#place(parent, plan, placed, only)
      if (weight > 0) yield weight
    }
    for (const gone of [...unpaired, ...odd]) {
      if (isGone(gone) || !isMeant(gone, only)) continue
      remove(parent, gone)
      yield 1
    }
  }

  #plan(present: readonly Y.XmlElement[], wanted: readonly FormElement[]): { plans: Plan[]; unpaired: Y.XmlElement[] } {
    const before = present.map((element) => ({
      id: nameOf(element) ?? undefined,
      key: documentKey(element, this.#payloadOf),
      sort: sortOf(element.nodeName),
      text: documentText(element),
    }))
    const after = wanted.map((element) => ({
      id: nameOf(element) ?? undefined,
      key: formKey(element),
      sort: sortOf(element.name),
      text: formText(element),
    }))
    const pairs = pairById(before, after)
    const stays = new Set(pairsInOrder(pairs).map(([, j]) => j))
    const counterpart = new Map(pairs.map(([i, j]: Pair) => [j, i]))
    const plans = wanted.map((element, j): Plan => {
      const i = counterpart.get(j)
      const from = i === undefined ? null : (present[i] ?? null)
      const isSame = i !== undefined && before[i]?.key === after[j]?.key
      return { wanted: element, from, isSame, stays: stays.has(j) && from?.nodeName === element.name }
    })
    const paired = new Set(pairs.map(([i]) => i))
    return { plans, unpaired: present.filter((_, i) => !paired.has(i)) }
  }

  /** Puts one child behind those placed before; answers how much was written. */
  #place(parent: Y.XmlElement, { wanted, from, isSame, stays }: Plan, placed: Y.XmlElement[], only: Only): number {
    const isThere = from !== null && !isGone(from)
    const isTouched = isMeant(wanted, only) || (isThere && isMeant(from, only))
    // What is inside of a block that is meant is meant with it.
    const inner = isNamed(wanted, only) || (isThere && isNamed(from, only)) ? null : only
    if (isThere && (stays || !isTouched)) {
      // One that moved and is left alone is no place to go on from.
      if (stays) placed.push(from)
      return isTouched && stays ? this.#patch(from, wanted, isSame, inner) : 0
    }
    if (!isTouched) return 0
    const made = isThere ? this.#make.again(from, wanted) : this.#make.from(wanted)
    parent.insert(placeBehind(parent, placed), [made])
    if (isThere) remove(parent, from)
    placed.push(made)
    return 1 + (isThere ? this.#patch(made, wanted, isSame, inner) : formText(wanted).length)
  }

  #patch(element: Y.XmlElement, wanted: FormElement, isSame: boolean, only: Only): number {
    if (wanted.id !== undefined && idOf(element) !== wanted.id) element.setAttribute(idAttribute, wanted.id)
    if (isSame) return 0
    patchAttributes(element, wanted)
    if (wanted.name === "image") {
      this.#make.describe(element, wanted)
    } else if (isLineName(wanted.name) && !wanted.children.some(({ name }) => name === "list")) {
      patchLine(element, wanted.children, this.#make, this.#language)
    } else {
      const children = wanted.children.filter((child): child is FormElement => child.name !== "text")
      for (const _ of this.#children(element, children, only));
    }
    return 1 + formText(wanted).length
  }

  #restoreNote(name: string, note: Note): void {
    const wanted = formOfNote(note, name)
    const [first, ...others] = this.#noteElements().filter((element) => element.getAttribute("__note") === name)
    if (first === undefined) {
      if (this.#isWhole || this.#isReferredTo(name)) this.#notesElement().push([this.#make.from(wanted)])
      return
    }
    if (!isNamed(wanted, this.#only)) return
    this.#patch(first, wanted, documentKey(first, this.#payloadOf) === formKey(wanted), null)
    for (const other of others) remove(other.parent as Y.XmlElement, other)
  }

  #isReferredTo(name: string, within: Y.XmlElement = this.#root): boolean {
    return within.toArray().some((child) => {
      if (!(child instanceof Y.XmlElement)) return false
      return child.nodeName === "footnoteref" ? child.getAttribute("__note") === name : this.#isReferredTo(name, child)
    })
  }

  #noteElements(): Y.XmlElement[] {
    return this.#root
      .toArray()
      .filter(isNotes)
      .flatMap((container) => container.toArray())
      .filter((child) => child instanceof Y.XmlElement)
  }

  #notesElement(): Y.XmlElement {
    const known = this.#root.toArray().find(isNotes)
    if (known !== undefined) return known
    const made = this.#make.from({ name: "footnotes", attributes: {}, children: [] })
    this.#root.push([made])
    return made
  }
}

function isNamed(element: FormElement | Y.XmlElement, only: Only): boolean {
  const id = idOf(element)
  return only === null || (id !== undefined && only.has(id))
}

/** Whether this, or something in it, is to be changed. */
function isMeant(element: unknown, only: Only): boolean {
  if (only === null) return true
  if (!(element instanceof Y.XmlElement) && !isForm(element)) return false
  const children: readonly unknown[] = element instanceof Y.XmlElement ? element.toArray() : element.children
  return isNamed(element, only) || children.some((child) => isMeant(child, only))
}

function isNotes(child: unknown): child is Y.XmlElement {
  return child instanceof Y.XmlElement && child.nodeName === "footnotes"
}

function isForm(value: unknown): value is FormElement {
  return typeof value === "object" && value !== null && "children" in value && "attributes" in value
}

/** What a block is known by: its id, or if it only holds a deeper list, the id of that. */
function nameOf(element: FormElement | Y.XmlElement): string | null {
  const children = element instanceof Y.XmlElement ? element.toArray() : element.children
  const [first] = children
  const name = element instanceof Y.XmlElement ? element.nodeName : element.name
  if (name === "listitem" && first !== undefined && isList(first)) {
    const inner = nameOf(first)
    return inner === null ? null : `in ${inner}`
  }
  return idOf(element) ?? null
}

function isList(child: unknown): child is FormElement | Y.XmlElement {
  return child instanceof Y.XmlElement ? child.nodeName === "list" : isForm(child) && child.name === "list"
}

/** Lines of every kind may become each other. */
function sortOf(name: string): string {
  return isLineName(name) ? "line" : name
}

function placeBehind(parent: Y.XmlElement, placed: readonly Y.XmlElement[]): number {
  const children: unknown[] = parent.toArray()
  for (let i = placed.length - 1; i >= 0; i--) {
    const at = children.indexOf(placed[i])
    if (at !== -1) return at + 1
  }
  return 0
}

function remove(parent: Y.XmlElement, child: unknown): void {
  const at = (parent.toArray() as unknown[]).indexOf(child)
  if (at !== -1) parent.delete(at, 1)
}
