import * as decoding from "lib0/decoding"
import {
  type ClockRange,
  type Inspection,
  type ItemContent,
  type ItemForm,
  type ItemId,
  MalformedUpdateError,
} from "./inspection.ts"

export interface UpdateBounds {
  /** Structs and deleted ranges together. */
  readonly itemsMax: number
}

/** A step 2 of 8 MiB with a long history stays well below this; a forged one does not get to grow further. */
export const updateBounds: UpdateBounds = { itemsMax: 600_000 }

/** Ids and clocks beyond this no longer add up exactly in a double. */
const numberMax = 2 ** 50

/** Reference numbers of the encoding (yjs, update format v1). */
const gcRef = 0
const skipInfo = 10
const originBit = 0x80
const rightOriginBit = 0x40
const keyBit = 0x20
const refBits = 0x1f

/**
 * Reads an update (v1) without building a document: what it adds, where, and what it deletes. Throws
 * MalformedUpdateError on anything that Yjs could not read, and on what it would read to no good end.
 */
export function inspectUpdate(update: Uint8Array, bounds: UpdateBounds = updateBounds): Inspection {
  try {
    return new UpdateReader(update, bounds).read()
  } catch (error) {
    if (error instanceof MalformedUpdateError) throw error
    throw new MalformedUpdateError("These bytes are no Yjs update.", { cause: error })
  }
}

class UpdateReader {
  readonly #decoder: decoding.Decoder
  readonly #bounds: UpdateBounds
  readonly #bytes: number
  #items = 0

  constructor(update: Uint8Array, bounds: UpdateBounds) {
    this.#decoder = decoding.createDecoder(update)
    this.#bounds = bounds
    this.#bytes = update.byteLength
  }

  read(): Inspection {
    const { clients, structs } = this.#readStructs()
    const deletes = this.#readDeletes()
    if (decoding.hasContent(this.#decoder)) throw new MalformedUpdateError("Bytes follow the end of the update.")
    return { clients, structs, deletes, items: this.#items, bytes: this.#bytes }
  }

  #readStructs(): { clients: ClockRange[]; structs: ItemForm[] } {
    const clients: ClockRange[] = []
    const structs: ItemForm[] = []
    const seen = new Set<number>()
    for (let left = this.#number(); left > 0; left--) {
      let structsLeft = this.#number()
      const client = this.#number()
      if (seen.has(client)) throw new MalformedUpdateError("A client appears twice.")
      seen.add(client)
      let from = this.#number()
      let clock = from
      for (; structsLeft > 0; structsLeft--) {
        const info = decoding.readUint8(this.#decoder)
        if (info === skipInfo) {
          if (clock > from) clients.push({ client, from, to: clock })
          clock = from = this.#advance(clock, this.#number())
          continue
        }
        const struct = this.#readStruct(info, client, clock)
        clock = this.#advance(clock, struct.length)
        structs.push(struct)
      }
      if (clock > from) clients.push({ client, from, to: clock })
    }
    return { clients, structs }
  }

  #readStruct(info: number, client: number, clock: number): ItemForm {
    this.#count()
    const ref = info & refBits
    if (ref === gcRef) {
      const length = this.#number()
      return { client, clock, length, origin: null, rightOrigin: null, parent: null, key: null, content: deleted }
    }
    const origin = (info & originBit) === 0 ? null : this.#id()
    const rightOrigin = (info & rightOriginBit) === 0 ? null : this.#id()
    let parent: string | ItemId | null = null
    let key: string | null = null
    if (origin === null && rightOrigin === null) {
      parent = this.#number() === 1 ? this.#string() : this.#id()
      if ((info & keyBit) !== 0) key = this.#string()
    }
    const { content, length } = this.#readContent(ref)
    return { client, clock, length, origin, rightOrigin, parent, key, content }
  }

  #readContent(ref: number): { content: ItemContent; length: number } {
    switch (ref) {
      case 1:
        return { content: deleted, length: this.#number() }
      case 2: {
        const length = this.#number()
        for (let i = 0; i < length; i++) this.#string()
        return { content: { kind: "foreign", what: "JSON values" }, length }
      }
      case 3:
        decoding.readVarUint8Array(this.#decoder)
        return { content: { kind: "foreign", what: "binary data" }, length: 1 }
      case 4:
        return { content: text, length: this.#string().length }
      case 5:
        this.#string()
        return { content: { kind: "foreign", what: "embeds" }, length: 1 }
      case 6: {
        const key = this.#string()
        return { content: { kind: "format", key, value: JSON.parse(this.#string()) as unknown }, length: 1 }
      }
      case 7:
        return { content: this.#readType(), length: 1 }
      case 8: {
        const length = this.#number()
        const values: unknown[] = []
        for (let i = 0; i < length; i++) values.push(decoding.readAny(this.#decoder))
        return { content: { kind: "values", values }, length }
      }
      case 9:
        this.#string()
        decoding.readAny(this.#decoder)
        return { content: { kind: "foreign", what: "subdocuments" }, length: 1 }
      default:
        throw new MalformedUpdateError(`No content has the number ${ref}.`)
    }
  }

  #readType(): ItemContent {
    const type = this.#number()
    switch (type) {
      case 0:
        return { kind: "foreign", what: "arrays" }
      case 1:
        return { kind: "map" }
      case 2:
        return { kind: "foreign", what: "plain texts" }
      case 3:
        return { kind: "element", name: this.#string() }
      case 4:
        return { kind: "foreign", what: "fragments" }
      case 5:
        this.#string()
        return { kind: "foreign", what: "hooks" }
      case 6:
        return { kind: "textType" }
      default:
        throw new MalformedUpdateError(`No shared type has the number ${type}.`)
    }
  }

  #readDeletes(): ClockRange[] {
    const deletes: ClockRange[] = []
    for (let left = this.#number(); left > 0; left--) {
      const client = this.#number()
      for (let ranges = this.#number(); ranges > 0; ranges--) {
        this.#count()
        const from = this.#number()
        deletes.push({ client, from, to: this.#advance(from, this.#number()) })
      }
    }
    return deletes
  }

  #id(): ItemId {
    return { client: this.#number(), clock: this.#number() }
  }

  #number(): number {
    const value = decoding.readVarUint(this.#decoder)
    if (value > numberMax) throw new MalformedUpdateError("A number is out of range.")
    return value
  }

  #string(): string {
    return decoding.readVarString(this.#decoder)
  }

  #advance(clock: number, length: number): number {
    if (length === 0) throw new MalformedUpdateError("An item has no length.")
    const next = clock + length
    if (next > numberMax) throw new MalformedUpdateError("A clock is out of range.")
    return next
  }

  #count(): void {
    this.#items += 1
    if (this.#items > this.#bounds.itemsMax) throw new MalformedUpdateError("The update holds too many items.")
  }
}

const text: ItemContent = { kind: "text" }
const deleted: ItemContent = { kind: "deleted" }
