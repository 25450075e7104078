import { type FailedFile, type FailureCause, registerNames } from "@codraft/publication"
import type { Typeset } from "@codraft/publish/pdf"

type Bytes = Uint8Array<ArrayBuffer>

export interface ThereFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Bytes
  /** Of a PDF. */
  readonly pages?: number
}

/** A file, or why there is none. */
export type MadeFile = ThereFile | FailedFile

export const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
const pdf = "application/pdf"

/** Every file that a version may have, in the order in which they are listed. */
export const mediaTypes = {
  "publication.json": "application/json",
  "publication.html": "text/html; charset=UTF-8",
  "publication.docx": word,
  "publication.pdf": pdf,
  "corrigendum.docx": word,
  "corrigendum.pdf": pdf,
  "cover-note.docx": word,
  "cover-note.pdf": pdf,
  "codraft.zip": "application/zip",
  [registerNames.docx]: word,
  [registerNames.xlsx]: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const
export type FileName = keyof typeof mediaTypes

const places = new Map(Object.keys(mediaTypes).map((name, i) => [name, i]))

export function inListedOrder<T extends { readonly name: string }>(files: readonly T[]): T[] {
  return files.toSorted((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0))
}

/** Makes a file; where that fails, says why. */
export async function made(
  name: string,
  mediaType: string,
  make: () => Promise<Uint8Array | Typeset>,
): Promise<MadeFile> {
  try {
    const result = await make()
    if (result instanceof Uint8Array) return { name, mediaType, bytes: new Uint8Array(result) }
    return { name, mediaType, bytes: new Uint8Array(result.bytes), pages: result.pages }
  } catch (error) {
    return { name, reason: error instanceof Error ? error.message : String(error) }
  }
}

export const failureSentences: Record<FailureCause, string> = {
  time: "It took longer than a file may take.",
  memory: "It needed more memory than a file may take, or than the server has.",
  ended: "The program that makes it came to an end before it was done.",
  damaged: "What it is made of is damaged on the server and cannot be read.",
  size: "It is larger than a file of a version may be.",
  key: "The key that signs versions is missing or damaged on the server.",
}

export function failedFile(
  name: string,
  because: FailureCause,
  reason: string = failureSentences[because],
): FailedFile {
  return { name, reason, because }
}
