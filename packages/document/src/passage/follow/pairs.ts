import * as Y from "yjs"
import { idAttribute, rootName } from "../../form/index.ts"
import { UnreadablePassage } from "../copy.ts"
import { isNotes } from "../span.ts"
import type { Brought } from "./request.ts"

export interface ItemName {
  readonly client: number
  readonly clock: number
}

function itemNamed(name: string): ItemName {
  const [client, clock] = name.split(" ").map(Number)
  return { client: client ?? 0, clock: clock ?? 0 }
}

export function nameOf({ client, clock }: ItemName): string {
  return `${client} ${clock}`
}

const unlike = "The copy is not like what it was made from."

/** A text, and a change that was made to it. */
type Changed = readonly [Y.Doc, Uint8Array]
type Child = Y.XmlElement | Y.XmlText | Y.XmlHook

/** Which item of the text that a passage came into stands for which one of the text that it left: a passage is copied child by child. */
export class Pairs {
  /** By the names of the items that were left. */
  readonly there = new Map<string, ItemName>()
  /** Names of items that stand for what was written late. */
  readonly late = new Set<string>()
  readonly #brought: { client: number; clock: number; length: number; there: ItemName }[] = []
  readonly notes = new Map<string, string>()
  readonly payloads = new Map<string, string>()
  /** Bodies of notes that came along. */
  readonly bodies: (readonly [Y.XmlElement, ItemName])[] = []
  readonly blocks: readonly Y.XmlElement[]
  /** What has gone out of blocks that stay. */
  readonly insides: (Y.XmlElement | Y.XmlText)[] = []

  /** What has been brought over late since the pairs were made. */
  get brought(): readonly Brought[] {
    return this.#brought
  }

  /** What was brought over late before. */
  know(brought: readonly Brought[]): void {
    for (const { client, clock, length, there } of brought)
      for (let i = 0; i < length; i++)
        this.#stand({ client, clock: clock + i }, { client: there.client, clock: there.clock + i })
  }

  /** Something was written late, and this is made of it. */
  bring(here: Child, there: Child): void {
    const before = new Set(this.there.keys())
    this.#pair(here, there)
    for (const [name, other] of this.there) if (!before.has(name)) this.bringItem(itemNamed(name), other)
  }

  bringItem(here: ItemName, there: ItemName): void {
    this.#stand(here, there)
    const last = this.#brought.at(-1)
    const isNext = (one: ItemName, next: ItemName, by: number) =>
      one.client === next.client && one.clock + by === next.clock
    if (last !== undefined && isNext(last, here, last.length) && isNext(last.there, there, last.length))
      last.length += 1
    else this.#brought.push({ ...here, length: 1, there })
  }

