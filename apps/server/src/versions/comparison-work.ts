import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { type ComparedContent, shownComparison } from "@codraft/publish/compare"
import { contentOf } from "./frozen-content.ts"
import type { ComparedJob, ComparisonJob } from "./version-press.ts"
import { valueOf } from "./version-work.ts"

/** What became of the one in the other, as JSON, packed. */
export async function makeComparison({ before, after }: ComparisonJob): Promise<Uint8Array<ArrayBuffer>> {
  const comparison = shownComparison(comparedContent(before), comparedContent(after))
  return new Uint8Array(await promisify(gzip)(JSON.stringify(comparison)))
}

/** The draft has no version: what a freeze would call it is not said. */
export function comparedContent(job: ComparedJob): ComparedContent {
  return "content" in job ? contentOf(job.content) : { ...valueOf(job.draft), version: null }
}
