import { isPublic, registerNames } from "@codraft/publication"
import { type Book, bookOf } from "@codraft/publish/book"
import type { CoverLetter } from "@codraft/publish/cover"
import type { Typeset } from "@codraft/publish/pdf"
import { noteOf } from "./cover-notes.ts"
import { type BytesOf, contentOf, imagesFrom } from "./frozen-content.ts"
import { failureSentences, type FileName, inListedOrder, made, type MadeFile, mediaTypes } from "./made-file.ts"

type Bytes = Uint8Array<ArrayBuffer>

/** What files are made of. Of what is damaged there are no bytes, and the files of it say so. */
export interface FileSources {
  /** The bytes of `publication.json`. */
  readonly content: Bytes
  /** By the SHA-256 of each. */
  readonly images: ReadonlyMap<string, Bytes>
  /** The cover note as it is kept, and the rows of the register; absent where the version has none. */
  readonly coverNote?: Bytes
  readonly register?: Bytes
  /** The bytes of the version that a corrigendum corrects; absent in every other version. */
  readonly corrects?: Bytes
  /** Those of the corrigenda to that version before, in order. */
  readonly earlier?: readonly Bytes[]
}

export interface FilesJob extends FileSources {
  /** What is to be made, in this order. */
  readonly names: readonly FileName[]
  /** The files that are there already: a cover note says which go with it. */
  readonly there: readonly EnclosedFile[]
}

export interface EnclosedFile {
  readonly name: string
  /** Its size. */
  readonly bytes: number
  readonly pages?: number
}

/**
 * The names of what is made of these, those of few lines of code first: whatever brings down what makes a file takes the fewest
 * with it. A cover note says which the others are and so comes last.
 */
export function namesOf({ corrects, register, coverNote }: { [K in keyof FileSources]?: unknown }): FileName[] {
  return [
    "publication.html",
    ...(register === undefined ? [] : Object.values(registerNames)),
    "publication.docx",
    ...(corrects === undefined ? [] : (["corrigendum.docx", "corrigendum.pdf"] as const)),
    "publication.pdf",
    ...(coverNote === undefined ? [] : (["cover-note.docx", "cover-note.pdf"] as const)),
  ]
}

/** Makes files one after the other. One that cannot be made is said with its reason, and the others are there all the same. */
export async function* makeFiles(job: FilesJob): AsyncGenerator<MadeFile> {
  const there = [...job.there]
  const work = new FileWork(job, () => inListedOrder(there.filter(isPublic)))
  for (const name of job.names) {
    const file = await made(name, mediaTypes[name], () => work.make(name))
    if ("bytes" in file) {
      const { bytes, pages } = file
      there.push({ name, bytes: bytes.length, ...(pages === undefined ? {} : { pages }) })
    }
    yield file
  }
}

/** Each thing that several files are made of is worked out once. */
class FileWork {
  readonly #sources: FileSources
  readonly #enclosed: () => EnclosedFile[]

  constructor(sources: FileSources, enclosed: () => EnclosedFile[]) {
    this.#sources = sources
    this.#enclosed = enclosed
  }

  readonly #value = once(() => contentOf(this.#sources.content))
  readonly #book = once(() => bookOf(this.#value()))
  readonly #corrigendum = once(async () => {
    const { corrigendumBook } = await import("@codraft/publish/corrigendum")
    const { corrects, earlier = [] } = this.#sources
    const before = earlier.map((bytes) => contentOf(given(bytes)))
    return corrigendumBook(contentOf(given(corrects)), this.#value(), before)
  })
  readonly #letter = once(async (): Promise<CoverLetter> => {
    const { coverNoteOf } = await import("@codraft/publish/cover")
    return coverNoteOf(noteOf(given(this.#sources.coverNote)), this.#value(), this.#enclosed())
  })

  async make(name: FileName): Promise<Uint8Array | Typeset> {
    switch (name) {
      case "publication.html":
        return html(this.#book(), this.#images)
      case "publication.docx":
        return (await import("@codraft/publish/docx")).docxOf(this.#book(), { images: this.#images })
      case "publication.pdf":
        return pdf(this.#book(), this.#images)
      case "corrigendum.docx":
        return (await import("@codraft/publish/corrigendum")).corrigendumDocx(await this.#corrigendum(), this.#images)
      case "corrigendum.pdf":
        return (await import("@codraft/publish/corrigendum")).corrigendumPdf(await this.#corrigendum(), this.#images)
      case "cover-note.docx":
        return (await import("@codraft/publish/docx")).coverDocxOf(await this.#letter())
      case "cover-note.pdf":
        return coverPdf(await this.#letter())
      case "register.docx":
        return this.#register("docx")
      case "register.xlsx":
        return this.#register("xlsx")
      case "publication.json":
      case "codraft.zip":
        throw new TypeError(`${name} is made elsewhere`)
      default:
        return name satisfies never
    }
  }

  async #register(format: "docx" | "xlsx"): Promise<Uint8Array> {
    const { registerFile } = await import("./register-work.ts")
    return registerFile(given(this.#sources.register), this.#value(), format)
  }

  get #images(): BytesOf {
    return imagesFrom(this.#sources.images, this.#value())
  }
}

async function html(book: Book, images: BytesOf): Promise<Uint8Array> {
  const { htmlOf } = await import("@codraft/publish/html")
  return new TextEncoder().encode(htmlOf(book, { images }))
}

async function pdf(book: Book, images: BytesOf): Promise<Typeset> {
  const { compactPdf, pdfPagesOf, shippedFonts } = await import("@codraft/publish/pdf")
  const { bytes, pages, heads } = pdfPagesOf(book, { images, fonts: shippedFonts() })
  return { bytes: await compactPdf(bytes, heads), pages }
}

async function coverPdf(letter: CoverLetter): Promise<Uint8Array> {
  const { compactPdf, coverPdfOf, shippedFonts } = await import("@codraft/publish/pdf")
  return compactPdf(coverPdfOf(letter, { fonts: shippedFonts() }))
}

function given(bytes: Bytes | undefined): Bytes {
  if (bytes === undefined) throw new TypeError("this version has no such file")
  if (bytes.length === 0) throw new Error(failureSentences.damaged)
  return bytes
}

/** Also where it throws: what cannot be read is not read again. */
function once<T>(make: () => T): () => T {
  let result: { value: T } | { error: unknown } | null = null
  return () => {
    if (result === null) {
      try {
        result = { value: make() }
      } catch (error) {
        result = { error }
      }
    }
    if ("error" in result) throw result.error
    return result.value
  }
}
