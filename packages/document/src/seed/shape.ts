import * as Y from "yjs"
import { languageAttribute, rootName } from "../form/index.ts"
import { headingAttributes, idsOf, line } from "./seed.ts"

/** A heading that a template gives to a text. */
export interface GivenHeading {
  readonly blockId: string
  readonly text: string
  readonly level: number
  /** Only where it is not the section's own. */
  readonly language?: string
  readonly dir?: "ltr" | "rtl"
}

/**
 * These headings in a text without words, each with an empty line below it; null if words or anything else stand in it. Lines that
 * are there stay, below the first heading: whoever has the caret in one keeps it.
 */
export function shapeUpdate(
  parts: readonly Uint8Array[],
  clientId: number,
  headings: readonly GivenHeading[],
): Uint8Array | null {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  const root = doc.get(rootName, Y.XmlElement)
  const lines = root.toArray().filter((child) => !(child instanceof Y.XmlElement) || child.nodeName !== "footnotes")
  if (!lines.every(isEmptyLine)) return null
  doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  const newId = idsOf(clientId, Y.decodeStateVector(before).get(clientId) ?? 0)
  const [first, ...rest] = headings
  doc.transact(() => {
    root.insert(
      lines.length,
      rest.flatMap((heading) => [headingLine(heading), line("paragraph", newId(), "")]),
    )
    if (lines.length === 0) root.insert(0, [line("paragraph", newId(), "")])
    if (first !== undefined) root.insert(0, [headingLine(first)])
  })
  const update = Y.encodeStateAsUpdate(doc, before)
  doc.destroy()
  return update
}

function headingLine({ blockId, text, level, language, dir }: GivenHeading): Y.XmlElement {
  const attributes = {
    ...headingAttributes(level),
    ...(language === undefined ? {} : { [languageAttribute]: language }),
    ...(dir === undefined ? {} : { __dir: dir }),
  }
  return line("heading", blockId, text, attributes)
}

function isEmptyLine(child: unknown): boolean {
  return (
    child instanceof Y.XmlElement &&
    child.nodeName === "paragraph" &&
    child.toArray().every((text) => text instanceof Y.XmlText && text.length === 0)
  )
}
