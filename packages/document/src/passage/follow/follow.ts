import * as Y from "yjs"
import { idAttribute, isBlockId, payloadsName } from "../../form/index.ts"
import { idsOf } from "../../seed/seed.ts"
import { markedSpans } from "../../anchor/anchored.ts"
import { sectionWords } from "../../anchor/section-words.ts"
import { PassageCopy, UnreadablePassage } from "../copy.ts"
import { passageBounds } from "../request.ts"
import { isNotes } from "../span.ts"
import { carryCharacters } from "./characters.ts"
import {
  blocksOf,
  bodiesOf,
  type Character,
  charactersOf,
  type ItemName,
  itemOf,
  itemsIn,
  nameOf,
  Pairs,
  rootOf,
} from "./pairs.ts"
import type { FollowAnswer, FollowEnd, FollowRequest } from "./request.ts"

/**
 * Carries over what somebody wrote into a passage that had gone to another text by then: the same change beside the same letters, in the
 * copy. Invariants: 1. words that are written into the passage, between its blocks or right behind it come to stand in the other text, if
 * what is around them still does; 2. nothing is taken away there that the late writer had not seen.
 */
export function followPassage(request: FollowRequest): FollowAnswer {
  const { from, to, earlier, update, now, clientId } = request
  const late = textOf(from)
  const then = textOf(to)
  Y.applyUpdate(then, to.change)
  const there = now === null ? then : textOf({ parts: now })
  there.clientID = clientId
  try {
    const pairs = new Pairs([late, from.change], [then, to.change], request.cut)
    const known = knownIn(then)
    pairs.know(request.brought)
    if (!request.asNew) for (const own of earlier) Y.applyUpdate(late, own)
    return new Following(request, { late, there, pairs, known }).run(update)
  } catch (error) {
    if (error instanceof UnreadablePassage) return "unreadable"
    throw error
  } finally {
    for (const doc of new Set([late, then, there])) doc.destroy()
  }
}

/** Nothing is left out: deleted words are neighbours too. */
function textOf({ parts }: Pick<FollowEnd, "parts">): Y.Doc {
  const doc = new Y.Doc({ gc: false })
  // NOTE: a root that nobody has asked for is of no type yet, and what stands in it has no parent that can be asked.
  rootOf(doc)
  for (const part of parts) Y.applyUpdate(doc, part)
  return doc
}

function knownIn(doc: Y.Doc): (id: ItemName) => boolean {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
  return ({ client, clock }) => clock < (clocks.get(client) ?? 0)
}

interface Texts {
  /** The text that the passage left, as its late writer has it. */
  readonly late: Y.Doc
  /** The text that it came into. */
  readonly there: Y.Doc
  readonly pairs: Pairs
  /** Whether an item of `there` came with the passage or was there before. */
  readonly known: (id: ItemName) => boolean
}

type Attributes = Record<string, unknown>

class Following {
  readonly #request: FollowRequest
  readonly #texts: Texts
  readonly #copy: PassageCopy
  readonly #isOld: (id: ItemName) => boolean
  readonly #deletedBefore: Y.Snapshot
  readonly #deletedByUpdate: ReturnType<typeof Y.createDeleteSet>
  /** How everything was before the late update. */
  readonly #attributesBefore = new Map<string, Attributes>()
  readonly #formatsBefore = new Map<string, Attributes>()
  readonly #payloadsBefore: Record<string, unknown>
  /** Ids of the other text. */
  readonly #taken = new Set<string>()
  /** Those among them whose blocks are called otherwise from now on. */
  readonly #freed = new Set<unknown>()
  readonly #newNotes = new Map<string, string>()
  readonly #strays: ItemName[] = []
  readonly #images = new Set<string>()
  #isChanged = false

