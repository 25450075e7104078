import { seedUpdate } from "@codraft/document"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { stockClient } from "../harness/stock-client.ts"

const words =
  "migration policy data review target State measure support national regional record practice value report agreed".split(
    " ",
  )

/** A section of about 50 pages: 400 paragraphs of 60 words, 24,000 words. */
const paragraphs = Array.from({ length: 400 }, (_, p) =>
  Array.from({ length: 60 }, (_, w) => words[(p * 7 + w * 3 + ((p * w) % 5)) % words.length]).join(" "),
)

/** Adds a section for measuring and fills it as a writer would: one large paste. */
export async function addLongSection(serverUrl: string): Promise<string> {
  const sectionId = await addSection(serverUrl, "Fifty pages")
  const writer = await stockClient(serverUrl, "p-iom-1", sectionId)
  await eventually("the new section to load", () => writer.provider.synced)
  let made = 0
  const update = seedUpdate(
    paragraphs.map((text, index) => ({ id: `long-${index}`, type: "paragraph" as const, text })),
    // Not the writer's own: Yjs gives a document a new id when changes under its id come from outside.
    { clientId: new Y.Doc().clientID, newId: () => `long-extra-${made++}`, language: "en", dir: "ltr" },
  )
  Y.applyUpdate(writer.doc, update, "paste")
  await eventually("the paste to be durable", () => writer.receipts() >= 2)
  writer.leave()
  return sectionId
}
