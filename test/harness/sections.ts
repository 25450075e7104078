import { rootName, seedUpdate } from "@codraft/document"
import * as Y from "yjs"
import { eventually } from "./eventually.ts"
import { signIn } from "./server-process.ts"
import { stockClient } from "./stock-client.ts"

/** A new section of the secretariat's, with one empty paragraph, that IOM's officers write; answers its id. */
export async function addSection(serverUrl: string, title: string, language = "en"): Promise<string> {
  const cookie = await signIn(serverUrl, "p-iom-1")
  const answer = await fetch(`${serverUrl}/api/commands`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({
      type: "addSection",
      publicationId: "pub-2016",
      title,
      textClass: "secretariat",
      parentId: null,
      leadOrg: "iom",
      leadPerson: "p-iom-1",
      coAuthors: ["p-iom-2", "p-iom-3", "p-iom-4"],
      language,
    }),
  })
  const body = (await answer.json()) as { events?: { event: { type: string; sectionId?: string } }[] }
  const added = body.events?.find(({ event }) => event.type === "sectionAdded")?.event.sectionId
  if (!added) throw new Error(`addSection answered ${answer.status}: ${JSON.stringify(body)}`)
  return added
}

/** A new section in which somebody has written these lines; "## " begins a heading of level 2. Answers its id. */
export async function addWrittenSection(
  serverUrl: string,
  title: string,
  { by, lines }: { by: string; lines: readonly string[] },
): Promise<string> {
  const sectionId = await addSection(serverUrl, title)
  const writer = await stockClient(serverUrl, by, sectionId)
  await eventually(`${title} to load`, () => writer.provider.synced)
  const before = writer.receipts()
  const blocks = lines.map((line, index) => {
    const heading = { type: "heading", level: 2 as const, text: line.slice(3) } as const
    const block = line.startsWith("## ") ? heading : ({ type: "paragraph", text: line } as const)
    return { ...block, id: `${sectionId}-w${index}` }
  })
  const written = seedUpdate(blocks, {
    // Not the writer's own: Yjs gives a document a new id when changes under its id come from outside.
    clientId: new Y.Doc().clientID,
    newId: () => `${sectionId}-extra`,
    language: "en",
    dir: "ltr",
  })
  writer.doc.transact(() => {
    const root = writer.doc.get(rootName, Y.XmlElement)
    // The one empty paragraph that it had.
    root.delete(0, root.length)
    Y.applyUpdate(writer.doc, written)
  }, "written")
  await eventually(`${title} to be written`, () => writer.receipts() > before)
  writer.leave()
  return sectionId
}
