import { isBlockId, isMarkAttribute, payloadsName, rootName, rootNodeName } from "../form/index.ts"
import {
  type ContentIndex,
  gonePlace,
  type IndexChanges,
  isDeleted,
  isText,
  payloadPlace,
  payloadsPlace,
  type Place,
  type PlacedRun,
  textPlace,
} from "./content-index.ts"
import type { Inspection, ItemContent, ItemForm, ItemId } from "./inspection.ts"

/** Judges one new item where it stands; a sentence refuses the update. */
export type Judge = (struct: ItemForm, place: Place) => string | null

export type Placement =
  | { readonly kind: "placed"; readonly changes: IndexChanges }
  | { readonly kind: "refused"; readonly reason: string }
  /** Items that the update builds on and that nobody here has seen. */
  | { readonly kind: "missing"; readonly missing: ItemId[] }

interface ClientQueue {
  readonly structs: ItemForm[]
  next: number
}

/** Elements nest no deeper. Lists of eight levels in a table in a cell of a table stay below it. */
const depthMax = 48

/**
 * Finds the place of every new item of an update, in an order in which what an item refers to is placed before it (the
 * same that Yjs follows when it integrates), and asks the judge about each.
 */
export function placeItems(inspection: Inspection, index: ContentIndex, judge: Judge): Placement {
  return new Placer(inspection, index, judge).run()
}

class Placer {
  readonly #index: ContentIndex
  readonly #judge: Judge
  readonly #queues = new Map<number, ClientQueue>()
  readonly #placed = new Map<number, PlacedRun[]>()
  readonly #places = new Map<string, Place>()
  readonly #marks = new Set<string>()
  readonly #missing: ItemId[] = []

