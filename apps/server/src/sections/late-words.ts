import assert from "node:assert/strict"
import type { Brought, Followed, FollowRequest, Reader } from "@codraft/document/reader"
import {
  isPublishedBy,
  type PassagePlan,
  type PersonId,
  refusalOf,
  type SectionId,
  streams,
} from "@codraft/publication"
import { type Append, type Log, type Position, readAll } from "@codraft/storage"
import { decodeTextEntry } from "@codraft/sync/protocol"
import {
  type Facts,
  type Followers,
  type Hub,
  type JointChange,
  type LateRoute,
  type LateWords,
  mergeUpdates,
  RouteChanged,
  type WriteBasis,
} from "@codraft/sync/server"
import type { Move } from "../facts/moves.ts"
import { PassageRefused } from "./passages.ts"
import type { PastTexts } from "./past-texts.ts"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"

export interface LateWordsDeps {
  log: Log
  reader: Pick<Reader, "followPassage" | "takeOutLate">
  past: Pick<PastTexts, "parts">
  hub: Pick<Hub, "writeTogether">
  publications: Pick<Publications, "movesOutOf" | "known" | "writeRefusal" | "catchUp">
  commands: Pick<PublicationCommands, "bringImages" | "announce">
  now: () => number
}

/** The moves that words make one after the other, from the text that they were written to. */
type Way = readonly Move[]

interface Words extends Pick<LateWords, "sectionId" | "author" | "update" | "isStep2"> {
  /** All that their author has written there by now. */
  readonly isAll?: boolean
}

/** A tab that is connected hears of a move within seconds; it waits while somebody composes a letter. */
const HEARS_WITHIN_MS = 10 * 60_000
/** Of one text, no more are looked through; and no passage is followed further. */
const MOVES_MAX = 200
const WAY_MAX = 20
const PAGE_ENTRIES = 1_000
const BROUGHT_MAX = 200
const BROUGHT_RUNS_MAX = 2_000
const ENTRY_BYTES_MAX = 16 * 2 ** 20
/** Writes what is logged nowhere: neither a person's client nor a server's. */
const NOBODY = 2 ** 49

/**
 * Finds for words that were written into a passage, by somebody who did not know that it had moved, the text in which it is now; and has
 * them put there. A passage that has moved on is followed from text to text.
 */
export class LateWordsFollow implements Followers {
  readonly #deps: LateWordsDeps
  /** What has been brought over in the last moments, by move and author: a word arrives letter by letter. */
  readonly #brought = new Map<string, Brought[]>()

  constructor(deps: LateWordsDeps) {
    this.#deps = deps
  }

  lookInto(sectionId: SectionId): ReturnType<Followers["lookInto"]> {
    const { moves, isFormer } = this.#deps.publications.movesOutOf(sectionId)
    if (isFormer) return "all"
    return moves.length === 0 ? "none" : "built-on-deleted"
  }

  async route(words: LateWords): Promise<LateRoute> {
    try {
      return await this.#routeOf(words)
    } catch (error) {
      if (error instanceof PassageRefused) return { kind: "refused", refusal: error.refusal }
      throw error
    }
  }

