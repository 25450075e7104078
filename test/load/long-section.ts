import { seedUpdate } from "@codraft/document"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { stockClient } from "../harness/stock-client.ts"

const words =
  "migration policy data review target State measure support national regional record practice value report agreed".split(
    " ",
  )

/** A page holds eight paragraphs of 60 words: 50 pages are 24,000 words. */
export const paragraphsPerPage = 8

const paragraph = (p: number): string =>
  Array.from({ length: 60 }, (_, w) => words[(p * 7 + w * 3 + ((p * w) % 5)) % words.length]).join(" ")

export const paragraphs = (pages: number): string[] =>
  Array.from({ length: pages * paragraphsPerPage }, (_, p) => paragraph(p))

/** Adds a section for measuring and fills it as a writer would: one large paste, in updates that the wire takes. */
export async function addLongSection(
  serverUrl: string,
  { pages, title = `${pages} pages`, first }: { pages: number; title?: string; first?: string },
): Promise<string> {
  const sectionId = await addSection(serverUrl, title)
  const writer = await stockClient(serverUrl, "p-iom-1", sectionId)
  await eventually("the new section to load", () => writer.provider.synced)
  const texts = [...(first === undefined ? [] : [first]), ...paragraphs(pages)]
  for (let from = 0; from < texts.length; from += pasteParagraphs) {
    let made = 0
    const update = seedUpdate(
      texts
        .slice(from, from + pasteParagraphs)
        .map((text, index) => ({ id: `long-${from + index}`, type: "paragraph" as const, text })),
      // Not the writer's own: Yjs gives a document a new id when changes under its id come from outside.
      { clientId: new Y.Doc().clientID, newId: () => `long-extra-${from}-${made++}`, language: "en", dir: "ltr" },
    )
    Y.applyUpdate(writer.doc, update, "paste")
  }
  const parts = Math.ceil(texts.length / pasteParagraphs)
  await eventually("the paste to be durable", () => writer.receipts() > parts)
  writer.leave()
  return sectionId
}

const pasteParagraphs = 1000
