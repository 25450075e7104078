import { imagePath } from "@codraft/document/canonical"
import {
  displayMember,
  isPublic,
  nextToSeal,
  type Publication,
  type PublicationId,
  type Seal,
  type Version,
  versionOf,
} from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import { type FrozenFile, publicPart, sha256, sign, type SigningKey } from "@codraft/publish/manifest"
import { imagesIn } from "@codraft/publish/preflight"
import type { Blobs } from "@codraft/storage"
import type { PublicationCommands } from "../publication-commands.ts"
import type { Publications } from "../publications.ts"
import type { MadeFile, VersionPress } from "./version-press.ts"

type Bytes = Uint8Array<ArrayBuffer>
type File = Extract<MadeFile, { bytes: Bytes }>

interface SealingDeps {
  blobs: Blobs
  publications: Pick<Publications, "all">
  commands: Pick<PublicationCommands, "seal">
  press: Pick<VersionPress, "artefacts" | "manifest" | "package">
  key: SigningKey
  failed: (version: { publicationId: PublicationId; number: number }, error: unknown) => void
}

/**
 * Makes the files of frozen versions and signs their manifests, one version after the other in the order of their numbers. All of
 * it follows from what was frozen: what a crash cut off is done again and comes out the same.
 */
export class Sealing {
  readonly #deps: SealingDeps
  #running: Promise<void> | null = null
  #isWoken = false
  #isStopped = false

  constructor(deps: SealingDeps) {
    this.#deps = deps
  }

  /** There may be something to seal. */
  wake(): void {
    this.#isWoken = true
    if (this.#isStopped) return
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  /** Resolves when nothing is left to seal, or what is left has failed. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** Takes up no other version, and waits for the one at hand. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false
      for (const { id } of this.#deps.publications.all()) await this.#sealAll(id)
    }
  }

  async #sealAll(id: PublicationId): Promise<void> {
    for (;;) {
      const publication = this.#deps.publications.all().find((one) => one.id === id)
      const version = publication && nextToSeal(publication)
      if (!publication || !version || this.#isStopped) return
      try {
        await this.#deps.commands.seal(id, version.number, await this.#seal(publication, version))
      } catch (error) {
        // It is taken up again with the next version, and when the server starts.
        return this.#deps.failed({ publicationId: id, number: version.number }, error)
      }
    }
  }

  async #seal(publication: Publication, version: Version): Promise<Seal> {
    const { blobs, key, press } = this.#deps
    const contentBytes = await this.#blob(version.contentSha256)
    const images = await this.#imagesOf(contentBytes)
    const { coverSha256, registerSha256 } = version
    const corrected = readAgainst(publication, version)
    const made = await press.artefacts({
      content: contentBytes,
      ...(corrected === null ? {} : { corrects: await this.#blob(corrected.contentSha256) }),
      images: new Map([...images].map(([blob, { bytes }]) => [blob, bytes])),
      ...(coverSha256 === undefined ? {} : { coverNote: await this.#blob(coverSha256) }),
      ...(registerSha256 === undefined ? {} : { register: await this.#blob(registerSha256) }),
    })
    const there = made.filter((one): one is File => "bytes" in one)
    const files = [...there.filter(isPublic), ...images.values()]
    const listed = await Promise.all(files.map(listedAs))
    const before = publication.versions[version.number - 2]?.seal
    const manifest = await press.manifest({
      content: contentBytes,
      frozenBy: namedBy(publication, version),
      previous: before ? { number: version.number - 1, sha256: before.manifestSha256 } : null,
      files: listed,
    })
    const jws = await sign(manifest, key)
    const whole: File = {
      name: "codraft.zip",
      mediaType: "application/zip",
      bytes: await press.package({
        manifest,
        jws,
        keys: { keys: [publicPart(key)] },
        files: new Map(files.map(({ name, bytes }) => [name, bytes])),
      }),
    }
    const beside = there.filter((file) => !isPublic(file))
    const forReaders = [...files.filter(({ name }) => !name.includes("/")), whole, ...beside]
    for (const { bytes } of [...forReaders, { bytes: manifest }]) await blobs.put(bytes)
    return {
      manifestSha256: await sha256(manifest),
      jws,
      key: { kid: key.kid, x: key.x },
      files: await Promise.all(forReaders.map(listedAs)),
      failed: made.filter((one) => "reason" in one),
    }
  }

  /** The images of all texts by their hashes; one that is lost is in no file, and the pre-flight list has said so. */
  async #imagesOf(content: Bytes): Promise<Map<string, File>> {
    const { sections } = JSON.parse(new TextDecoder().decode(content)) as PublicationContent
    const found = new Map<string, File>()
    for (const { file } of sections.flatMap(({ text }) => imagesIn(text?.blocks ?? []))) {
      if (file === undefined || found.has(file.blob)) continue
      const bytes = await this.#deps.blobs.get(file.blob)
      if (bytes)
        found.set(file.blob, { name: imagePath(file), mediaType: file.mediaType, bytes: new Uint8Array(bytes) })
    }
    return found
  }

  async #blob(hash: string): Promise<Bytes> {
    const bytes = await this.#deps.blobs.get(hash)
    if (bytes === null) throw new Error(`the blob ${hash} of a version is gone`)
    return new Uint8Array(bytes)
  }
}

async function listedAs({ name, mediaType, bytes }: File): Promise<FrozenFile> {
  return { name, mediaType, bytes: bytes.length, sha256: await sha256(bytes) }
}

function namedBy(publication: Publication, { frozenBy }: Version): { name: string; organization: string } {
  if (frozenBy === "system") return { name: "Codraft", organization: "" }
  const { name, organization } = displayMember(publication, frozenBy)
  return { name, organization }
}

/** What a corrigendum is read against. An addendum says what is new by itself. */
function readAgainst(publication: Publication, { kind, corrects }: Version): Version | null {
  return kind !== "corrigendum" || corrects === null ? null : versionOf(publication, corrects)
}
