import assert from "node:assert/strict"
import { type FailedFile, type Publication, type PublicationId, unsealed, type Version } from "@codraft/publication"
import { type Blobs, StorageError } from "@codraft/storage"
import type { Clock } from "@codraft/sync/server"
import type { Diagnostics } from "../diagnostics.ts"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"
import type { AttemptEndedError } from "./file-press.ts"
import { failedFile } from "./made-file.ts"
import type { SigningKeySource } from "./signing-key.ts"
import { Turns } from "./turns.ts"
import { keepImageList, makeVersion, type VersionFilesSoFar } from "./version-making.ts"
import type { VersionPress } from "./version-press.ts"
import { signVersion } from "./version-signing.ts"

interface SealingDeps {
  blobs: Blobs
  publications: Pick<Publications, "all">
  commands: Pick<PublicationCommands, "seal" | "filesMade">
  press: Pick<VersionPress, "files" | "manifest" | "package">
  key: SigningKeySource
  /** Resolves when storage takes what is written. */
  probe: () => Promise<void>
  clock: Clock
  diagnostics: Pick<Diagnostics, "failed" | "versionSealed" | "fileFailed" | "attemptEnded">
}

/** What this process has made of a version. */
interface Made extends VersionFilesSoFar {
  /** Why it could not be signed when that was tried. */
  readonly unsigned: FailedFile | null
  /** Whether the page of the version says all this. */
  readonly isOnRecord: boolean
  readonly ms: number
}

/** A version whose files take longer steps aside, and what there is of it can be had. */
const slowMs = 30_000
/** After storage has failed. It doubles each time that it does so though it takes a probe. */
const againMs = { least: 5_000, most: 300_000 } as const

/**
 * Makes the files of frozen versions and seals them. All of it follows from what was frozen: what a crash cut off is done again and
 * comes out the same.
 * 1. A version is sealed when all of its files are there, or an editor waives those that could not be made, or a later one is to be
 *    sealed: then without them. Its manifest names that of the version which was sealed last before it.
 * 2. Whatever happens to a file, or to a version, is said of it, and holds up neither other files nor later versions: at most as long
 *    as one file may take.
 * 3. A version whose content cannot be read is passed over.
 */
export class Sealing {
  readonly #deps: SealingDeps
  readonly #turns: Turns
  readonly #stopped = new AbortController()
  readonly #underWay = new Map<string, Promise<void>>()
  readonly #made = new Map<string, Made>()
  readonly #settling = new Map<PublicationId, Promise<void>>()
  #againMs: number = againMs.least
  #cancelAgain: (() => void) | null = null

  constructor(deps: SealingDeps) {
    this.#deps = deps
    this.#turns = new Turns({ clock: deps.clock, slowMs })
  }

