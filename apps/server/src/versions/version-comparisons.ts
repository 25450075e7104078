import { createHash } from "node:crypto"
import { FreezeCommandSchema, type PublicationId } from "@codraft/publication"
import type { Blobs } from "@codraft/storage"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import type { Session } from "../sessions.ts"
import type { Freezing } from "./freezing.ts"
import { KeptResults } from "./kept-results.ts"
import type { PublicationVersions } from "./publication-versions.ts"
import { imageHashesIn } from "./redline-images.ts"
import type { ComparedJob, VersionPress } from "./version-press.ts"

interface ComparisonsDeps {
  versions: Pick<PublicationVersions, "readable">
  commands: Pick<PublicationCommands, "beforeFreezing">
  freezing: Pick<Freezing, "texts">
  blobs: Pick<Blobs, "get">
  press: Pick<VersionPress, "comparison" | "redline">
  /** Another build may find other changes. */
  build: string | null
}

/** A version by its number, or the draft. */
export type ComparedName = number | "draft"

export interface FoundComparison {
  /** The same as long as both are. */
  readonly etag: string
  /** JSON, packed by gzip. */
  packed(): Promise<Uint8Array<ArrayBuffer>>
  /** A Word file; rejects with `NoRedlineError` where there can be none. */
  redline(): Promise<Uint8Array<ArrayBuffer>>
}

/** What can be compared: what it holds, in a word, and how to come by it. */
interface Side {
  readonly hash: string
  read(): Promise<ComparedJob>
}

/** A comparison of 300 pages takes a few hundred kilobytes. */
const keptBytesMax = 32_000_000
/** A redline has the images of both with it. */
const redlineBytesMax = 48_000_000
const waitingMax = 8

/** Why there is no redline; the message is for people. */
export class NoRedlineError extends Error {
  override name = "NoRedlineError"
}

/** What became of one version in another, or in the draft, for whoever may read both. */
export class VersionComparisons {
  readonly #deps: ComparisonsDeps
  readonly #results = new KeptResults({ bytesMax: keptBytesMax, waitingMax })
  readonly #redlines = new KeptResults({ bytesMax: redlineBytesMax, waitingMax })

  constructor(deps: ComparisonsDeps) {
    this.#deps = deps
  }

  /** Null where the caller may not read one of the two, as where there is none. */
  async find(
    session: Session,
    id: PublicationId,
    before: ComparedName,
    after: ComparedName,
  ): Promise<FoundComparison | null> {
    const was = await this.side(session, id, before)
    if (was === null) return null
    const now = await this.side(session, id, after)
    if (now === null) return null
    const etag = hashOf([this.#deps.build ?? "", was.hash, now.hash])
    const make = async () => this.#deps.press.comparison({ before: await was.read(), after: await now.read() })
    return {
      etag,
      packed: () => this.#results.get(etag, make),
      redline: () => this.#redlines.get(etag, async () => this.#redline(await was.read(), await now.read())),
    }
  }

  async #redline(before: ComparedJob, after: ComparedJob): Promise<Uint8Array<ArrayBuffer>> {
    const images = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const hash of new Set([before, after].flatMap(imageHashesIn))) {
      const bytes = await this.#deps.blobs.get(hash)
      if (bytes !== null) images.set(hash, new Uint8Array(bytes))
    }
    const made = await this.#deps.press.redline({ before, after, images })
    if ("reason" in made) throw new NoRedlineError(made.reason)
    return made.bytes
  }

  /** The draft is for who may freeze it: as a freeze by them would make it now, with nothing that they may not read. */
  async side(session: Session, id: PublicationId, name: ComparedName): Promise<Side | null> {
    return name === "draft" ? this.#draft(session, id) : this.#version(session, id, name)
  }

  #version(session: Session, id: PublicationId, number: number): Side | null {
    const version = this.#deps.versions.readable(session, id, number)
    if (version === null) return null
    const { contentSha256 } = version
    return {
      hash: contentSha256,
      read: async () => {
        const bytes = await this.#deps.blobs.get(contentSha256)
        if (bytes === null) throw new Error(`the content of version ${number} of ${id} is lost`)
        return { content: new Uint8Array(bytes) }
      },
    }
  }

  async #draft(session: Session, publicationId: PublicationId): Promise<Side | null> {
    const freeze = FreezeCommandSchema.parse({ type: "freezeVersion", publicationId, title: "Draft" })
    const asked = await this.#deps.commands.beforeFreezing(session, freeze)
    if (asked === null || "refusal" in asked) return null
    const { moment, plan } = asked
    const { facts, texts } = moment.cut
    return {
      hash: hashOf([session.personId, ...sorted(facts), ...sorted(texts)]),
      read: async () => ({ draft: await this.#deps.freezing.texts(moment, plan) }),
    }
  }
}

function sorted(positions: ReadonlyMap<string, number>): string[] {
  return Array.from(positions, ([stream, position]) => `${stream} ${position}`).sort()
}

function hashOf(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex")
}
