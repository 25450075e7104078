import { createHash } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { SectionId } from "@codraft/publication"
import type { Entry, Position } from "@codraft/storage"

/** What was found out about the authors of a section, up to an entry of its log. */
export interface KeptAuthors {
  readonly position: Position
  /** `entryMark` of the entry at the position: a log that was put back may have gone on otherwise. */
  readonly mark: string
  readonly encoded: Uint8Array
}

/** Where what is known of authors outlives the server. Whatever is in it can be found out again from the log. */
export interface AuthorsCache {
  get(sectionId: SectionId): Promise<KeptAuthors | null>
  put(sectionId: SectionId, kept: KeptAuthors): Promise<void>
}

export const noAuthorsCache: AuthorsCache = { get: async () => null, put: async () => {} }

export function entryMark({ at, author, data }: Entry): string {
  return createHash("sha256").update(`${at} ${author} `).update(data).digest("hex").slice(0, 32)
}

/** More than this is not kept; the files longest unchanged go first. */
const BYTES_MAX = 256 * 2 ** 20
const FORMAT = "codraft.authors 1"

/** One file for each section, in a directory that may be removed at any time. A file of another build is as good as none. */
export class AuthorsFiles implements AuthorsCache {
  readonly #directory: string
  readonly #build: string
  readonly #bytesMax: number

  constructor(directory: string, build: string | null, bytesMax = BYTES_MAX) {
    this.#directory = directory
    this.#build = build ?? ""
    this.#bytesMax = bytesMax
  }

  async get(sectionId: SectionId): Promise<KeptAuthors | null> {
    const file = await readFile(this.#fileOf(sectionId)).catch(absent)
    const end = file?.indexOf(10) ?? -1
    if (!file || end < 0) return null
    const encoded = file.subarray(end + 1)
    const [head, mark = "", position = ""] = file.subarray(0, end).toString().split("\t")
    return head === this.#head(sectionId, encoded) ? { position: Number(position), mark, encoded } : null
  }

  async put(sectionId: SectionId, { position, mark, encoded }: KeptAuthors): Promise<void> {
    if (encoded.byteLength > this.#bytesMax) return
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const file = this.#fileOf(sectionId)
    const head = [this.#head(sectionId, encoded), mark, position].join("\t")
    // A crash leaves the file as it was before, or a part of one under another name.
    await writeFile(`${file}.new`, Buffer.concat([Buffer.from(`${head}\n`), encoded]), { mode: 0o600 })
    await rename(`${file}.new`, file)
    await this.#shrink()
  }

  async #shrink(): Promise<void> {
    const names = await readdir(this.#directory)
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#directory, name)
        const found = await stat(path).catch(absent)
        return { path, bytes: found?.size ?? 0, changedAt: found?.mtimeMs ?? 0 }
      }),
    )
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const file of files.toSorted((a, b) => a.changedAt - b.changedAt)) {
      if (bytes <= this.#bytesMax) return
      bytes -= file.bytes
      await rm(file.path, { force: true })
    }
  }

  #fileOf(sectionId: SectionId): string {
    return join(this.#directory, createHash("sha256").update(sectionId).digest("hex").slice(0, 32))
  }

  #head(sectionId: SectionId, encoded: Uint8Array): string {
    const sum = createHash("sha256").update(encoded).digest("hex")
    return createHash("sha256")
      .update(JSON.stringify([FORMAT, this.#build, sectionId, sum]))
      .digest("hex")
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null
  throw error
}
