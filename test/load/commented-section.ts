import { markAttribute } from "@codraft/document"
import type { PublicationEvent, Quote } from "@codraft/publication"
import * as Y from "yjs"
import { changeInLog } from "./into-log.ts"

export const publicationId = "pub-2016"
export const body = "This could say which of the national practices have been reviewed, and by whom. ".repeat(4).trim()

/** What was commented on in each section, as a browser says it. */
export const anchors = new Map<string, { quote: Quote; start: unknown; end: unknown }[]>()

/** Comments on words all over the text, as the server keeps them, while it is down. */
export async function writeComments(dataDirectory: string, sectionId: string, count: number): Promise<void> {
  await changeInLog({ dataDirectory, sectionId, author: "system" }, (lines) => {
    const facts: { at: number; author: string; data: Uint8Array }[] = []
    const tell = (author: string, event: object) =>
      facts.push({ at: Date.now(), author, data: new TextEncoder().encode(JSON.stringify(event)) })
    const known: { quote: Quote; start: unknown; end: unknown }[] = []
    for (let i = 0; i < count; i += 1) {
      const line = lines[i % lines.length]
      const run = line instanceof Y.XmlElement ? line.get(0) : null
      if (!(run instanceof Y.XmlText)) continue
      const threadId = `bench-${sectionId}-${i}`
      const [from, length] = [100 + ((i * 7_919) % 150), 12 + (i % 40)]
      const words = (run.toDelta() as { insert: unknown }[]).map(({ insert }) => String(insert)).join("")
      // A new section begins with an empty line.
      if (words.length < from + length) continue
      const quote = {
        exact: words.slice(from, from + length),
        prefix: words.slice(0, from),
        suffix: words.slice(from + length, from + length + 200),
      }
      known.push({ quote, start: positionIn(run, from, 0), end: positionIn(run, from + length, -1) })
      run.format(from, length, { [markAttribute(threadId)]: 1 })
      tell("p-ngo-1", commentOf(sectionId, threadId, quote))
      const of = { place: `review:${sectionId}`, threadId }
      if (i % 2 === 0)
        tell("p-iom-1", { type: "commentReplied", ...of, commentId: `${threadId}-1`, body, isAnswer: true })
      if (i % 4 === 0) tell("p-iom-1", { type: "commentResolved", ...of, outcome: "noted", reason: null })
    }
    anchors.set(sectionId, known)
    return [{ stream: `review:${sectionId}`, entries: facts }]
  })
}

function positionIn(run: Y.XmlText, index: number, assoc: 0 | -1): unknown {
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(run, index, assoc))
}

function commentOf(sectionId: string, threadId: string, quote: Quote) {
  return {
    type: "commentAdded",
    place: `review:${sectionId}`,
    threadId,
    publicationId,
    sectionId,
    organization: "ngo",
    kind: "substantive",
    audience: "section",
    targets: ["10.7"],
    isGap: false,
    anchor: { quote, blockId: null },
    body,
  } satisfies Record<string, unknown> & { type: PublicationEvent["type"] }
}
