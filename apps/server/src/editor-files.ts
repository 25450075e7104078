import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join, relative, sep } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import { getMimeType } from "hono/utils/mime"

export type Encoding = "br" | "gzip"

export interface EditorFile {
  type: string
  etag: string
  bytes: Uint8Array<ArrayBuffer>
  /** The file compressed, done once; null where that would not make it smaller. */
  compressed(encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | null>
}

/** The built browser application, held in memory: it is a few megabytes, and requests never wait for the disk. */
export class EditorFiles {
  /** Names exactly this set of files; null when the application was not built. */
  readonly build: string | null
  readonly #files: ReadonlyMap<string, EditorFile>
  readonly #page: string | null

  private constructor(files: ReadonlyMap<string, EditorFile>, page: string | null) {
    this.#files = files
    this.#page = page
    this.build = page === null ? null : buildOf(files)
  }

  static async load(directory: string): Promise<EditorFiles> {
    const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(absentDirectory)
    const files = new Map<string, EditorFile>()
    for (const entry of names) {
      if (!entry.isFile() || entry.name.endsWith(".map")) continue
      const file = join(entry.parentPath, entry.name)
      files.set(`/${relative(directory, file).split(sep).join("/")}`, editorFile(file, await readFile(file)))
    }
    const page = files.get(PAGE)
    files.delete(PAGE)
    return new EditorFiles(
      page ? new Map([...files, [PAGE, page]]) : files,
      page ? new TextDecoder().decode(page.bytes) : null,
    )
  }

  file(path: string): EditorFile | null {
    return path === PAGE ? null : (this.#files.get(path) ?? null)
  }

  /** The page of the application for one answer; null when the application was not built. */
  page(nonce: string): string | null {
    if (this.#page === null) return null
    return this.#page
      .replaceAll("__CSP_NONCE__", nonce)
      .replace("<head>", `<head><meta name="codraft-build" content="${this.build ?? ""}">`)
  }
}

const PAGE = "/index.html"
const COMPRESSIBLE = /^(text\/|application\/(javascript|json|manifest\+json|wasm)|image\/svg)/
const SMALL_BYTES = 512

const compressors: Record<Encoding, (bytes: Uint8Array) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

function editorFile(name: string, read: Buffer): EditorFile {
  const bytes = new Uint8Array(read)
  const type = getMimeType(name) ?? "application/octet-stream"
  const isWorthwhile = COMPRESSIBLE.test(type) && bytes.length > SMALL_BYTES
  const done = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>()
  return {
    type,
    etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`,
    bytes,
    async compressed(encoding) {
      if (!isWorthwhile) return null
      const started = done.get(encoding) ?? compressors[encoding](bytes).then((result) => new Uint8Array(result))
      done.set(encoding, started)
      return started
    },
  }
}

function buildOf(files: ReadonlyMap<string, EditorFile>): string {
  const hash = createHash("sha256")
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path} ${file.etag}\n`)
  return hash.digest("hex").slice(0, 12)
}

function absentDirectory(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return []
  throw error
}