  constructor(inspection: Inspection, index: ContentIndex, judge: Judge) {
    this.#index = index
    this.#judge = judge
    for (const struct of inspection.structs) {
      const queue = this.#queues.get(struct.client)
      if (queue === undefined) this.#queues.set(struct.client, { structs: [struct], next: 0 })
      else queue.structs.push(struct)
    }
    const beyond = inspection.deletes.find((range) => range.to > this.#knownAfter(range.client))
    if (beyond !== undefined) this.#missing.push({ client: beyond.client, clock: beyond.to - 1 })
  }

  run(): Placement {
    for (const client of this.#queues.keys()) {
      const refusal = this.#placeAllOf(client)
      if (refusal !== null) return { kind: "refused", reason: refusal }
      if (this.#missing.length > 0) return { kind: "missing", missing: this.#missing }
    }
    if (this.#missing.length > 0) return { kind: "missing", missing: this.#missing }
    const runs = [...this.#placed.values()].flat()
    return { kind: "placed", changes: { runs, marks: [...this.#marks] } }
  }

  /** The clock of a client once this update is in. */
  #knownAfter(client: number): number {
    const last = this.#queues.get(client)?.structs.at(-1)
    return Math.max(this.#index.clockOf(client), last === undefined ? 0 : last.clock + last.length)
  }

  /** Places a client's structs in order; where one builds on another client's, that client's come first, up to there. */
  #placeAllOf(client: number): string | null {
    const waiting: ItemId[] = [{ client, clock: Number.POSITIVE_INFINITY }]
    const isWaiting = new Set([client])
    for (let current = waiting.at(-1); current !== undefined; current = waiting.at(-1)) {
      if (this.#missing.length > 0) return null
      const queue = this.#queues.get(current.client)
      const struct = queue?.structs[queue.next]
      if (queue === undefined || struct === undefined || struct.clock > current.clock) {
        waiting.pop()
        isWaiting.delete(current.client)
        continue
      }
      const first = this.#toPlaceFirst(struct)
      if (first === null) {
        queue.next += 1
        const refusal = this.#place(struct)
        if (refusal !== null) return refusal
      } else {
        if (isWaiting.has(first.client)) return "Items refer to each other in a circle."
        waiting.push(first)
        isWaiting.add(first.client)
      }
    }
    return null
  }

  /** Another client's item of this update that the struct builds on and that is not placed yet. */
  #toPlaceFirst(struct: ItemForm): ItemId | null {
    if (this.#isAhead(struct.origin, struct)) return struct.origin
    if (this.#isAhead(struct.rightOrigin, struct)) return struct.rightOrigin
    return this.#isAhead(struct.parent, struct) ? struct.parent : null
  }

  #isAhead(id: ItemId | string | null, struct: ItemForm): id is ItemId {
    if (id === null || typeof id === "string" || id.client === struct.client) return false
    const queue = this.#queues.get(id.client)
    const next = queue?.structs[queue.next]
    return next !== undefined && id.clock >= next.clock && id.clock < this.#knownAfter(id.client)
  }

  #place(struct: ItemForm): string | null {
    const known = this.#endOf(struct.client)
    if (struct.clock > known) {
      this.#missing.push({ client: struct.client, clock: struct.clock - 1 })
      return null
    }
    // What is known already can change nothing any more: Yjs skips it (see trimKnown).
    if (struct.clock + struct.length <= known) return null
    const place = this.#placeOf(struct)
    if (typeof place === "string") return place
    if (place === null) return null
    const refusal = this.#judge(struct, place)
    if (refusal !== null) return refusal
    if (struct.content.kind === "format" && isMarkAttribute(struct.content.key)) this.#noteMark(struct.content.key)
    this.#remember({ client: struct.client, from: known, to: struct.clock + struct.length, place })
    return null
  }

  #noteMark(key: string): void {
    if (!this.#index.knowsMark(key)) this.#marks.add(key)
  }

  /** The place of an item; null when what it builds on is missing; a sentence when it cannot be. */
  #placeOf(struct: ItemForm): Place | string | null {
    if (struct.origin === null && struct.rightOrigin === null) {
      if (struct.parent === null) return gonePlace
      return typeof struct.parent === "string" ? this.#rootChild(struct) : this.#childOf(struct, struct.parent)
    }
    const left = struct.origin === null ? undefined : this.#neighbour(struct.origin)
    const right = struct.rightOrigin === null ? undefined : this.#neighbour(struct.rightOrigin)
    if (left === null || right === null) return null
    const [first, second] = [left ?? right, right ?? left]
    if (first === undefined || second === undefined) return null
    if (first.kind === "gone" || second.kind === "gone") return gonePlace
    if (!isSamePlace(first, second)) return "An item stands between two others that are in different places."
    // Beside another one in the same list, or the next value of the same key.
    if (first.kind !== "child" || first.is === isOf(struct.content)) return first
    return this.#child(first.of, struct.content, first.depth)
  }

  #rootChild(struct: ItemForm): Place | string {
    if (struct.parent === payloadsName) {
      return isBlockId(struct.key) ? this.#child(payloadsPlace, struct.content, 1) : "A payload has an id."
    }
    if (struct.parent !== rootName) return "A section has no other root than its text and its payloads."
    if (struct.key !== null) return this.#attribute(rootNodeName, struct.key)
    return this.#child(rootNodeName, struct.content, 1)
  }

  #childOf(struct: ItemForm, parentId: ItemId): Place | string | null {
    const parent = this.#neighbour(parentId)
    if (parent === null) return null
    if (parent.kind === "gone") return gonePlace
    if (parent.kind !== "child") return "An item names a parent that can hold nothing."
    if (parent.is === isDeleted) return gonePlace
    if (parent.is === isText) return struct.key === null ? textPlace : "A text has no attributes of its own."
    if (struct.key !== null) return this.#attribute(parent.is, struct.key)
    return this.#child(parent.is, struct.content, parent.depth + 1)
  }

  #child(of: string, content: ItemContent, depth: number): Place | string {
    if (depth > depthMax) return "The text nests too deeply."
    const is = isOf(content)
    return this.#interned(`${depth} ${of} ${is}`, { kind: "child", of, is, depth })
  }

  #attribute(of: string, key: string): Place {
    return this.#interned(`attribute ${of} ${key}`, { kind: "attribute", of, key })
  }

  /** One object per place, so that runs of the same place join. */
  #interned(key: string, place: Place): Place {
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, place)
    return place
  }

  #neighbour(id: ItemId): Place | null {
    const place = this.#index.placeOf(id.client, id.clock) ?? this.#placedHere(id)
    if (place === null) this.#missing.push(id)
    return place
  }

  #placedHere(id: ItemId): Place | null {
    const runs = this.#placed.get(id.client)
    if (runs === undefined) return null
    let low = 0
    let high = runs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((runs[middle]?.from ?? 0) <= id.clock) low = middle
      else high = middle - 1
    }
    const run = runs[low]
    return run !== undefined && id.clock >= run.from && id.clock < run.to ? run.place : null
  }

  #endOf(client: number): number {
    return this.#placed.get(client)?.at(-1)?.to ?? this.#index.clockOf(client)
  }

  #remember(run: PlacedRun): void {
    const runs = this.#placed.get(run.client)
    if (runs === undefined) {
      this.#placed.set(run.client, [run])
      return
    }
    const last = runs.at(-1)
    if (last !== undefined && last.place === run.place) runs[runs.length - 1] = { ...last, to: run.to }
    else runs.push(run)
  }
}

function isOf(content: ItemContent): string {
  if (content.kind === "element") return content.name
  if (content.kind === "map") return payloadPlace
  return content.kind === "textType" ? isText : isDeleted
}

function isSamePlace(a: Place, b: Place): boolean {
  if (a.kind === "child") return b.kind === "child" && a.of === b.of && a.depth === b.depth
  if (a.kind === "attribute") return b.kind === "attribute" && a.of === b.of && a.key === b.key
  return a.kind === b.kind
}
