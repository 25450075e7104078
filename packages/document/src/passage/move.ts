import * as Y from "yjs"
import { idAttribute, isBlockId, payloadsName, rootName } from "../form/index.ts"
import { sourceOfElement } from "../canonical/from-doc.ts"
import { idsOf } from "../seed/seed.ts"
import { PassageCopy, type SectionSays, UnreadablePassage } from "./copy.ts"
import {
  passageBounds,
  type PassageMove,
  type PassageProblem,
  type PassageRequest,
  type PassageText,
} from "./request.ts"
import { divided, type Division, threadsOf, unmarkLeft } from "./threads.ts"
import { idOf, indexAt, isEmptyLine, isNotes, onlyBetween, type Span, spanOf, standing } from "./span.ts"

/**
 * The two changes that move a passage from one text into another. Invariants: 1. what is taken out is put in, word for word, or there is
 * no move; 2. blocks keep their ids, notes and images theirs, where the other text has not got such a one; 3. what the rest of
 * the text still refers to stays there too.
 */
export function movePassage(request: PassageRequest): PassageMove | PassageProblem {
  const source = opened(request.from, request.clientId)
  const target = opened(request.to, request.clientId)
  const { selection } = request
  const origin = selection.kind === "cut" ? opened(selection, request.clientId) : source
  try {
    return new Moving(request, { source, target, origin }).run()
  } catch (error) {
    if (error instanceof UnreadablePassage) return "unreadable"
    throw error
  } finally {
    for (const doc of new Set([source, target, origin])) doc.destroy()
  }
}

function opened({ parts }: Pick<PassageText, "parts">, clientId: number): Y.Doc {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  doc.clientID = clientId
  return doc
}

class Moving {
  readonly #request: PassageRequest
  readonly #source: Y.Doc
  readonly #target: Y.Doc
  /** What the passage is read from: the source, or what that was before the passage was cut. */
  readonly #origin: Y.Doc
  readonly #taken: Set<string>
  readonly #newId: () => string
  /** What notes and payloads of the passage are called in the target. */
  readonly #notes = new Map<string, string>()
  readonly #payloads = new Map<string, string>()

  constructor(request: PassageRequest, { source, target, origin }: Record<"source" | "target" | "origin", Y.Doc>) {
    this.#request = request
    this.#source = source
    this.#target = target
    this.#origin = origin
    const ids = idsOf(request.clientId, clockOf(target, request.clientId))
    this.#taken = allIds(rootOf(target))
    this.#newId = () => {
      let id = ids()
      while (this.#taken.has(id)) id = ids()
      this.#taken.add(id)
      return id
    }
  }

