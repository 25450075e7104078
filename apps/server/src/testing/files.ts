import { type FileSources, type FilesJob, makeFiles, namesOf } from "../versions/file-work.ts"
import { inListedOrder, type MadeFile, mediaTypes } from "../versions/made-file.ts"
import type { VersionPress } from "../versions/version-press.ts"

/** The files of a version as the server makes them, without the process. */
export const filesInThread: VersionPress["files"] = async (job, { made, signal }) => {
  for await (const file of makeFiles(job)) {
    if (signal.aborted) return
    await made(file)
  }
}

/** Setting pages takes longer than most tests run: files with the right names and a few bytes of the version. */
export const namedFiles: VersionPress["files"] = async ({ names, content }, { made }) => {
  for (const name of names) {
    const bytes = new TextEncoder().encode(`${name} of ${content.length} bytes`)
    await made({ name, mediaType: mediaTypes[name], bytes })
  }
}

/** All files of these sources at once. */
export async function makeArtefacts(sources: FileSources): Promise<MadeFile[]> {
  const there = [{ name: "publication.json", bytes: sources.content.length }]
  const job: FilesJob = { ...sources, names: namesOf(sources), there }
  const json = { name: "publication.json", mediaType: mediaTypes["publication.json"], bytes: sources.content }
  const files: MadeFile[] = [json]
  for await (const file of makeFiles(job)) files.push(file)
  return inListedOrder(files)
}
