import { compareVersions } from "@codraft/publish/compare"
import { comparedContent } from "./comparison-work.ts"
import type { MadeFile, RedlineJob } from "./version-press.ts"
import { made, wordType } from "./made-file.ts"
import { imagesFrom } from "./version-work.ts"

/** The later as Word's tracked changes against the older. */
export async function makeRedline({ before, after, images }: RedlineJob): Promise<MadeFile> {
  const comparison = compareVersions(comparedContent(before), comparedContent(after))
  return made("redline.docx", wordType, async () => {
    const { redlineOf } = await import("@codraft/publish/redline")
    return redlineOf(comparison, { images: imagesFrom(images) })
  })
}
