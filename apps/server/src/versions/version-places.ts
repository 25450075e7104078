import {
  type FrozenWords,
  type PersonId,
  type Publication,
  type Refusal,
  type ReviewCommand,
  type Version,
  versionCommentRefusal,
  versionOf,
} from "@codraft/publication"
import { type SectionPlaces, type TypedPlace, type TypedPlaceAnswer, wordsAt } from "@codraft/publish/places"
import type { Blobs } from "@codraft/storage"
import type { VersionPress } from "./version-press.ts"

interface PlacesDeps {
  blobs: Pick<Blobs, "get">
  press: Pick<VersionPress, "places" | "typed">
}

type AddComment = Extract<ReviewCommand, { type: "addComment" }>
export type FrozenAnswer = FrozenWords | Refusal | null

/** Versions whose places are kept: those that are commented on at a time, each about as large as its text. */
const knownMax = 4

/** What can be commented on in versions: read from each once, away from the thread that serves people. */
export class VersionPlaces {
  readonly #deps: PlacesDeps
  readonly #known = new Map<string, Promise<readonly SectionPlaces[]>>()
  /** One version is read at a time: whoever comments on many at once takes one thread all the same. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(deps: PlacesDeps) {
    this.#deps = deps
  }

  /** What the version itself says of the words that a comment is to be on; null for a comment on the draft, and for whoever may not comment on the version. */
  async asked(
    state: Publication | null,
    { version: asked }: Pick<AddComment, "version">,
    personId: PersonId,
    at: number,
  ): Promise<FrozenAnswer> {
    if (state === null || asked === undefined) return null
    const version = versionOf(state, asked.number)
    if (version === null || versionCommentRefusal(state, personId, asked.number, at) !== null) return null
    return wordsAt(await this.#of(version.contentSha256), asked)
  }

  /** Where a version has what the rows of a table name: one table after the other. */
  typed({ contentSha256 }: Pick<Version, "contentSha256">, rows: readonly TypedPlace[]): Promise<TypedPlaceAnswer[]> {
    return this.#inTurn(async () => this.#deps.press.typed({ content: await this.#content(contentSha256), rows }))
  }

  #of(sha256: string): Promise<readonly SectionPlaces[]> {
    const known = this.#known.get(sha256)
    const places = known ?? this.#inTurn(() => this.#read(sha256))
    // The one that was asked for longest ago makes room.
    this.#known.delete(sha256)
    this.#known.set(sha256, places)
    const [oldest] = this.#known.keys()
    if (this.#known.size > knownMax && oldest !== undefined) this.#known.delete(oldest)
    if (known === undefined) places.catch(() => this.#known.get(sha256) === places && this.#known.delete(sha256))
    return places
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => {})
    return turn
  }

  async #read(sha256: string): Promise<readonly SectionPlaces[]> {
    return this.#deps.press.places(await this.#content(sha256))
  }

  async #content(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
    const content = await this.#deps.blobs.get(sha256)
    if (content === null) throw new Error("the content of a version is lost")
    return new Uint8Array(content)
  }
}
