import { type PublicationContent, PublicationContentSchema } from "@codraft/publish/content"
import { madeTogether } from "./made-file.ts"
import type { MadeFile } from "./version-press.ts"

/** What is to be read instead of what, in files of its own. `before`: the `publication.json` of what is corrected. */
export function corrigendumWork(before: Uint8Array, after: PublicationContent): Promise<MadeFile[]> {
  return madeTogether(["corrigendum.docx", "corrigendum.pdf"], async () => {
    const corrected = PublicationContentSchema.parse(JSON.parse(new TextDecoder().decode(before)))
    const { corrigendumFiles } = await import("@codraft/publish/corrigendum")
    const files = await corrigendumFiles(corrected, after)
    return files.map((file) => ({ ...file, bytes: new Uint8Array(file.bytes) }))
  })
}
