import { containment, likeness, type Words, wordsIn } from "./likeness.ts"

/** Something that may have a counterpart in another text. */
export interface Unit {
  readonly id?: string | undefined
  /** Equal for what is the same to a reader. */
  readonly key: string
  /** Only units of one sort are each other's counterparts. */
  readonly sort: string
  /** The words in it. */
  readonly text: string
}

export type Pair = readonly [before: number, after: number]

/** What is alike enough to be the same passage, written anew: in its place, elsewhere, and under the same id. */
const likeHere = 0.5
const likeElsewhere = 0.75
const containedById = 0.4
/** So many letters and digits are not the same by chance. */
const apartWeightMin = 24
/** A word that is in more units than this tells nothing about which are each other's counterparts. */
const commonMax = 24
/** Where two stretches are no larger than this together, every unit is compared with every other. */
const closeLookMax = 2_500

/**
 * The counterparts in two sequences, by their place in the second. Time is in proportion to the words in them: what is
 * the same is found by its key, what has an id by that, and the rest by rare words, unless the stretch is short.
 * `isReversed` finds the same counterparts when the two are given in the other order.
 */
export function pairUnits(before: readonly Unit[], after: readonly Unit[], isReversed: boolean): Pair[] {
  if (isReversed) {
    return pairUnits(after, before, false)
      .map(([a, b]): Pair => [b, a])
      .sort(byAfter)
  }
  const pairing = new Pairing(before, after)
  pairing.ends()
  pairing.byId(false)
  pairing.exact()
  pairing.alike()
  return pairing.pairs.sort(byAfter)
}

/** The same for where one is to become the other: what has the same id is the same, whatever became of its words. */
export function pairById(before: readonly Unit[], after: readonly Unit[]): Pair[] {
  const pairing = new Pairing(before, after)
  pairing.byId(true)
  pairing.ends()
  pairing.exact()
  pairing.alike()
  return pairing.pairs.sort(byAfter)
}

/**
 * The same for what stands in no common order: counterparts by their ids, where enough of their words is left, and by so many of
 * the same words that they are not so by chance.
 */
export function pairApart(before: readonly Unit[], after: readonly Unit[]): Pair[] {
  const pairing = new Pairing(before, after)
  pairing.byId(false)
  pairing.exactOnce(apartWeightMin)
  pairing.alikeElsewhere(apartWeightMin)
  return pairing.pairs.sort(byAfter)
}

function byAfter(a: Pair, b: Pair): number {
  return a[1] - b[1]
}

class Pairing {
  readonly pairs: Pair[] = []
  readonly #before: readonly Unit[]
  readonly #after: readonly Unit[]
  readonly #pairedBefore: boolean[]
  readonly #pairedAfter: boolean[]
  readonly #words = new Map<Unit, Words>()

  constructor(before: readonly Unit[], after: readonly Unit[]) {
    this.#before = before
    this.#after = after
    this.#pairedBefore = before.map(() => false)
    this.#pairedAfter = after.map(() => false)
  }

