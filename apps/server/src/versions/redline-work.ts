import { compareVersions } from "@codraft/publish/compare"
import { comparedContent } from "./comparison-work.ts"
import { made, type MadeFile, word } from "./made-file.ts"
import type { RedlineJob } from "./version-press.ts"
import { imagesFrom } from "./frozen-content.ts"

/** The later as Word's tracked changes against the older. */
export async function makeRedline({ before, after, images }: RedlineJob): Promise<MadeFile> {
  const [older, newer] = [comparedContent(before), comparedContent(after)]
  const comparison = compareVersions(older, newer)
  const sections = [...newer.sections, ...older.sections]
  return made("redline.docx", word, async () => {
    const { redlineOf } = await import("@codraft/publish/redline")
    return redlineOf(comparison, { images: imagesFrom(images, { sections }) })
  })
}
