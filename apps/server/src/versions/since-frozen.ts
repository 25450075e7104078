import type { Reader } from "@codraft/document/reader"
import {
  type Publication,
  type SectionId,
  SectionIdSchema,
  streams,
  type SubmittedTexts,
  type Version,
} from "@codraft/publication"
import type { Blobs, Log, Position, Snapshots } from "@codraft/storage"
import type { PastTexts } from "../sections/past-texts.ts"
import type { VersionPress } from "./version-press.ts"

interface SinceFrozenDeps {
  log: Pick<Log, "heads">
  past: Pick<PastTexts, "partsFrom">
  snapshots: Pick<Snapshots, "get">
  reader: Pick<Reader, "moment">
  blobs: Pick<Blobs, "get">
  press: Pick<VersionPress, "changed">
}

/** What has become of the sections of a version, and up to where their texts were looked at. */
export interface DraftSince extends SubmittedTexts {
  readonly positions: ReadonlyMap<SectionId, Position>
}

/** Compares the draft with what was frozen of it, away from the thread that serves people. */
export class SinceFrozen {
  readonly #deps: SinceFrozenDeps

  constructor(deps: SinceFrozenDeps) {
    this.#deps = deps
  }

  /** Of the sections whose text is in a version: which have other words by now. */
  async of(publication: Publication, version: Version): Promise<DraftSince> {
    const { log, blobs, press } = this.#deps
    const cut = cutIn(await this.#bytes(version.recordSha256))
    const sections = [...cut.keys()]
    const heads = await log.heads(sections.map((id) => streams.text(id)))
    const positions = new Map(sections.map((id) => [id, heads.get(streams.text(id)) ?? 0]))
    const texts = new Map<SectionId, string>()
    for (const [id, position] of positions) {
      const section = publication.sections[id]
      // What left the outline has no text here; where nothing was logged since, nothing has changed.
      if (section === undefined || position === cut.get(id)) continue
      texts.set(id, await this.#text(section, position))
    }
    if (texts.size === 0) return { sections, changed: [], positions }
    const content = new Uint8Array((await blobs.get(version.contentSha256)) ?? [])
    return { sections, changed: await press.changed({ content, texts }), positions }
  }

  async #text({ id, language, dir }: Publication["sections"][SectionId], position: Position): Promise<string> {
    const snapshot = await this.#deps.snapshots.get(streams.text(id))
    const parts = await this.#deps.past.partsFrom(id, position, snapshot)
    return this.#deps.reader.moment(parts, { language, dir }, "json")
  }

  async #bytes(sha256: string): Promise<Uint8Array> {
    const bytes = await this.#deps.blobs.get(sha256)
    if (bytes === null) throw new Error(`the blob ${sha256} of a version is gone`)
    return bytes
  }
}

/** Where the texts that are in a version stood, from its record. */
function cutIn(record: Uint8Array): Map<SectionId, Position> {
  const { cut } = JSON.parse(new TextDecoder().decode(record)) as { cut: { texts: Record<string, Position> } }
  return new Map(Object.entries(cut.texts).map(([id, position]) => [SectionIdSchema.parse(id), position]))
}
