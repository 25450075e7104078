import * as Y from "yjs"
import { unsentText } from "./unsent-text.ts"

/**
 * What this document has and the server has not, if that is more words than the own updates that it has not receipted: then the server
 * had them once and was set back, to a backup, say. null: no such words.
 */
export function lostByServer(doc: Y.Doc, serverHas: Uint8Array, unsent: readonly Uint8Array[]): Uint8Array | null {
  const lacking = Y.encodeStateAsUpdate(doc, serverHas)
  return unsentText(doc, [lacking]) === unsentText(doc, unsent) ? null : lacking
}