  run(): PassageMove | PassageProblem {
    const { from, to, selection, place, isPlaceNeeded, names } = this.#request
    const children = rootOf(this.#origin).toArray()
    const span = spanOf(children, selection)
    if (typeof span === "string") return span
    const cut = selection.kind === "cut" ? new Set(selection.ids) : null
    if (
      cut !== null &&
      rootOf(this.#source)
        .toArray()
        .some((block) => cut.has(idOf(block)))
    )
      return "not-cut"
    const passage = blocksIn(children, span).filter((block) => cut === null || cut.has(idOf(block)))
    if (passage.length > passageBounds.blocksMax) return "too-large"
    const there = rootOf(this.#target)
    const index = indexAt(there.toArray(), place, isPlaceNeeded)
    if (typeof index === "string") return index

    const division = this.#dividedThreads(passage, cut !== null)
    const copy = new PassageCopy({
      ...saysOf(from, to),
      keepsMark: (threadId) => division.get(threadId) === "moved",
      names,
      taken: this.#taken,
      newId: this.#newId,
      nameOfNote: (note) => this.#nameOfNote(note),
      nameOfPayload: (payload) => this.#nameOfPayload(payload),
    })
    const blocks = passage.map((block) => copy.block(block))
    const bodies = this.#bodiesToBring().map((body) => copy.block(body))
    const moved = passage.map((block) => idOf(block))
    const insertion = changeOf(this.#target, () => {
      const replaced = this.#replaced(there)
      there.insert(index, blocks)
      if (replaced !== null) there.delete(there.toArray().indexOf(replaced), 1)
      this.#bringNotes(there, bodies)
      this.#redirect(there, copy.ids)
      this.#bringPayloads()
    })
    if (insertion === null) throw new Error("a passage moved and nothing changed")
    if (insertion.byteLength > passageBounds.bytesMax) return "too-large"
    const stood = standing(children, span)
    const images = this.#images()
    const removal = changeOf(this.#source, () => {
      const root = rootOf(this.#source)
      if (cut === null) this.#remove(root, span)
      if (this.#request.tellsWhere) this.#redirect(root, copy.ids)
      unmarkLeft(root, division)
    })
    const after = there.toArray()
    const follower = after[after.indexOf(blocks.at(-1) as Y.XmlElement) + 1]
    const followedBy = isNotes(follower) ? "" : idOf(follower)
    return {
      removal,
      insertion,
      blocks: namesOf(moved, blocks, copy),
      stood,
      followedBy: followedBy === "" ? null : followedBy,
      images,
      notes: this.#notes.size,
      runs: copy.runs,
      threads: threadsOf(division, this.#target),
    }
  }

  /** A note goes with the passage if nothing else refers to it. */
  #dividedThreads(passage: readonly Y.XmlElement[], isCut: boolean): Division {
    const moving = new Set<unknown>(isCut ? [] : passage)
    const rest = rootOf(this.#source)
      .toArray()
      .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && !isNotes(child) && !moving.has(child))
    const [inPassage, inRest] = [referred(passage, "__note"), referred(rest, "__note")]
    const noteOf = (body: Y.XmlElement): string => body.getAttribute("__note") ?? ""
    const going = allBodies(rootOf(this.#origin)).filter(
      (body) => inPassage.has(noteOf(body)) && !inRest.has(noteOf(body)),
    )
    const staying = allBodies(rootOf(this.#source)).filter((body) => inRest.has(noteOf(body)))
    return divided([...passage, ...going], [...rest, ...staying], this.#request.withMarks)
  }

  /** The empty line in whose place the passage comes. */
  #replaced(there: Y.XmlElement): Y.XmlElement | null {
    const { replaces, replacesEmpty, place } = this.#request
    const children = there.toArray()
    if (replacesEmpty && isEmpty(there)) return children.find((child) => child instanceof Y.XmlElement) ?? null
    const line = replacesEmpty
      ? onlyBetween(children, place)
      : children.find((child) => replaces !== null && idOf(child) === replaces)
    return line instanceof Y.XmlElement && isEmptyLine(line) ? line : null
  }

  /** Cross-references to what has moved lead to where it is now. A reference does not change: another one takes its place. */
  #redirect(root: Y.XmlElement, ids: ReadonlyMap<string, string>): void {
    const { from, to } = this.#request
    for (const element of elementsIn(root)) {
      if (element.nodeName !== "crossreference" || element.getAttribute("__section") !== from.section) continue
      const block = ids.get(element.getAttribute("__block") ?? "")
      const parent = element.parent
      if (block === undefined || !(parent instanceof Y.XmlElement)) continue
      const made = new Y.XmlElement("crossreference")
      for (const [key, value] of Object.entries({ ...element.getAttributes(), __section: to.section, __block: block }))
        made.setAttribute(key, value)
      const place = parent.toArray().indexOf(element)
      parent.delete(place, 1)
      parent.insert(place, [made])
    }
  }

  /** A note keeps its name; where another one has it in the target, it gets a new one; the same words there are the same note. */
  #nameOfNote(note: string): string {
    const known = this.#notes.get(note)
    if (known !== undefined) return known
    const there = bodiesOf(rootOf(this.#target), note)
    const isSame = there.length > 0 && wordsOf(there) === wordsOf(bodiesOf(rootOf(this.#origin), note))
    const name = there.length === 0 || isSame ? note : this.#newId()
    this.#notes.set(note, name)
    return name
  }

  /** What the target has already is not brought again. */
  #bodiesToBring(): Y.XmlElement[] {
    const [source, target] = [rootOf(this.#origin), rootOf(this.#target)]
    return [...this.#notes].flatMap(([note, name]) => (bodiesOf(target, name).length > 0 ? [] : bodiesOf(source, note)))
  }

  #bringNotes(there: Y.XmlElement, bodies: readonly Y.XmlElement[]): void {
    if (bodies.length === 0) return
    const known = there.toArray().find(isNotes)
    if (known !== undefined) {
      known.insert(known.length, [...bodies])
      return
    }
    const container = new Y.XmlElement("footnotes")
    container.setAttribute(idAttribute, this.#newId())
    container.insert(0, [...bodies])
    there.insert(there.length, [container])
  }

  #nameOfPayload(payload: string): string {
    const known = this.#payloads.get(payload)
    if (known !== undefined) return known
    const name = payloadsOf(this.#target).has(payload) ? this.#newId() : payload
    this.#payloads.set(payload, name)
    return name
  }

  #bringPayloads(): void {
    const [source, target] = [payloadsOf(this.#origin), payloadsOf(this.#target)]
    for (const [payload, name] of this.#payloads) {
      const said = source.get(payload)
      if (said instanceof Y.Map) target.set(name, new Y.Map<unknown>(Object.entries(said.toJSON())))
    }
  }

  #images(): string[] {
    const payloads = payloadsOf(this.#origin)
    const blobs = [...this.#payloads.keys()].map((id) => {
      const said = payloads.get(id)
      return said instanceof Y.Map ? said.get("blob") : undefined
    })
    return [...new Set(blobs.filter((blob) => typeof blob === "string"))]
  }

  /** Takes the blocks out, and what only they referred to. */
  #remove(root: Y.XmlElement, span: Span): void {
    const children = root.toArray()
    for (let i = span.to - 1; i >= span.from; i--) if (!isNotes(children[i])) root.delete(i, 1)
    const left = root.toArray().filter((child) => !isNotes(child))
    const [notes, payloads] = [referred(left, "__note"), referred(left, "__payload")]
    for (const note of this.#notes.keys()) {
      if (notes.has(note)) continue
      for (const body of bodiesOf(root, note)) {
        const container = body.parent as Y.XmlElement
        container.delete(container.toArray().indexOf(body), 1)
      }
    }
    for (const payload of this.#payloads.keys()) if (!payloads.has(payload)) payloadsOf(this.#source).delete(payload)
  }
}

function blocksIn(children: readonly unknown[], { from, to }: Span): Y.XmlElement[] {
  return children.slice(from, to).flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) throw new UnreadablePassage("It holds something that is no block.")
    return isNotes(child) ? [] : [child]
  })
}

/** The blocks, and those inside of them that are called otherwise now, as far as there is room for more. */
function namesOf(
  moved: readonly string[],
  blocks: readonly Y.XmlElement[],
  { ids }: PassageCopy,
): PassageMove["blocks"] {
  const outer = new Set(moved)
  const names = moved.map((id, i) => ({ from: id, to: idOf(blocks[i]) }))
  const inner = [...ids].filter(([from, to]) => from !== to && !outer.has(from)).map(([from, to]) => ({ from, to }))
  return [...names, ...inner].slice(0, passageBounds.blocksMax)
}

function saysOf(from: SectionSays, to: SectionSays): { from: SectionSays; to: SectionSays } {
  return { from: { language: from.language, dir: from.dir }, to: { language: to.language, dir: to.dir } }
}

/** Whether it is as the server begins a text. */
function isEmpty(root: Y.XmlElement): boolean {
  const [only, ...others] = root.toArray().filter((child) => !isNotes(child))
  if (!(only instanceof Y.XmlElement) || others.length > 0 || only.nodeName !== "paragraph") return false
  return only.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
}

function rootOf(doc: Y.Doc): Y.XmlElement {
  return doc.get(rootName, Y.XmlElement)
}

function payloadsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(payloadsName)
}

function clockOf(doc: Y.Doc, client: number): number {
  return Y.decodeStateVector(Y.encodeStateVector(doc)).get(client) ?? 0
}

/** What one transaction writes; null if nothing. */
function changeOf(doc: Y.Doc, change: () => void): Uint8Array | null {
  let update: Uint8Array | null = null
  const keep = (bytes: Uint8Array) => {
    update = bytes
  }
  doc.on("update", keep)
  doc.transact(change)
  doc.off("update", keep)
  return update
}

function* elementsIn(element: Y.XmlElement): Generator<Y.XmlElement> {
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    yield child
    yield* elementsIn(child)
  }
}

/** Whatever is called by an id: blocks, notes and what is said of images. */
function allIds(root: Y.XmlElement): Set<string> {
  const ids = new Set<string>()
  for (const element of elementsIn(root)) {
    for (const key of [idAttribute, "__note", "__payload"]) {
      const id = element.getAttribute(key)
      if (isBlockId(id)) ids.add(id as string)
    }
  }
  return ids
}

/** What these blocks refer to by this attribute. */
function referred(blocks: readonly unknown[], attribute: string): Set<string> {
  const found = new Set<string>()
  for (const block of blocks) {
    if (!(block instanceof Y.XmlElement)) continue
    for (const element of [block, ...elementsIn(block)]) {
      const id = element.getAttribute(attribute)
      if (typeof id === "string") found.add(id)
    }
  }
  return found
}

function bodiesOf(root: Y.XmlElement, note: string): Y.XmlElement[] {
  return allBodies(root).filter((body) => body.getAttribute("__note") === note)
}

function allBodies(root: Y.XmlElement): Y.XmlElement[] {
  return root
    .toArray()
    .filter(isNotes)
    .flatMap((container) => container.toArray())
    .filter((body): body is Y.XmlElement => body instanceof Y.XmlElement)
}

function wordsOf(bodies: readonly Y.XmlElement[]): string {
  return JSON.stringify(bodies.map((body) => sourceOfElement(body).children))
}