  /**
   * What was written into a passage between its being cut and its being pasted is in the log, and in neither text: it is put into the one to
   * which the passage has come, in the names of those who wrote it. `pastedAt` is where the log of the text that it left stood then: what
   * came later has been followed.
   */
  async gather(
    { moveId, from: { id: fromId } }: Pick<PassagePlan, "moveId" | "from">,
    pastedAt: Position,
  ): Promise<void> {
    const { hub, log, publications } = this.#deps
    const move = publications.movesOutOf(fromId).moves.find((one) => one.moveId === moveId)
    if (move === undefined || move.from.cut === null) return
    const byAuthor = new Map<string, Uint8Array[]>()
    for await (const entries of readAll(log, streams.text(fromId), move.from.position))
      for (const { author, data, position } of entries)
        if (author !== null && position <= pastedAt)
          byAuthor.set(author, [...(byAuthor.get(author) ?? []), decodeTextEntry(data).update])
    for (const [author, updates] of byAuthor) {
      const words = { sectionId: fromId, author, update: mergeUpdates(updates), isStep2: false, isAll: true }
      if ((await this.#follow(words, [move], NOBODY, null)) === null) continue
      const sections = [fromId, move.to.sectionId]
      await hub.writeTogether(sections, author, (bases) => this.#made(words, [[move]], sections, bases))
    }
  }

  async #routeOf(words: LateWords): Promise<LateRoute> {
    const { publications } = this.#deps
    // Another server may have moved something.
    if (words.attempt > 1) await publications.catchUp()
    const { isFormer } = publications.movesOutOf(words.sectionId)
    const ways = await this.#waysOf(words)
    if (ways.length === 0)
      return isFormer ? { kind: "refused", refusal: refusalOf("passage-moved-on") } : { kind: "here" }
    const sections = [words.sectionId, ...new Set(ways.map((way) => endOf(way)).filter((id) => id !== words.sectionId))]
    const cannot = sections.some((id) => publications.writeRefusal({ personId: words.author as PersonId }, id) !== null)
    if (cannot) return { kind: "refused", refusal: refusalOf("passage-moved-on") }
    const count = () => sections.map((id) => publications.movesOutOf(id).moves.length).join(" ")
    const known = count()
    const make = async (bases: readonly WriteBasis[]) => {
      if (count() !== known) throw new RouteChanged("Something has moved on meanwhile.")
      return this.#made(words, ways, sections, bases)
    }
    return { kind: "there", sections: sections.slice(1), make }
  }

  /** From each passage in which some of the words stand to wherever parts of it are now. */
  async #waysOf(words: LateWords): Promise<Way[]> {
    const { moves } = this.#deps.publications.movesOutOf(words.sectionId)
    const since = words.isStep2 ? 0 : this.#deps.now() - HEARS_WITHIN_MS
    const ways: Way[] = []
    for (const move of moves.filter(({ at }) => at >= since).slice(-MOVES_MAX)) {
      const followed = await this.#follow(words, [move], NOBODY, null)
      if (followed !== null) ways.push(...(await this.#onward([move], followed.change)))
    }
    return ways
  }

  async #onward(way: Way, change: Uint8Array): Promise<Way[]> {
    const last = way.at(-1)
    if (last === undefined || way.length > WAY_MAX) return [way]
    const { moves, isFormer } = this.#deps.publications.movesOutOf(last.to.sectionId)
    const ways: Way[] = isFormer ? [] : [way]
    for (const move of moves.filter(({ from }) => from.position > last.to.position).slice(-MOVES_MAX)) {
      const words = { sectionId: last.to.sectionId, author: "", update: change, isStep2: false }
      const followed = await this.#follow(words, [move], NOBODY + way.length, null)
      if (followed !== null) ways.push(...(await this.#onward([...way, move], followed.change)))
    }
    return ways
  }

  /** What is to be changed in the texts besides, made from exactly what they are. */
  async #made(
    words: Words,
    ways: readonly Way[],
    sections: readonly SectionId[],
    bases: readonly WriteBasis[],
  ): Promise<JointChange> {
    const { reader, commands } = this.#deps
    const changes = sections.map((): Uint8Array[] => [])
    const facts: Append[] = []
    const strays: Followed["strays"][number][] = []
    const remembered = new Map<string, readonly Brought[]>()
    for (const way of ways) {
      const place = sections.indexOf(endOf(way))
      const basis = bases[place]
      assert(basis !== undefined, "each way ends in one of the texts")
      const now = [...basis.parts, ...(changes[place] ?? [])]
      const followed = await this.#follow(words, way, basis.clientId, now)
      if (followed === null) continue
      const [only] = way
      if (only !== undefined && way.length === 1) remembered.set(keyOf(only, words.author), followed.brought)
      changes[place]?.push(followed.change)
      strays.push(...followed.strays)
      const images = commands.bringImages(words.sectionId, endOf(way), followed.images, words.author as PersonId)
      if (!Array.isArray(images)) throw new PassageRefused(images)
      facts.push(...images)
    }
    const own = bases[0]
    assert(own !== undefined, "words are written to a text")
    const parts = [...own.parts, words.update, ...(changes[0] ?? [])]
    changes[0]?.push(await reader.takeOutLate(parts, strays))
    return {
      updates: changes.map((updates) => (updates.length === 0 ? null : { update: mergeUpdates(updates) })),
      facts: mergedFacts(facts),
      written: (facts) => {
        for (const [key, brought] of remembered) this.#remember(key, brought)
        commands.announce(facts)
      },
    }
  }

  #remember(key: string, brought: readonly Brought[]): void {
    const all = [...(this.#brought.get(key) ?? []), ...brought]
    this.#brought.delete(key)
    this.#brought.set(key, all.slice(-BROUGHT_RUNS_MAX))
    for (const oldest of this.#brought.keys()) if (this.#brought.size > BROUGHT_MAX) this.#brought.delete(oldest)
  }

  /** Along the way, to its last text as it is `now`; null: to what it was when the last passage came into it. */
  async #follow(words: Words, way: Way, clientId: number, now: readonly Uint8Array[] | null): Promise<Followed | null> {
    let { update } = words
    let first: Followed | null = null
    for (const [i, move] of way.entries()) {
      const isLast = i === way.length - 1
      const request = await this.#requestOf(move, {
        update,
        clientId: isLast ? clientId : NOBODY + i,
        tellsAll: words.isStep2 && i === 0,
        now: isLast ? now : null,
        asNew: now === null,
        earlier:
          i === 0 && words.author !== "" && words.isAll !== true ? await this.#earlierOf(move, words.author) : [],
        brought: way.length === 1 ? (this.#brought.get(keyOf(move, words.author)) ?? []) : [],
      })
      const followed = await this.#deps.reader.followPassage(request)
      if (followed === "unreadable" || followed === "too-large") throw new PassageRefused(refusalOf("passage-moved-on"))
      if (followed === null) return null
      first ??= followed
      if (isLast) return { ...followed, strays: first.strays }
      update = followed.change
    }
    return null
  }

  async #requestOf(
    move: Move,
    more: Omit<FollowRequest, "from" | "to" | "cut" | "isWhole" | "withMarks">,
  ): Promise<FollowRequest> {
    const { publications } = this.#deps
    const [from, to] = [publications.known(move.from.sectionId), publications.known(move.to.sectionId)]
    assert(from !== null && to !== null, "a passage moves between sections")
    const isPublished = isPublishedBy(from.publication, from.section, to.section)
    return {
      ...more,
      from: await this.#endOf(move.from, from.section),
      to: await this.#endOf(move.to, to.section),
      cut: move.from.cut,
      isWhole: move.from.isWhole,
      withMarks: !isPublished,
    }
  }

  async #endOf(
    { sectionId, position }: Move["to"],
    { language, dir }: Pick<FollowRequest["to"], "language" | "dir">,
  ): Promise<FollowRequest["to"]> {
    const { log, past } = this.#deps
    const [entry] = await log.read(streams.text(sectionId), position - 1, { entries: 1, bytes: ENTRY_BYTES_MAX })
    assert(entry?.position === position, `${sectionId} has the entry by which something moved`)
    const parts = await past.parts(sectionId, position - 1)
    return { section: sectionId, language, dir, parts, change: decodeTextEntry(entry.data).update }
  }

  /** What this person has written to the text since the passage left it. */
  async #earlierOf({ from }: Move, author: string): Promise<Uint8Array[]> {
    const updates: Uint8Array[] = []
    for (let at: Position = from.position; ; ) {
      const page = await this.#deps.log.read(streams.text(from.sectionId), at, { entries: PAGE_ENTRIES })
      const last = page.at(-1)
      if (last === undefined) return updates
      for (const entry of page) if (entry.author === author) updates.push(decodeTextEntry(entry.data).update)
      at = last.position
    }
  }
}

function endOf(way: Way): SectionId {
  const last = way.at(-1)
  assert(last !== undefined, "a way has a move")
  return last.to.sectionId
}

function keyOf({ moveId }: Move, author: string): string {
  return `${moveId} ${author}`
}

/** Each stream once. */
function mergedFacts(facts: readonly Append[]): Facts {
  const byStream = new Map<string, Append>()
  for (const one of facts) {
    const known = byStream.get(one.stream)
    byStream.set(one.stream, known === undefined ? one : { ...known, entries: [...known.entries, ...one.entries] })
  }
  return [...byStream.values()]
}
