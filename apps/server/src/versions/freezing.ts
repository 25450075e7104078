import type { Reader } from "@codraft/document/reader"
import {
  allThreads,
  asSeen,
  can,
  canJoin,
  type FreezePlan,
  type PersonId,
  type Publication,
  type SectionId,
  streams,
  type Threads,
  type Version,
  visibleTo,
} from "@codraft/publication"
import { blockersOf, type Finding, type PreflightFacts } from "@codraft/publish/preflight"
import type { Blobs, Snapshot, Snapshots } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import type { PastTexts } from "../sections/past-texts.ts"
import { keptNote } from "./cover-notes.ts"
import type { Cut } from "./cut.ts"
import { registerAt } from "./register-at.ts"
import { isDamage, UnreadableTextError } from "./unreadable-text.ts"
import type { MadeValue, TextsAtCut, VersionPress } from "./version-press.ts"

interface FreezingDeps {
  past: Pick<PastTexts, "partsFrom">
  snapshots: Pick<Snapshots, "get">
  reader: Pick<Reader, "moment" | "anchoredThreads">
  blobs: Blobs
  hub: Pick<Hub, "present">
  press: Pick<VersionPress, "value">
}

/** What is frozen: the full state, who asks, and where everything stood at that moment. */
export interface Moment {
  readonly publication: Publication
  readonly threads: Threads
  readonly personId: PersonId
  readonly at: number
  readonly cut: Cut
}

export interface FrozenBlobs {
  readonly contentSha256: Version["contentSha256"]
  readonly recordSha256: Version["recordSha256"]
  readonly coverSha256?: Version["coverSha256"]
  readonly registerSha256?: Version["registerSha256"]
  readonly blockers: ReturnType<typeof blockersOf>
  readonly unprintableInNote: readonly string[]
}

/** Makes the value of a version of what was in the log at one moment, away from the thread that serves people. */
export class Freezing {
  readonly #deps: FreezingDeps

  constructor(deps: FreezingDeps) {
    this.#deps = deps
  }

  /** The value and its record, kept as blobs. Until an event names them they are no version, and nobody finds them. */
  async freeze(moment: Moment, plan: FreezePlan): Promise<FrozenBlobs> {
    const { content, findings, starts, unprintableInNote } = await this.#value(moment, plan)
    const record = {
      cut: { facts: Object.fromEntries(moment.cut.facts), texts: Object.fromEntries(moment.cut.texts) },
      findings,
      overrides: plan.overrides,
    }
    const contentSha256 = await this.#deps.blobs.put(content)
    const recordSha256 = await this.#deps.blobs.put(new TextEncoder().encode(JSON.stringify(record)))
    return {
      contentSha256,
      recordSha256,
      ...(await this.#beside(moment, plan, starts)),
      blockers: blockersOf(findings),
      unprintableInNote,
    }
  }

  /** What goes with it, as far as it was asked for. */
  async #beside(
    moment: Moment,
    plan: FreezePlan,
    starts: MadeValue["starts"],
  ): Promise<Pick<Version, "coverSha256" | "registerSha256">> {
    const { blobs, past, snapshots, reader } = this.#deps
    const { publication, personId } = moment
    const { coverNote, withRegister } = plan
    return {
      ...(coverNote === null ? {} : { coverSha256: await blobs.put(keptNote(publication, personId, coverNote)) }),
      ...(withRegister
        ? { registerSha256: await blobs.put(await registerAt(moment, plan, starts, { past, snapshots, reader })) }
        : {}),
    }
  }

  /** What the list would say now; nothing is kept. */
  async preflight(moment: Moment, plan: FreezePlan): Promise<readonly Finding[]> {
    return (await this.#value(moment, plan)).findings
  }

  async #value(moment: Moment, plan: FreezePlan): Promise<MadeValue> {
    return this.#deps.press.value({
      ...(await this.texts(moment, plan)),
      facts: this.#facts(moment),
      coverNote: plan.coverNote,
    })
  }

  /** What the value is made of; nothing is kept. */
  async texts(moment: Moment, plan: FreezePlan): Promise<TextsAtCut> {
    const { publication, personId, at, cut } = moment
    const { number, kind, symbol, title, note } = plan
    const seen = visibleTo(publication, personId)
    // At once, before anybody compacts: then there is little log between a snapshot and the cut.
    const bases = await Promise.all(plan.sections.map((id) => this.#deps.snapshots.get(streams.text(id))))
    const texts = new Map<SectionId, string>()
    // One text at a time: the reader has more to do than this.
    for (const [i, id] of plan.sections.entries()) {
      const section = seen.sections[id]
      if (section === undefined) throw new Error(`section ${id} is planned and not seen`)
      texts.set(id, await this.#text(section, cut.texts.get(id) ?? 0, bases[i] ?? null))
    }
    const version = { number, kind, symbol, title, note, frozenAt: at, timeZone: publication.timeZone }
    return { publication: seen, version, texts }
  }

  /** Where a snapshot is damaged, all is in the log as well. Rejects with `UnreadableTextError` where that is damaged too. */
  async #text(section: Publication["sections"][SectionId], position: number, base: Snapshot | null): Promise<string> {
    const { id, language, dir } = section
    const read = async (snapshot: Snapshot | null) =>
      this.#deps.reader.moment(await this.#deps.past.partsFrom(id, position, snapshot), { language, dir }, "json")
    try {
      return await read(base).catch((error: unknown) => {
        if (base === null || !isDamage(error)) throw error
        return read(null)
      })
    } catch (error) {
      throw isDamage(error) ? new UnreadableTextError(section, error) : error
    }
  }

  #facts({ publication, threads, personId, at }: Moment): PreflightFacts {
    const openComments = new Map<SectionId, number>()
    for (const thread of allThreads(threads)) {
      const { isGone, sectionId, state, place } = asSeen(publication, personId, thread)
      if (isGone || sectionId === null || (state !== "open" && state !== "answered")) continue
      if (!canJoin(publication, personId, place)) continue
      openComments.set(sectionId, (openComments.get(sectionId) ?? 0) + 1)
    }
    const sections = Object.values(publication.sections)
    return {
      openComments,
      closed: new Set(sections.filter(({ state }) => state === "closed" || state === "submitted").map(({ id }) => id)),
      writing: new Map(sections.map(({ id }) => [id, this.#writersIn(publication, id, personId, at)])),
      targets: new Map(sections.map(({ id, targets }) => [id, targets])),
    }
  }

  /** How many others are in a section now and may write it. */
  #writersIn(publication: Publication, sectionId: SectionId, personId: PersonId, at: number): number {
    const people = this.#deps.hub.present(sectionId) as PersonId[]
    return people.filter(
      (other) => other !== personId && can(publication, other, "writeSection", { sectionId, at }).allowed,
    ).length
  }
}
