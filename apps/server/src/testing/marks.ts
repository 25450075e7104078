import type { AnchoredThread } from "@codraft/document/reader"
import { createInThreadReader } from "@codraft/document/reader/in-thread"
import { readAll } from "@codraft/storage"
import { decodeTextEntry } from "@codraft/sync/protocol"
import type { World } from "./world.ts"

/** The threads that have words in a text, by what is in the log. */
export async function marksIn(
  { storage }: Pick<World, "storage">,
  sectionId: string,
): Promise<readonly AnchoredThread[]> {
  const parts: Uint8Array[] = []
  for await (const entries of readAll(storage.log, `text:${sectionId}`, 0))
    for (const { data } of entries) parts.push(decodeTextEntry(data).update)
  const reader = createInThreadReader()
  const request = {
    key: sectionId,
    position: parts.length,
    parts: async () => parts,
    language: "en",
    dir: "ltr" as const,
  }
  return reader.anchoredThreads(request)
}
