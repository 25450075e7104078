import {
  canReadRegister,
  canReadVersion,
  closingNow,
  type FreezeCommand,
  isOfSecretariat,
  isPublic,
  type PublicationId,
  type Refusal,
  refusalOf,
  submittable,
  type Version,
  versionOf,
} from "@codraft/publication"
import { type Manifest, type PublicKey, publicPart } from "@codraft/publish/manifest"
import type { Finding } from "@codraft/publish/preflight"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"
import type { Freezing } from "./freezing.ts"
import type { SigningKeySource } from "./signing-key.ts"
import type { SinceFrozen } from "./since-frozen.ts"
import { UnreadableTextError } from "./unreadable-text.ts"
import type { FoundFile, VersionFiles } from "./version-files.ts"

interface VersionsDeps {
  files: VersionFiles
  publications: Publications
  commands: Pick<PublicationCommands, "beforeFreezing">
  freezing: Pick<Freezing, "preflight">
  sinceFrozen: Pick<SinceFrozen, "of">
  key: SigningKeySource
}

/** A version as the caller may know of it. */
export type ShownVersion = Version & {
  /** Whether its text and files are there for the caller. */
  readonly mayOpen: boolean
}

export interface FrozenRecord {
  readonly findings: readonly Finding[]
  readonly overrides: FreezeCommand["overrides"]
}

/** A file that somebody has, as a file of a version. */
export interface KnownFile {
  readonly publication: { readonly title: string }
  readonly version: Pick<Version, "number" | "kind" | "symbol" | "title" | "frozenAt">
  readonly name: string
}

/** What was frozen, for whoever may read it. */
export class PublicationVersions {
  readonly #deps: VersionsDeps

  constructor(deps: VersionsDeps) {
    this.#deps = deps
  }

  /** Newest first; null for a publication that is not the caller's. */
  list(session: Session, id: PublicationId): ShownVersion[] | null {
    const publication = this.#deps.publications.whole(session, id)
    if (publication === null) return null
    return publication.versions
      .map((version) => ({ ...version, mayOpen: canReadVersion(publication, session.personId, version.number) }))
      .toReversed()
  }

  /** One version, with what was signed once it is sealed; null where the caller may not read it, as where there is none. */
  async open(
    session: Session,
    id: PublicationId,
    number: number,
  ): Promise<{ version: Version; manifest: Manifest | null; record: FrozenRecord | null } | null> {
    const version = this.readable(session, id, number)
    if (version === null) return null
    const { files } = this.#deps
    const publication = this.#deps.publications.whole(session, id)
    const member = publication?.members[session.personId]
    const isInside = publication !== null && member !== undefined && isOfSecretariat(publication, member)
    const record = isInside ? ((await files.json(version.recordSha256)) as FrozenRecord) : null
    return {
      version,
      manifest: await files.manifest(version),
      record: record && { findings: record.findings, overrides: record.overrides },
    }
  }

  /** A file of a version; its content is there before the others are made. Null as `open`, and for a name that it has not. */
  async file(session: Session, id: PublicationId, number: number, name: string): Promise<FoundFile | null> {
    const version = this.readable(session, id, number)
    if (version === null) return null
    if (!isPublic({ name }) && !this.#readsRegister(session, id)) return null
    return this.#deps.files.file(version, name)
  }

  #readsRegister(session: Session, id: PublicationId): boolean {
    const publication = this.#deps.publications.whole(session, id)
    return publication !== null && canReadRegister(publication, session.personId)
  }

  /** An image of its texts, which its manifest lists: there is none before the version is sealed. Null as `file`. */
  async image(session: Session, id: PublicationId, number: number, blob: string): Promise<FoundFile | null> {
    const version = this.readable(session, id, number)
    return version && this.#deps.files.image(version, blob)
  }

  /** What stands in the way of a freeze now; null as `list`. */
  async preflight(
    session: Session,
    command: FreezeCommand,
  ): Promise<{ number: number; findings: readonly Finding[] } | { refusal: Refusal } | null> {
    const asked = await this.#deps.commands.beforeFreezing(session, command)
    if (asked === null || "refusal" in asked) return asked
    if ((await this.#deps.key.current()) === null) return { refusal: refusalOf("no-signing-key") }
    try {
      return { number: asked.plan.number, findings: await this.#deps.freezing.preflight(asked.moment, asked.plan) }
    } catch (error) {
      if (!(error instanceof UnreadableTextError)) throw error
      return { refusal: refusalOf("section-unreadable", { section: error.section.title }) }
    }
  }

  /** What marking a version as submitted would close now; null as `list`. Nothing closes by asking. */
  async closing(
    session: Session,
    id: PublicationId,
    number: number,
  ): Promise<ReturnType<typeof closingNow> | { refusal: Refusal } | null> {
    const publication = this.#deps.publications.whole(session, id)
    if (publication === null) return null
    const ready = submittable(publication, session.personId, number)
    if ("refusal" in ready) return ready
    return closingNow(publication, await this.#deps.sinceFrozen.of(publication, ready.version))
  }

  /** A version that the caller may open; null for every other, as where there is none. */
  readable(session: Session, id: PublicationId, number: number): Version | null {
    const publication = this.#deps.publications.whole(session, id)
    if (publication === null || !canReadVersion(publication, session.personId, number)) return null
    return versionOf(publication, number)
  }

  /** Every key that signs here or has signed: the present one first. */
  keys(): PublicKey[] {
    const keys = new Map<string, PublicKey>()
    const own = this.#deps.key.known
    for (const { kid, x } of [...(own === null ? [] : [own]), ...this.#seals().map(({ key }) => key)])
      keys.set(kid, publicPart({ kty: "OKP", crv: "Ed25519", kid, x }))

    return [...keys.values()]
  }

  /** Of which version a file is, for whoever holds it in their hands and so knows what is in it. */
  fileOf(sha256: string): KnownFile | null {
    for (const { title, versions } of this.#deps.publications.all()) {
      for (const { number, kind, symbol, title: versionTitle, frozenAt, seal } of versions) {
        const file = seal?.files.find((one) => one.sha256 === sha256)
        if (file === undefined) continue
        return {
          publication: { title },
          version: { number, kind, symbol, title: versionTitle, frozenAt },
          name: file.name,
        }
      }
    }
    return null
  }

  #seals() {
    return this.#deps.publications.all().flatMap(({ versions }) => versions.flatMap(({ seal }) => seal ?? []))
  }
}