  constructor(request: FollowRequest, texts: Texts) {
    this.#request = request
    this.#texts = texts
    const { late, there } = texts
    this.#isOld = knownIn(late)
    this.#deletedBefore = Y.snapshot(late)
    this.#payloadsBefore = late.getMap(payloadsName).toJSON()
    this.#deletedByUpdate = deletionsOf(request, texts.pairs)
    this.#noteFormats(rootOf(late))
    const marked = new Set(markedSpans(sectionWords(there)).keys())
    let ids: (() => string) | null = null
    const newId = () => {
      ids ??= idsOf(request.clientId, Y.getState(there.store, request.clientId))
      let id = ids()
      while (this.#taken.has(id)) id = ids()
      this.#taken.add(id)
      return id
    }
    this.#copy = new PassageCopy({
      from: request.from,
      to: request.to,
      // A thread that stayed behind has no words there.
      keepsMark: request.withMarks ? (threadId) => marked.has(threadId) : () => false,
      names: {},
      taken: this.#taken,
      newId,
      nameOfNote: (note) => this.#nameOfNote(note, newId),
      nameOfPayload: (payload) => this.#nameOfPayload(payload, newId),
    })
  }

  run(update: Uint8Array): FollowAnswer {
    const { late, there, pairs } = this.#texts
    if (this.#request.asNew) for (const own of this.#request.earlier) Y.applyUpdate(late, own)
    Y.applyUpdate(late, update)
    let change: Uint8Array | null = null
    there.on("update", (bytes: Uint8Array) => {
      change = bytes
    })
    there.transact(() => {
      for (const { content } of itemsIn(rootOf(late)))
        if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) this.#carryDeletions(content.type)
      for (const id of idsIn(rootOf(there))) if (!this.#freed.has(id)) this.#taken.add(id)
      this.#carryBlocks()
      for (const part of pairs.insides) this.#carryPaired(itemOf(part), part)
      for (const [body, other] of pairs.bodies) this.#carryInside(body, this.#standing(other))
      this.#bringNotes()
      this.#carryPayloads()
    })
    if (change === null || !this.#isChanged) return null
    const bytes = change as Uint8Array
    if (bytes.byteLength > passageBounds.bytesMax) return "too-large"
    return { change: bytes, strays: this.#strays, brought: pairs.brought, images: [...this.#images] }
  }

  /** The blocks of the passage; and new ones between them or right behind it. */
  #carryBlocks(): void {
    const { late, there, pairs } = this.#texts
    const blocks = new Set(pairs.blocks)
    const first = pairs.blocks[0]
    const firstThere = first === undefined ? undefined : this.#item(pairs.there.get(nameOf(itemOf(first).id)))
    let left: Y.Item | null = firstThere?.left ?? null
    let isInside = this.#request.isWhole
    for (const item of itemsIn(rootOf(late))) {
      const block = item.content instanceof Y.ContentType ? item.content.type : null
      if (!(block instanceof Y.XmlElement)) continue
      if (blocks.has(block) || pairs.there.has(nameOf(item.id))) {
        isInside = true
        left = this.#carryPaired(item, block) ?? left
      } else if (this.#isOld(item.id) && !this.#isEarlier(item)) {
        isInside &&= this.#request.isWhole
      } else if (isInside && !isNotes(block)) left = this.#carryUnpaired(item, block, rootOf(there), left) ?? left
    }
  }

  /** What was written late and has been carried over: not of the move, and known. */
  #isEarlier(item: Y.Item): boolean {
    return this.#isOld(item.id) && !this.#texts.pairs.there.has(nameOf(item.id)) && this.#isAfterMove(item.id)
  }

  #isAfterMove({ client, clock }: ItemName): boolean {
    return this.#request.earlier.some((own) =>
      Y.decodeUpdate(own).structs.some(
        ({ id, length }) => id.client === client && clock >= id.clock && clock < id.clock + length,
      ),
    )
  }

  /** What was taken away goes first: something else may come in its place, under its id. */
  #carryDeletions(part: Y.XmlElement | Y.XmlText): void {
    const item = itemOf(part)
    if (item.deleted) {
      const other = this.#item(this.#texts.pairs.there.get(nameOf(item.id)))
      if (this.#isDeletedNow(item.id) && other !== null && !other.deleted)
        this.#strike((other.content as Y.ContentType).type as Y.XmlElement | Y.XmlText)
      return
    }
    if (part instanceof Y.XmlElement) this.#noteFreed(part)
    for (const { content } of itemsIn(part)) {
      const type = content instanceof Y.ContentType ? content.type : null
      if (type instanceof Y.XmlElement || type instanceof Y.XmlText) this.#carryDeletions(type)
    }
  }

  /** A part of the passage: whatever happened to it or inside it. Answers its counterpart. */
  #carryPaired(item: Y.Item, part: Y.XmlElement | Y.XmlText): Y.Item | null {
    const other = this.#item(this.#texts.pairs.there.get(nameOf(item.id)))
    if (other === null) return null
    if (other.deleted) return other
    const counterpart = (other.content as Y.ContentType).type as Y.XmlElement | Y.XmlText
    if (item.deleted) return other
    if (part instanceof Y.XmlText && counterpart instanceof Y.XmlText) this.#carryText(part, counterpart)
    else if (part instanceof Y.XmlElement && counterpart instanceof Y.XmlElement) this.#carryInside(part, counterpart)
    return other
  }

  /** Something that is not of the passage as it left: new, or carried over before. Answers what stands for it there. */
  #carryUnpaired(item: Y.Item, part: Y.XmlElement | Y.XmlText, into: Y.XmlElement, left: Y.Item | null): Y.Item | null {
    if (item.deleted) return null
    if (this.#isOld(item.id)) {
      const known = this.#earlierCopy(part, left)
      if (known === null) return null
      if (part instanceof Y.XmlText && known instanceof Y.XmlText) this.#carryText(part, known)
      else if (part instanceof Y.XmlElement && known instanceof Y.XmlElement) this.#carryInside(part, known)
      return itemOf(known)
    }
    const isBlock = into === rootOf(this.#texts.there)
    const made = isBlock ? this.#copy.block(part as Y.XmlElement) : this.#copy.part(part)
    // NOTE: an item does for a reference as well, also one that is deleted.
    into.insertAfter(left, [made])
    if (isBlock) this.#strays.push({ client: item.id.client, clock: item.id.clock })
    this.#texts.pairs.bring(part, made)
    this.#isChanged = true
    return itemOf(made)
  }

  /** What came to stand behind `left` for a part that was carried over before. */
  #earlierCopy(part: Y.XmlElement | Y.XmlText, left: Y.Item | null): Y.XmlElement | Y.XmlText | null {
    const id = part instanceof Y.XmlElement ? part.getAttribute(idAttribute) : undefined
    for (let item = left?.right ?? null; item !== null && !this.#texts.known(item.id); item = item.right) {
      const type = item.content instanceof Y.ContentType && !item.deleted ? item.content.type : null
      if (part instanceof Y.XmlText && type instanceof Y.XmlText) return type
      if (!(part instanceof Y.XmlElement) || !(type instanceof Y.XmlElement)) continue
      if (type.nodeName === part.nodeName && (id === undefined || type.getAttribute(idAttribute) === id)) return type
    }
    return null
  }

  #carryInside(part: Y.XmlElement, counterpart: Y.XmlElement | null): void {
    if (counterpart === null) return
    this.#carryAttributes(part, counterpart)
    let left: Y.Item | null = null
    for (const item of itemsIn(part)) {
      const child = item.content instanceof Y.ContentType ? item.content.type : null
      if (!(child instanceof Y.XmlElement || child instanceof Y.XmlText)) continue
      const isPaired = this.#texts.pairs.there.has(nameOf(item.id))
      left = (isPaired ? this.#carryPaired(item, child) : this.#carryUnpaired(item, child, counterpart, left)) ?? left
    }
  }

  #carryAttributes(part: Y.XmlElement, counterpart: Y.XmlElement): void {
    const before = this.#attributesBefore.get(nameOf(itemOf(part).id)) ?? {}
    const after: Attributes = part.getAttributes()
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (key === idAttribute) this.#carryId(counterpart, before[key], after[key])
      if (named.has(key) || JSON.stringify(before[key]) === JSON.stringify(after[key])) continue
      if (after[key] === undefined) counterpart.removeAttribute(key)
      else counterpart.setAttribute(key, after[key] as string)
      this.#isChanged = true
    }
  }

  #noteFreed(part: Y.XmlElement): void {
    const id = itemOf(part).id
    const [before, after] = [this.#attributesBefore.get(nameOf(id))?.[idAttribute], part.getAttribute(idAttribute)]
    const counterpart = this.#texts.pairs.there.get(nameOf(id))
    if (before !== after && counterpart !== undefined)
      this.#freed.add(this.#standing(counterpart)?.getAttribute(idAttribute))
  }

  /** Of two blocks that were joined one has the id of the other. */
  #carryId(counterpart: Y.XmlElement, before: unknown, after: unknown): void {
    if (typeof after !== "string" || before === after || this.#taken.has(after)) return
    this.#taken.add(after)
    counterpart.setAttribute(idAttribute, after)
    this.#isChanged = true
  }

  #carryText(late: Y.XmlText, now: Y.XmlText): void {
    const isCarried = carryCharacters({
      late,
      before: this.#formatsBefore,
      now,
      thereOf: (id) => this.#texts.pairs.there.get(nameOf(id)),
      isNew: (id) => !this.#isOld(id),
      isDeletedNow: (id) => this.#isDeletedNow(id),
      isFromMove: this.#texts.known,
      brought: (id, there) => this.#texts.pairs.bringItem(id, there),
      kept: (attributes) => this.#copy.kept(attributes),
    })
    this.#isChanged ||= isCarried
  }

  /** Takes away what the late writer took away; what others have written into it since stays. */
  #strike(part: Y.XmlElement | Y.XmlText): void {
    const known = (id: ItemName) => this.#texts.known(id) || this.#texts.pairs.late.has(nameOf(id))
    if (part instanceof Y.XmlText) {
      const characters = charactersOf(part).filter(({ isLive }) => isLive)
      for (let i = characters.length - 1; i >= 0; i--) {
        if (!known((characters[i] as Character).id)) continue
        part.delete(i, 1)
        this.#isChanged = true
      }
      if (part.length > 0 || !known(itemOf(part).id)) return
    } else {
      for (const child of part.toArray()) if (!(child instanceof Y.XmlHook)) this.#strike(child)
      if (part.length > 0 || !known(itemOf(part).id)) return
    }
    const parent = part.parent as Y.XmlElement
    parent.delete(parent.toArray().indexOf(part), 1)
    this.#isChanged = true
  }

  #isDeletedNow({ client, clock }: ItemName): boolean {
    const id = Y.createID(client, clock)
    return Y.isDeleted(this.#deletedByUpdate, id) && !Y.isDeleted(this.#deletedBefore.ds, id)
  }

  #noteFormats(type: Y.XmlElement): void {
    for (const item of itemsIn(type)) {
      const child = item.content instanceof Y.ContentType && !item.deleted ? item.content.type : null
      if (child instanceof Y.XmlText) {
        for (const { id, attributes } of charactersOf(child)) this.#formatsBefore.set(nameOf(id), attributes)
      } else if (child instanceof Y.XmlElement) {
        this.#attributesBefore.set(nameOf(item.id), child.getAttributes())
        this.#noteFormats(child)
      }
    }
  }

  #nameOfNote(note: string, newId: () => string): string {
    const { there, pairs } = this.#texts
    const known = pairs.notes.get(note) ?? this.#newNotes.get(note)
    if (known !== undefined) return known
    const name = bodiesOf(there, note).length === 0 ? note : newId()
    this.#newNotes.set(note, name)
    return name
  }

  #bringNotes(): void {
    const root = rootOf(this.#texts.there)
    const bodies = [...this.#newNotes.keys()].flatMap((note) => bodiesOf(this.#texts.late, note))
    if (bodies.length === 0) return
    const made = bodies.map((body) => this.#copy.block(body))
    const known = root.toArray().find(isNotes)
    if (known !== undefined) known.insert(known.length, made)
    else {
      const container = new Y.XmlElement("footnotes")
      container.setAttribute(idAttribute, this.#copy.newId())
      container.insert(0, made)
      root.insert(root.length, [container])
    }
  }

  #nameOfPayload(payload: string, newId: () => string): string {
    const { late, there, pairs } = this.#texts
    const known = pairs.payloads.get(payload)
    if (known !== undefined) return known
    const payloads = there.getMap(payloadsName)
    const name = payloads.has(payload) ? newId() : payload
    const said = late.getMap(payloadsName).get(payload)
    if (said instanceof Y.Map) {
      payloads.set(name, new Y.Map<unknown>(Object.entries(said.toJSON())))
      if (typeof said.get("blob") === "string") this.#images.add(said.get("blob") as string)
    }
    pairs.payloads.set(payload, name)
    return name
  }

  /** What is said about images of the passage. */
  #carryPayloads(): void {
    const { late, there, pairs } = this.#texts
    for (const [payload, name] of pairs.payloads) {
      const [said, other] = [late.getMap(payloadsName).get(payload), there.getMap(payloadsName).get(name)]
      const before = this.#payloadsBefore[payload] as Attributes | undefined
      if (!(said instanceof Y.Map) || !(other instanceof Y.Map) || before === undefined) continue
      for (const [key, value] of Object.entries(said.toJSON())) {
        if (JSON.stringify(before[key]) === JSON.stringify(value)) continue
        other.set(key, value)
        this.#isChanged = true
      }
    }
  }

  #item(id: ItemName | undefined): Y.Item | null {
    const { store } = this.#texts.there
    if (id === undefined || id.clock >= Y.getState(store, id.client)) return null
    const item = Y.getItem(store, Y.createID(id.client, id.clock)) as Y.Item | Y.GC
    return item instanceof Y.Item ? item : null
  }

  #standing(id: ItemName): Y.XmlElement | null {
    const item = this.#item(id)
    const type = item !== null && !item.deleted && item.content instanceof Y.ContentType ? item.content.type : null
    return type instanceof Y.XmlElement ? type : null
  }
}

