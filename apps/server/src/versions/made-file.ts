import type { Typeset } from "@codraft/publish/pdf"
import type { MadeFile } from "./version-press.ts"

export const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
export const pdfType = "application/pdf"

/** Makes files that are made of one thing; where that cannot be read, says why of each. */
export async function madeTogether(names: readonly string[], make: () => Promise<MadeFile[]>): Promise<MadeFile[]> {
  try {
    return await make()
  } catch (error) {
    return names.map((name) => ({ name, reason: reasonOf(error) }))
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
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
    return { name, reason: reasonOf(error) }
  }
}
