import type { PublicationContent } from "@codraft/publish/content"
import type { MadeFile } from "./version-press.ts"

const names = ["corrigendum.docx", "corrigendum.pdf"]

/** What is to be read instead of what, in files of its own. */
export async function corrigendumWork(before: PublicationContent, after: PublicationContent): Promise<MadeFile[]> {
  try {
    const { corrigendumFiles } = await import("@codraft/publish/corrigendum")
    const files = await corrigendumFiles(before, after)
    return files.map((file) => ({ ...file, bytes: new Uint8Array(file.bytes) }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return names.map((name) => ({ name, reason }))
  }
}
