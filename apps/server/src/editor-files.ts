import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join, relative, sep } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import { getMimeType } from "hono/utils/mime"
import { z } from "zod"

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
  readonly #hints: readonly PageHint[]

  private constructor(files: ReadonlyMap<string, EditorFile>, page: string | null, hints: readonly PageHint[]) {
    this.#files = files
    this.#page = page
    this.#hints = hints
    this.build = page === null ? null : buildOf(files)
  }

  static async load(directory: string): Promise<EditorFiles> {
    const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(absentDirectory)
    const read = new Map<string, Buffer>()
    for (const entry of names) {
      if (!entry.isFile() || entry.name.endsWith(".map")) continue
      const file = join(entry.parentPath, entry.name)
      read.set(`/${relative(directory, file).split(sep).join("/")}`, await readFile(file))
    }
    const page = read.get(PAGE)?.toString() ?? null
    const hints = z.array(PageHintSchema).parse(JSON.parse(read.get(HINTS)?.toString() ?? "[]"))
    read.delete(HINTS)
    const files = new Map<string, EditorFile>()
    for (const [path, bytes] of read) {
      // Compressed by the build, it is the same file.
      if (compressions.some(({ suffix }) => path.endsWith(suffix) && read.has(path.slice(0, -suffix.length)))) continue
      const done = compressions.flatMap(({ encoding, suffix }) => {
        const ready = read.get(path + suffix)
        return ready ? [[encoding, Promise.resolve(new Uint8Array(ready))] as const] : []
      })
      files.set(path, editorFile(path, bytes, new Map(done)))
    }
    return new EditorFiles(files, page, hints)
  }

  file(path: string): EditorFile | null {
    return path === PAGE ? null : (this.#files.get(path) ?? null)
  }

  /**
   * The page of the application for one answer; null when the application was not built. It names what the screen at this
   * path begins with, and to somebody who is signed in also the answers that it will ask for.
   */
  page(nonce: string, { path, isSignedIn }: { path: string; isSignedIn: boolean }): string | null {
    if (this.#page === null) return null
    return this.#page
      .replaceAll("__CSP_NONCE__", nonce)
      .replace("<head>", `<head><meta name="codraft-build" content="${this.build ?? ""}">`)
      .replace("</head>", `${this.#hinted(nonce, path, isSignedIn)}</head>`)
  }

  #hinted(nonce: string, path: string, isSignedIn: boolean): string {
    for (const hint of this.#hints) {
      const address = hint.path.exec(path)
      if (!address) continue
      const answers = isSignedIn ? hint.answers.map((answer) => answer.replace("$1", address[1] ?? "")) : []
      return [
        ...answers.map((href) => `<link rel="preload" as="fetch" crossorigin href="${href}">`),
        ...hint.modules.map((href) => `<link rel="modulepreload" crossorigin href="${href}" nonce="${nonce}">`),
        ...hint.styles.map((href) => `<link rel="stylesheet" crossorigin href="${href}" nonce="${nonce}">`),
        ...hint.fonts.map((href) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${href}">`),
      ].join("")
    }
    return ""
  }
}

/** What a screen begins with; written by the build of the application. Ids in its paths are of characters that need no escape. */
const PageHintSchema = z.object({
  path: z.string().transform((source) => new RegExp(source)),
  modules: z.array(z.string()),
  styles: z.array(z.string()),
  fonts: z.array(z.string()),
  answers: z.array(z.string()),
})
type PageHint = z.infer<typeof PageHintSchema>

const PAGE = "/index.html"
const HINTS = "/page-hints.json"
const COMPRESSIBLE = /^(text\/|application\/(javascript|json|manifest\+json|wasm)|image\/svg)/
const SMALL_BYTES = 512

const compressions: readonly { encoding: Encoding; suffix: string }[] = [
  { encoding: "br", suffix: ".br" },
  { encoding: "gzip", suffix: ".gz" },
]

const compressors: Record<Encoding, (bytes: Uint8Array) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

function editorFile(name: string, read: Buffer, done: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>): EditorFile {
  const bytes = new Uint8Array(read)
  const type = getMimeType(name) ?? "application/octet-stream"
  const isWorthwhile = COMPRESSIBLE.test(type) && bytes.length > SMALL_BYTES
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