  #stand(here: ItemName, there: ItemName): void {
    this.there.set(nameOf(here), there)
    this.late.add(nameOf(there))
  }

  /** Both texts have all that they held right before and right after the move. */
  constructor([left, removal]: Changed, [come, insertion]: Changed, cut: readonly string[] | null) {
    const taken = Y.decodeUpdate(removal).ds
    const ranges = Y.decodeUpdate(insertion).structs
    const isBrought = ({ client, clock }: ItemName) =>
      ranges.some(({ id, length }) => id.client === client && clock >= id.clock && clock < id.clock + length)
    const isTaken = (block: Y.XmlElement) => Y.isDeleted(taken, itemOf(block).id)
    const copies = blocksOf(come).filter((block) => isBrought(itemOf(block).id))
    const ids = cut === null ? null : new Set(cut)
    const passage = blocksOf(left).filter((block) => ids?.has(block.getAttribute(idAttribute) ?? "") ?? isTaken(block))
    this.blocks = passage.filter(isTaken)
    if (passage.length !== copies.length) throw new UnreadablePassage(unlike)
    for (const [i, block] of passage.entries()) {
      const copy = copies[i] as Y.XmlElement
      if (isTaken(block)) this.#pair(block, copy)
      else this.#pairTaken(block, copy, taken)
    }
    for (const [note, name] of this.notes) {
      const [here, there] = [bodiesOf(left, note), bodiesOf(come, name)]
      if (here.length !== there.length) continue
      for (const [i, body] of here.entries()) {
        const other = there[i] as Y.XmlElement
        this.#pair(body, other)
        this.bodies.push([body, itemOf(other).id])
      }
    }
  }

  /** A line whose words were cut stays: what was in it has gone, and what is not in that is not of the passage. */
  #pairTaken(here: Y.XmlElement, there: Y.XmlElement, taken: ReturnType<typeof Y.createDeleteSet>): void {
    const copies = there.toArray()
    for (const [i, child] of here.toArray().entries()) {
      if (!Y.isDeleted(taken, itemOf(child).id)) continue
      const copy = copies[i]
      if (copy === undefined) throw new UnreadablePassage(unlike)
      this.#pair(child, copy)
      if (!(child instanceof Y.XmlHook)) this.insides.push(child)
    }
  }

  #pairAll(here: readonly Child[], there: readonly Child[]): void {
    if (here.length !== there.length) throw new UnreadablePassage(unlike)
    for (const [i, child] of here.entries()) this.#pair(child, there[i] as Child)
  }

  #pair(here: Child, there: Child): void {
    this.there.set(nameOf(itemOf(here).id), itemOf(there).id)
    if (here instanceof Y.XmlText && there instanceof Y.XmlText) return this.#pairCharacters(here, there)
    if (!(here instanceof Y.XmlElement) || !(there instanceof Y.XmlElement)) throw new UnreadablePassage(unlike)
    for (const [key, names] of [
      ["__note", this.notes],
      ["__payload", this.payloads],
    ] as const) {
      const [own, other] = [here.getAttribute(key), there.getAttribute(key)]
      if (own !== undefined && other !== undefined) names.set(own, other)
    }
    this.#pairAll(here.toArray(), there.toArray())
  }

  #pairCharacters(here: Y.XmlText, there: Y.XmlText): void {
    const own = charactersOf(here).filter(({ isLive }) => isLive)
    const others = charactersOf(there).filter(({ isLive }) => isLive)
    if (own.length !== others.length) throw new UnreadablePassage(unlike)
    for (const [i, { id }] of own.entries()) this.there.set(nameOf(id), (others[i] as Character).id)
  }
}

/** One UTF-16 unit of a text, or the place of one that was deleted. */
export interface Character {
  readonly id: ItemName
  readonly isLive: boolean
  /** "" where it was deleted. */
  readonly unit: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** What a text consists of, deleted characters too, with the formats that they have. */
export function charactersOf(text: Y.XmlText): Character[] {
  const characters: Character[] = []
  let attributes: Record<string, unknown> = {}
  for (const item of itemsIn(text)) {
    const { content, deleted, id } = item
    if (content instanceof Y.ContentFormat) {
      if (deleted) continue
      attributes = { ...attributes, [content.key]: content.value }
      if (content.value === null) delete attributes[content.key]
    } else if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) {
      for (let i = 0; i < item.length; i++) {
        const unit = deleted || content instanceof Y.ContentDeleted ? "" : content.str.charAt(i)
        characters.push({ id: { client: id.client, clock: id.clock + i }, isLive: !deleted, unit, attributes })
      }
    }
  }
  return characters
}

/** The items of a type in their order, deleted ones too. */
export function itemsIn(type: Y.XmlElement | Y.XmlText): Y.Item[] {
  const items: Y.Item[] = []
  // oxlint-disable-next-line no-underscore-dangle -- the items of a type, which Yjs lists nowhere else
  for (let item = type._start; item !== null; item = item.right) items.push(item)
  return items
}

export function itemOf(type: Child): Y.Item {
  // oxlint-disable-next-line no-underscore-dangle -- where a type stands, which Yjs tells nowhere else
  const item = type._item
  if (item === null) throw new Error("a block is no root")
  return item
}

export function rootOf(doc: Y.Doc): Y.XmlElement {
  return doc.get(rootName, Y.XmlElement)
}

export function blocksOf(doc: Y.Doc): Y.XmlElement[] {
  return rootOf(doc)
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && !isNotes(child))
}

export function bodiesOf(doc: Y.Doc, note: string): Y.XmlElement[] {
  return rootOf(doc)
    .toArray()
    .filter(isNotes)
    .flatMap((container) => container.toArray())
    .filter((body): body is Y.XmlElement => body instanceof Y.XmlElement && body.getAttribute("__note") === note)
}
