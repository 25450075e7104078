import { createHash, randomBytes } from "node:crypto"
import {
  correctionsOf,
  isPublic,
  isValid,
  type Link,
  type Publication,
  type ShareCommand,
  type Version,
  versionBehind,
  versionOf,
} from "@codraft/publication"
import { BlobHashSchema } from "@codraft/publication/images"
import type { Manifest } from "@codraft/publish/manifest"
import type { Outcome, PublicationCommands } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"
import type { FoundFile, VersionFiles } from "./version-files.ts"

interface SharedDeps {
  files: VersionFiles
  publications: Pick<Publications, "all">
  commands: Pick<PublicationCommands, "execute">
  now: () => number
}

/** A version as whoever has a link to it knows of it: what was signed, and nothing of how it came about or who else has it. */
export interface SharedVersion {
  readonly publication: { readonly title: string; readonly language: string; readonly timeZone: string }
  readonly version: Pick<Version, "number" | "kind" | "symbol" | "title" | "note" | "frozenAt" | "contentSha256"> & {
    /** As in the manifest; null until it is signed. */
    readonly frozenBy: Manifest["version"]["frozenBy"] | null
    readonly manifestSha256: string | null
  }
  /** Null until they are made. */
  readonly files: Manifest["files"] | null
  /** Later versions that correct it. */
  readonly corrections: readonly NamedVersion[]
  /** Whether the link leads on to those. */
  readonly leadsOn: boolean
  /** The version of the link, where this is a correction of that. */
  readonly corrects: NamedVersion | null
  readonly expiresAt: number
}

type NamedVersion = Pick<Version, "number" | "kind" | "symbol" | "title" | "frozenAt">

/** What a link leads to: its version, or a correction of that by its number. */
interface Asked {
  readonly token: string
  readonly correction?: number | undefined
}

const TOKEN_BYTES = 32

/**
 * Versions that are read by links, by people without an account.
 * 1. A link leads to one version, where its maker said so also to what corrects that, and to what was signed of them, until it ends
 *    or is revoked: asked anew each time.
 * 2. Its token is in the answer to whoever made it and nowhere else. What is kept is its hash, by which it is found.
 */
export class SharedVersions {
  readonly #deps: SharedDeps

  constructor(deps: SharedDeps) {
    this.#deps = deps
  }

  /** The token comes with what was done, this once. */
  async share(command: ShareCommand, session: Session): Promise<Outcome & { token?: string }> {
    const token = randomBytes(TOKEN_BYTES).toString("base64url")
    const made = { ...command, type: "makeLink" as const, tokenSha256: hashOf(token) }
    const outcome = await this.#deps.commands.execute(made, session)
    return outcome.kind === "done" ? { ...outcome, token } : outcome
  }

  /** Null where a token leads nowhere: the same for one that never was, has ended or is revoked. */
  async open(asked: Asked): Promise<SharedVersion | null> {
    const found = this.#linked(asked)
    if (found === null) return null
    const { publication, version, link } = found
    const { number, kind, symbol, title, note, frozenAt, contentSha256, seal } = version
    const manifest = await this.#deps.files.manifest(version)
    const { title: publicationTitle, originalLanguage: language, timeZone } = publication
    return {
      publication: { title: publicationTitle, language, timeZone },
      version: {
        number,
        kind,
        symbol,
        title,
        note,
        frozenAt,
        contentSha256,
        frozenBy: manifest?.version.frozenBy ?? null,
        manifestSha256: seal?.manifestSha256 ?? null,
      },
      files: filesFor(version, manifest),
      corrections: correctionsOf(publication, number).map(namedAlone),
      leadsOn: link.withCorrections,
      corrects: number === link.version ? null : namedOf(publication, link.version),
      expiresAt: link.expiresAt,
    }
  }

  /** A file that the manifest lists, the manifest, or the package of all. Null as `open`, and for every other name. */
  async file(asked: Asked, name: string): Promise<FoundFile | null> {
    const version = this.#linked(asked)?.version
    if (version === undefined) return null
    if (!BESIDE_SEAL.has(name)) {
      const manifest = await this.#deps.files.manifest(version)
      if (!filesFor(version, manifest)?.some((file) => file.name === name)) return null
    }
    return this.#deps.files.file(version, name)
  }

  async image(asked: Asked, blob: string): Promise<FoundFile | null> {
    const version = this.#linked(asked)?.version
    return version === undefined ? null : this.#deps.files.image(version, blob)
  }

  #linked({ token, correction }: Asked): { publication: Publication; version: Version; link: Link } | null {
    const hash = hashOf(token)
    for (const publication of this.#deps.publications.all()) {
      const link = Object.values(publication.links).find(({ tokenSha256 }) => tokenSha256 === hash)
      if (link === undefined || !isValid(link, this.#deps.now())) continue
      const version = versionBehind(publication, link, correction)
      if (version !== null) return { publication, version, link }
    }
    return null
  }
}

function namedAlone({ number, kind, symbol, title, frozenAt }: Version): NamedVersion {
  return { number, kind, symbol, title, frozenAt }
}

/** What whoever has a link may have of a version: what was signed, or is going to be; null as long as nothing is made. */
function filesFor({ seal, made }: Version, manifest: Manifest | null): Manifest["files"] | null {
  if (seal === null) return made && made.files.filter(isPublic)
  return manifest && seal.files.filter(({ name }) => isSigned(manifest, name))
}

function namedOf(publication: Publication, number: number): NamedVersion | null {
  const version = versionOf(publication, number)
  return version && namedAlone(version)
}

/** Whatever else belongs to a version is for its members: the register of comments, say. */
function isSigned({ files }: Manifest, name: string): boolean {
  return name === PACKAGE || files.some((file) => file.name === name)
}

const PACKAGE = "codraft.zip"
const BESIDE_SEAL: ReadonlySet<string> = new Set(["publication.json", "manifest.json"])

function hashOf(token: string) {
  return BlobHashSchema.parse(createHash("sha256").update(token).digest("hex"))
}