/** By these a block is known, or names another: they never change. */
const named: ReadonlySet<string> = new Set([idAttribute, "__note", "__payload"])

/**
 * What the update itself takes away. One that tells all that its author's device knows may know of the move: what the move took out
 * is no wish of theirs.
 */
function deletionsOf({ update, tellsAll }: FollowRequest, { blocks }: Pairs) {
  const { ds } = Y.decodeUpdate(update)
  const mayKnowOfMove = tellsAll && blocks.every((block) => Y.isDeleted(ds, itemOf(block).id))
  return mayKnowOfMove ? Y.createDeleteSet() : ds
}

function idsIn(root: Y.XmlElement): Set<string> {
  const ids = new Set<string>()
  const look = (element: Y.XmlElement): void => {
    for (const key of named) {
      const id = element.getAttribute(key)
      if (isBlockId(id)) ids.add(id as string)
    }
    for (const child of element.toArray()) if (child instanceof Y.XmlElement) look(child)
  }
  look(root)
  return ids
}

/**
 * Has a text know that what was written late is gone from it: what stands in something that is deleted is so without being named, and what
 * builds on it could not be told. `strays` stand in nothing deleted, and are taken out.
 */
export function takeOutLate(parts: readonly Uint8Array[], strays: readonly ItemName[]): Uint8Array {
  const doc = new Y.Doc()
  rootOf(doc)
  for (const part of parts) Y.applyUpdate(doc, part)
  const wanted = new Set(strays.map((stray) => nameOf(stray)))
  doc.transact(() => {
    for (const block of blocksOf(doc)) {
      if (!wanted.has(nameOf(itemOf(block).id))) continue
      rootOf(doc).delete(rootOf(doc).toArray().indexOf(block), 1)
    }
  })
  // All that is deleted, and nothing else.
  const change = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))
  doc.destroy()
  return change
}