  /** There may be something to make, or to seal. */
  wake(): void {
    if (this.#stopped.signal.aborted) return
    for (const publication of this.#deps.publications.all()) {
      for (const version of unsealed(publication)) this.#takeUp(publication.id, version)
      void this.#settle(publication.id)
    }
  }

  /** Lets go of what is under way: it is taken up again with the next start. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#cancelAgain?.()
    await Promise.all([...this.#underWay.values(), ...this.#settling.values()])
  }

  #takeUp(id: PublicationId, version: Version): void {
    const name = nameOf(id, version)
    const made = this.#made.get(name)
    if (this.#underWay.has(name) || (made !== undefined && !isAskedAgain(version, made))) return
    this.#made.delete(name)
    const work = this.#turns
      .take(() => this.#make(id, version.number))
      .catch((error: unknown) => this.#later(`the files of version ${version.number} of ${id}`, error))
      .finally(() => {
        this.#underWay.delete(name)
        // Somebody may have asked again meanwhile.
        if (this.#made.has(name)) this.wake()
      })
    this.#underWay.set(name, work)
  }

  async #make(id: PublicationId, number: number): Promise<void> {
    const { blobs, press, clock, diagnostics } = this.#deps
    const { signal } = this.#stopped
    const [publication, version] = this.#find(id, number)
    if (publication === null || version === null || signal.aborted) return
    const began = clock.now()
    let isSlow = false
    let last: VersionFilesSoFar | null = null
    const tell = async () => {
      if (isSlow && last !== null) await this.#record(id, number, { ...last, failed: [] })
    }
    const cancel = clock.setTimer(() => {
      isSlow = true
      tell().catch((error: unknown) => diagnostics.failed(`what there is of version ${number} of ${id}`, error))
    }, slowMs)
    const progress = (soFar: VersionFilesSoFar) => {
      last = soFar
      return tell()
    }
    const ended = (name: string, error: AttemptEndedError) =>
      diagnostics.attemptEnded({ publicationId: id, number, name, because: error.because }, error)
    let files: VersionFilesSoFar
    try {
      files = await makeVersion(publication, version, { blobs, press, signal, progress, ended })
    } catch (error) {
      if (error instanceof StorageError || signal.aborted) throw error
      // A bug, or what nobody thought of: it is said of this version, and others go on.
      diagnostics.failed(`the files of version ${number} of ${id}`, error)
      files = withoutRest(last)
    } finally {
      cancel()
    }
    if (signal.aborted) return
    for (const { name, because = "its content" } of files.failed)
      diagnostics.fileFailed({ publicationId: id, number, name, because })
    this.#made.set(nameOf(id, version), { ...files, unsigned: null, isOnRecord: false, ms: clock.now() - began })
    await this.#settle(id)
  }

  /** Seals what can be sealed, one settling of a publication after the other. */
  #settle(id: PublicationId): Promise<void> {
    const settled = (this.#settling.get(id) ?? Promise.resolve())
      .then(() => this.#sealReady(id))
      .catch((error: unknown) => this.#later(`the seals of ${id}`, error))
    this.#settling.set(id, settled)
    return settled
  }

  async #sealReady(id: PublicationId): Promise<void> {
    for (;;) {
      const publication = this.#deps.publications.all().find((one) => one.id === id)
      if (publication === undefined || this.#stopped.signal.aborted) return
      const next = this.#nextToSeal(publication)
      if (next === null || !(await this.#seal(publication, next.version, next.isAwaited))) return this.#recordLeft(id)
    }
  }

  /** `isAwaited`: a later one is ready and comes after it. */
  #nextToSeal(publication: Publication): { version: Version; isAwaited: boolean } | null {
    const left = unsealed(publication)
    const madeOf = (version: Version) => this.#made.get(nameOf(publication.id, version))
    const ready = left.find((version) => isReady(version, madeOf(version)))
    if (ready === undefined) return null
    const upTo = left.slice(0, left.indexOf(ready) + 1)
    // Those before it that are still being made are sealed first: that takes no longer than their files may.
    if (upTo.some((version) => madeOf(version) === undefined)) return null
    const version = upTo.find((one) => madeOf(one)?.isLost === false) ?? ready
    return { version, isAwaited: version !== ready }
  }

  /** False where nothing can be signed now. What is wrong with this version alone is said of it, and the others go on. */
  async #seal(publication: Publication, version: Version, isAwaited: boolean): Promise<boolean> {
    const { blobs, press, key, diagnostics, commands } = this.#deps
    const { id } = publication
    const { number } = version
    const name = nameOf(id, version)
    const made = this.#made.get(name)
    assert(made, "what is sealed was made before")
    const signed = await signVersion(publication, version, made, {
      blobs,
      press,
      key: await key.current(),
      isWaived: isAwaited || version.made?.isWaived === true,
      failed: (file, error) => void diagnostics.failed(`${file} of version ${number} of ${id}`, error),
    })
    if ("seal" in signed) {
      await commands.seal(id, number, signed.seal)
      this.#made.delete(name)
      this.#againMs = againMs.least
      const { files, failed } = signed.seal
      diagnostics.versionSealed({ publicationId: id, number, files: files.length, failed: failed.length, ms: made.ms })
      return true
    }
    const { problem } = signed
    if (!isSame(made.unsigned, problem))
      diagnostics.fileFailed({ publicationId: id, number, name: problem.name, because: problem.because ?? "ended" })
    this.#made.set(name, withProblem(made, problem, isAwaited))
    // A waiver was given for what was on record then.
    if (version.made?.isWaived === true) await this.#recordLeft(id)
    return problem.because !== "key"
  }

  /** Says of each version that is made and cannot be sealed yet what there is of it. */
  async #recordLeft(id: PublicationId): Promise<void> {
    for (const [name, made] of this.#made) {
      if (made.isOnRecord || !name.startsWith(`${id}/`)) continue
      await this.#record(id, Number(name.slice(id.length + 1)), made)
      this.#made.set(name, { ...made, isOnRecord: true })
    }
  }

  async #record(id: PublicationId, number: number, made: VersionFilesSoFar & Partial<Pick<Made, "unsigned">>) {
    const { files, images, failed, unsigned = null, isLost } = made
    const list = isLost ? {} : { imagesSha256: await keepImageList(this.#deps.blobs, images) }
    const all = [...failed, ...(unsigned === null ? [] : [unsigned])]
    await this.#deps.commands.filesMade(id, number, { files: [...files], failed: all, ...list })
  }

  #find(id: PublicationId, number: number): [Publication, Version] | [null, null] {
    const publication = this.#deps.publications.all().find((one) => one.id === id)
    const version = publication && unsealed(publication).find((one) => one.number === number)
    return publication && version ? [publication, version] : [null, null]
  }

  /** Storage does not take what there is to keep: it is made again after a while. */
  #later(what: string, error: unknown): void {
    this.#deps.diagnostics.failed(what, error)
    if (this.#cancelAgain !== null || this.#stopped.signal.aborted) return
    this.#again(this.#againMs)
    this.#againMs = Math.min(this.#againMs * 2, againMs.most)
  }

  /** Nothing is made for a disk that takes nothing. */
  #again(afterMs: number): void {
    this.#cancelAgain = this.#deps.clock.setTimer(() => {
      this.#deps.probe().then(
        () => {
          this.#cancelAgain = null
          this.wake()
        },
        () => {
          if (!this.#stopped.signal.aborted) this.#again(againMs.least)
        },
      )
    }, afterMs)
  }
}

