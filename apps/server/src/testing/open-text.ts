import { decodeMessage, encodeMessage } from "@codraft/sync/protocol"
import * as Y from "yjs"
import type { Person } from "./world.ts"

/** The text of a section as a program has it that is not connected: it hears and tells only when it is told to. */
export interface OpenText {
  readonly doc: Y.Doc
  /** Of the text's blocks, also of empty ones. */
  readonly root: Y.XmlElement
  /** Written, and sent to nobody. */
  readonly writes: (change: (root: Y.XmlElement) => void) => Uint8Array
  /** What is told of the text since. */
  readonly hears: () => Promise<void>
  /** Sent as one that comes back sends it, and in the log when this answers `receipted`; else the code of the refusal. */
  readonly brings: (updates: readonly Uint8Array[]) => Promise<string>
  /** Written and brought. */
  readonly sends: (change: (root: Y.XmlElement) => void) => Promise<string>
}

/** A person has the text of a section as it is now. */
export async function openText(person: Person, sectionId: string): Promise<OpenText> {
  const doc = new Y.Doc()
  const root = doc.get("root-v2", Y.XmlElement)
  const hears = async () => {
    const socket = person.socket(`/sync/text:${sectionId}`)
    await socket.send(encodeMessage({ type: "step1", stateVector: Y.encodeStateVector(doc) }))
    const told = await socket.first((frame) => {
      const message = typeof frame === "string" ? undefined : decodeMessage(frame)
      return message?.type === "step2" ? message.update : undefined
    })
    Y.applyUpdate(doc, told)
    socket.raw.close()
  }
  const writes: OpenText["writes"] = (change) => {
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(root))
    return Y.encodeStateAsUpdate(doc, before)
  }
  const brings: OpenText["brings"] = async (updates) => {
    const socket = person.socket(`/sync/text:${sectionId}`)
    for (const update of updates) await socket.send(encodeMessage({ type: "step2", update }))
    const answer = await socket.first((frame) => {
      const message = typeof frame === "string" ? undefined : decodeMessage(frame)
      if (message?.type === "receipt" && message.count === updates.length) return "receipted"
      return message?.type === "denied" ? message.code : undefined
    })
    socket.raw.close()
    return answer
  }
  await hears()
  return { doc, root, hears, writes, brings, sends: (change) => brings([writes(change)]) }
}