  /** What both begin and end with. */
  ends(): void {
    const [n, m] = [this.#before.length, this.#after.length]
    let from = 0
    const areSame = (i: number, j: number): boolean => this.#before[i]?.key === this.#after[j]?.key
    for (; from < Math.min(n, m) && areSame(from, from); from++) this.#pairFree(from, from)
    for (let back = 1; back <= Math.min(n, m) - from; back++) {
      if (!areSame(n - back, m - back)) return
      this.#pairFree(n - back, m - back)
    }
  }

  byId(isTrusted: boolean): void {
    const places = uniquePlaces(this.#before, this.#pairedBefore, ({ id }) => id)
    for (const [id, j] of uniquePlaces(this.#after, this.#pairedAfter, ({ id }) => id)) {
      const i = places.get(id)
      const [a, b] = [this.#before[i ?? -1], this.#after[j]]
      if (i === undefined || a?.sort !== b?.sort || a === undefined || b === undefined) continue
      if (isTrusted || a.key === b.key || this.#isRewritten(a, b)) this.#pair(i, j)
    }
  }

  /** Whether what has the same id is still the same passage: some of its words are left, or there were none. */
  #isRewritten(a: Unit, b: Unit): boolean {
    const [words, others] = [this.#wordsOf(a), this.#wordsOf(b)]
    return words.weight === 0 || others.weight === 0 || containment(words, others) >= containedById
  }

  exact(): void {
    this.exactOnce(1)
    // What occurs several times, such as an empty paragraph, has its counterpart between the same neighbours or nowhere.
    for (const [left, right] of this.#stretches()) {
      const free = new Map<string, number[]>()
      for (const i of left) addTo(free, this.#before[i]?.key ?? "", i)
      for (const j of right) {
        const i = free.get(this.#after[j]?.key ?? "")?.shift()
        if (i !== undefined) this.#pair(i, j)
      }
    }
  }

  /** What is the same and occurs once in both. */
  exactOnce(weightMin: number): void {
    const places = uniquePlaces(this.#before, this.#pairedBefore, ({ key }) => key)
    for (const [key, j] of uniquePlaces(this.#after, this.#pairedAfter, ({ key }) => key)) {
      const i = places.get(key)
      if (i !== undefined && this.#wordsOf(this.#after[j]).weight >= weightMin) this.#pair(i, j)
    }
  }

  alikeElsewhere(weightMin: number): void {
    const areLong = ([i, j]: Pair) =>
      this.#wordsOf(this.#before[i]).weight >= weightMin && this.#wordsOf(this.#after[j]).weight >= weightMin
    this.#take(this.#withRareWords().filter(areLong), likeElsewhere)
  }

  alike(): void {
    for (const [left, right] of this.#stretches()) {
      if (left.length * right.length > closeLookMax) continue
      this.#take(
        left.flatMap((i) => right.map((j): Pair => [i, j])),
        likeHere,
      )
    }
    const candidates = this.#withRareWords()
    const stretchOf = this.#stretchOf()
    this.#take(
      candidates.filter(([i, j]) => stretchOf.before[i] === stretchOf.after[j]),
      likeHere,
    )
    this.#take(candidates, likeElsewhere)
  }

  /** The best of these first. */
  #take(candidates: readonly Pair[], likenessMin: number): void {
    const found: { pair: Pair; alike: number }[] = []
    for (const pair of candidates) {
      const [a, b] = [this.#before[pair[0]], this.#after[pair[1]]]
      if (this.#isPaired(pair) || a?.sort !== b?.sort) continue
      const alike = likeness(this.#wordsOf(a), this.#wordsOf(b))
      if (alike >= likenessMin) found.push({ pair, alike })
    }
    found.sort((x, y) => y.alike - x.alike || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1])
    for (const { pair } of found) if (!this.#isPaired(pair)) this.#pair(...pair)
  }

  #withRareWords(): Pair[] {
    const places = new Map<string, number[]>()
    this.#before.forEach((unit, i) => {
      if (this.#pairedBefore[i] === true) return
      for (const word of this.#wordsOf(unit).counts.keys()) addTo(places, word, i)
    })
    const common = new Map<string, number>()
    const free = this.#after.map((_, j) => j).filter((j) => this.#pairedAfter[j] !== true)
    for (const j of free) {
      for (const word of this.#wordsOf(this.#after[j]).counts.keys()) common.set(word, (common.get(word) ?? 0) + 1)
    }
    return free.flatMap((j) => {
      const found = new Set<number>()
      for (const word of this.#wordsOf(this.#after[j]).counts.keys()) {
        const others = places.get(word) ?? []
        if (others.length <= commonMax && (common.get(word) ?? 0) <= commonMax) for (const i of others) found.add(i)
      }
      return Array.from(found, (i): Pair => [i, j])
    })
  }

  /** What is free between pairs that stand in the same order in both. */
  #stretches(): [number[], number[]][] {
    const { before, after } = this.#stretchOf()
    const stretches = new Map<number, [number[], number[]]>()
    const add = (stretch: number, side: 0 | 1, index: number): void => {
      const known = stretches.get(stretch) ?? [[], []]
      known[side].push(index)
      stretches.set(stretch, known)
    }
    before.forEach((stretch, i) => this.#pairedBefore[i] !== true && add(stretch, 0, i))
    after.forEach((stretch, j) => this.#pairedAfter[j] !== true && add(stretch, 1, j))
    return [...stretches.values()].filter(([left, right]) => left.length > 0 && right.length > 0)
  }

  /** For each unit how many pairs in order stand before it. */
  #stretchOf(): { before: number[]; after: number[] } {
    const inOrder = pairsInOrder(this.pairs.sort(byAfter))
    const before = new Set(inOrder.map(([i]) => i))
    const after = new Set(inOrder.map(([, j]) => j))
    const counted = (length: number, anchors: ReadonlySet<number>): number[] => {
      let passed = 0
      return Array.from({ length }, (_, i) => (anchors.has(i) ? ++passed : passed))
    }
    return { before: counted(this.#before.length, before), after: counted(this.#after.length, after) }
  }

  #wordsOf(unit: Unit | undefined): Words {
    if (unit === undefined) return wordsIn("")
    let words = this.#words.get(unit)
    if (words === undefined) this.#words.set(unit, (words = wordsIn(unit.text)))
    return words
  }

  #isPaired([i, j]: Pair): boolean {
    return this.#pairedBefore[i] === true || this.#pairedAfter[j] === true
  }

  #pairFree(i: number, j: number): void {
    if (!this.#isPaired([i, j])) this.#pair(i, j)
  }

  #pair(i: number, j: number): void {
    this.pairs.push([i, j])
    this.#pairedBefore[i] = true
    this.#pairedAfter[j] = true
  }
}

function addTo(places: Map<string, number[]>, name: string, place: number): void {
  const known = places.get(name)
  if (known === undefined) places.set(name, [place])
  else known.push(place)
}

/** Where each name stands that is given to one free unit only. */
function uniquePlaces(
  units: readonly Unit[],
  isTaken: readonly boolean[],
  nameOf: (unit: Unit) => string | undefined,
): Map<string, number> {
  const places = new Map<string, number>()
  const doubled = new Set<string>()
  units.forEach((unit, i) => {
    const name = nameOf(unit)
    if (isTaken[i] === true || name === undefined) return
    if (places.has(name)) doubled.add(name)
    places.set(name, i)
  })
  for (const name of doubled) places.delete(name)
  return places
}

/** The most pairs that stand in the same order in both; the others have moved. `pairs` go by their second place. */
export function pairsInOrder(pairs: readonly Pair[]): Pair[] {
  const ends: number[] = []
  const previous: number[] = []
  pairs.forEach(([before], at) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? 0]?.[0] ?? 0) < before) low = middle + 1
      else high = middle
    }
    previous[at] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = at
  })
  const inOrder: Pair[] = []
  for (let at = ends.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) {
    const pair = pairs[at]
    if (pair !== undefined) inOrder.push(pair)
  }
  return inOrder.reverse()
}
