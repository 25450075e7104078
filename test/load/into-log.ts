import { join } from "node:path"
import { rootName } from "@codraft/document"
import type { Append } from "@codraft/storage"
import { openSqliteStorage } from "@codraft/storage/sqlite"
import { decodeTextEntry, encodeTextEntry } from "@codraft/sync/protocol"
import * as Y from "yjs"

/** Above what Yjs gives to people's documents. */
const serverClient = 2 ** 32 + 4_711

/**
 * Changes the lines of a section as the server does, and at once: straight into its log while it is down. What `change` answers with is
 * appended too.
 */
export async function changeInLog(
  { dataDirectory, sectionId, author }: { dataDirectory: string; sectionId: string; author: string },
  change: (lines: readonly (Y.XmlElement | Y.XmlText | Y.XmlHook)[]) => Append[],
): Promise<void> {
  const storage = await openSqliteStorage({ file: join(dataDirectory, "codraft.sqlite") })
  try {
    const stream = `text:${sectionId}`
    const doc = new Y.Doc()
    for (let after = 0; ; ) {
      const entries = await storage.log.read(stream, after)
      for (const { data } of entries) Y.applyUpdate(doc, decodeTextEntry(data).update)
      const position = entries.at(-1)?.position
      if (position === undefined) break
      after = position
    }
    doc.clientID = serverClient
    const before = Y.encodeStateVector(doc)
    const lines = doc.get(rootName, Y.XmlElement).toArray()
    if (lines.length === 0) throw new Error("there is no text to change")
    const also = doc.transact(() => change(lines))
    const data = encodeTextEntry({ update: Y.encodeStateAsUpdate(doc, before), bound: [] })
    await storage.log.append([{ stream, entries: [{ at: Date.now(), author, data }] }, ...also])
  } finally {
    await storage.close()
  }
}
