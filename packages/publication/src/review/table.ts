/**
 * A table by string keys that is never changed: `put` gives another one, which shares with the first all but the few
 * branches above the key. 10,000 entries are three or four branches deep, so each change copies some 64 references.
 */
export interface Table<V> {
  readonly size: number
  readonly root: Branch<V>
}

type Branch<V> = readonly (Branch<V> | Leaf<V> | undefined)[]

/** Keys of one hash; nearly always one. */
interface Leaf<V> {
  readonly hash: number
  readonly entries: readonly (readonly [key: string, value: V])[]
}

const bitsPerLevel = 4
const width = 1 << bitsPerLevel
const empty: Branch<never> = Array.from({ length: width }, () => undefined)

export function emptyTable<V>(): Table<V> {
  return { size: 0, root: empty }
}

export function at<V>(table: Table<V>, key: string): V | undefined {
  const hash = hashOf(key)
  let node: Branch<V> | Leaf<V> | undefined = table.root
  for (let shift = 0; isBranch(node); shift += bitsPerLevel) node = node[slotOf(hash, shift)]
  return node?.hash === hash ? node.entries.find(([other]) => other === key)?.[1] : undefined
}

export function put<V>(table: Table<V>, key: string, value: V): Table<V> {
  const isNew = at(table, key) === undefined
  return { size: table.size + Number(isNew), root: placed(table.root, hashOf(key), key, value, 0) }
}

export function* entriesOf<V>(table: Table<V>): Generator<readonly [key: string, value: V]> {
  yield* entriesBelow(table.root)
}

export function* valuesOf<V>(table: Table<V>): Generator<V> {
  for (const [, value] of entriesBelow(table.root)) yield value
}

function* entriesBelow<V>(branch: Branch<V>): Generator<readonly [string, V]> {
  for (const node of branch) {
    if (isBranch(node)) yield* entriesBelow(node)
    else if (node !== undefined) yield* node.entries
  }
}

function placed<V>(branch: Branch<V>, hash: number, key: string, value: V, shift: number): Branch<V> {
  const slot = slotOf(hash, shift)
  const there = branch[slot]
  const next = isBranch(there)
    ? placed(there, hash, key, value, shift + bitsPerLevel)
    : beside(there, hash, key, value, shift + bitsPerLevel)
  return branch.with(slot, next)
}

/** A leaf, or a branch that tells two hashes apart further down. */
function beside<V>(leaf: Leaf<V> | undefined, hash: number, key: string, value: V, shift: number): Branch<V> | Leaf<V> {
  if (leaf === undefined) return { hash, entries: [[key, value]] }
  if (leaf.hash === hash) {
    return { hash, entries: [...leaf.entries.filter(([other]) => other !== key), [key, value]] }
  }
  return placed((empty as Branch<V>).with(slotOf(leaf.hash, shift), leaf), hash, key, value, shift)
}

function isBranch<V>(node: Branch<V> | Leaf<V> | undefined): node is Branch<V> {
  return Array.isArray(node)
}

/** Two hashes that differ do so within 32 bits. */
function slotOf(hash: number, shift: number): number {
  return (hash >>> shift) & (width - 1)
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
