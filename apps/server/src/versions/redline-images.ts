import type { ComparedJob } from "./version-press.ts"

/** The images that are named in it, by their hashes. Nothing that people wrote looks so: their quotation marks are escaped. */
export function imageHashesIn(job: ComparedJob): string[] {
  const texts = "content" in job ? [new TextDecoder().decode(job.content)] : [...job.draft.texts.values()]
  const hashes = texts.flatMap((json) => Array.from(json.matchAll(/"blob":"([0-9a-f]{64})"/g), ([, hash = ""]) => hash))
  return [...new Set(hashes)]
}
