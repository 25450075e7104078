import { seedUpdate } from "@codraft/document"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { stockClient } from "../harness/stock-client.ts"

const words =
  "migration policy data review target State measure support national regional record practice value report agreed".split(
    " ",
  )

/** 60 words each: about eight fill a page. */
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, p) =>
    Array.from({ length: 60 }, (_, w) => words[(p * 7 + w * 3 + ((p * w) % 5)) % words.length]).join(" "),
  )

/** Adds a section for measuring and fills it as a writer would, by one large paste; of about 50 pages if nothing else is said. */
export async function addLongSection(
  serverUrl: string,
  { title = "Fifty pages", pages = 50, first = "" }: { title?: string; pages?: number; first?: string } = {},
): Promise<string> {
  const sectionId = await addSection(serverUrl, title)
  const writer = await stockClient(serverUrl, "p-iom-1", sectionId)
  await eventually("the new section to load", () => writer.provider.synced)
  let made = 0
  const update = seedUpdate(
    [first, ...paragraphs(pages * 8)].map((text, index) => ({ id: `long-${index}`, type: "paragraph" as const, text })),
    // Not the writer's own: Yjs gives a document a new id when changes under its id come from outside.
    { clientId: new Y.Doc().clientID, newId: () => `long-extra-${made++}`, language: "en", dir: "ltr" },
  )
  Y.applyUpdate(writer.doc, update, "paste")
  await eventually("the paste to be durable", () => writer.receipts() >= 2)
  writer.leave()
  return sectionId
}