function nameOf(id: PublicationId, { number }: Pick<Version, "number">): string {
  return `${id}/${number}`
}

/** What was on record as failed was taken off it, by an editor. */
function isAskedAgain({ made }: Version, { failed, unsigned, isLost, isOnRecord }: Made): boolean {
  const isFailed = failed.length > 0 || unsigned !== null || isLost
  return isFailed && isOnRecord && made !== null && made.failed.length === 0
}

function isReady({ made: known }: Version, made: Made | undefined): boolean {
  if (made === undefined || made.isLost) return false
  if (known?.isWaived === true) return true
  return made.failed.length === 0 && (made.unsigned === null || made.unsigned.because === "key")
}

/** A version that could not be signed. One that others wait for without end would hold them up: it is passed over then. */
function withProblem(made: Made, problem: FailedFile, isAwaited: boolean): Made {
  const isFile = made.files.some(({ name }) => name === problem.name)
  const isLost = problem.because === "damaged" ? problem.name === "publication.json" : isAwaited
  if (problem.because === "key") return { ...made, unsigned: problem, isOnRecord: isSame(made.unsigned, problem) }
  if (problem.because !== "damaged" || !isFile || isLost)
    return { ...made, unsigned: problem, isLost, isOnRecord: false }
  const files = made.files.filter(({ name }) => name !== problem.name)
  return { ...made, files, failed: [...made.failed, problem], unsigned: null, isOnRecord: false }
}

function isSame(a: FailedFile | null, b: FailedFile): boolean {
  return a?.name === b.name && a.because === b.because
}

/** After what nobody thought of. */
function withoutRest(last: VersionFilesSoFar | null): VersionFilesSoFar {
  const broken = failedFile("codraft.zip", "ended")
  if (last === null) return { files: [], images: [], failed: [broken], isLost: true }
  return { ...last, failed: [...last.failed, broken] }
}
