import type { Typeset } from "@codraft/publish/pdf"
import type { MadeFile } from "./version-press.ts"

export const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
export const pdfType = "application/pdf"

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
