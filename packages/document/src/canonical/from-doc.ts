import * as Y from "yjs"
import {
  formatMask,
  isLanguageTag,
  isTextProperties,
  languageAttribute,
  payloadsName,
  rootName,
  statePrefix,
  tabType,
} from "../form/index.ts"
import { type AuthorRun, appendRun, sliceRuns } from "./author-run.ts"
import type { CanonicalContent } from "./content.ts"
import { readSection, type PayloadOf, type SectionLanguage } from "./reading.ts"
import { firstItem, itemOf } from "./items.ts"
import { readDepthMax, type Source, type SourceElement, type SourceRun, type SourceText } from "./source.ts"

/** Who wrote consecutive items of a Yjs client. */
export type RunsOfItems = (client: number, clock: number, length: number) => readonly AuthorRun[]

/** The canonical content of a section's document. Never throws: what it cannot read becomes an unknown block. */
export function canonicalFromDoc(doc: Y.Doc, section: SectionLanguage, runsOf?: RunsOfItems): CanonicalContent {
  const root = rootOf(doc)
  const children = root === null ? [] : childrenOf(root, 0, runsOf)
  return readSection(children, section, payloadsOf(doc))
}

function payloadsOf(doc: Y.Doc): PayloadOf {
  let payloads: Y.Map<unknown>
  try {
    payloads = doc.getMap(payloadsName)
  } catch {
    // Taken as another type by whoever opened the document first.
    return () => null
  }
  return (id) => {
    const payload = payloads.get(id)
    return payload instanceof Y.Map ? payload.toJSON() : null
  }
}

function rootOf(doc: Y.Doc): Y.XmlElement | null {
  try {
    return doc.get(rootName, Y.XmlElement)
  } catch {
    // The root was taken as another type by whoever opened the document first; then nothing in it is ours.
    return null
  }
}

export function sourceOfElement(element: Y.XmlElement, depth = 0, runsOf?: RunsOfItems): SourceElement {
  return {
    kind: "element",
    name: element.nodeName,
    attributes: element.getAttributes(),
    children: childrenOf(element, depth + 1, runsOf),
    ...(runsOf === undefined ? {} : { written: writtenAs(element, runsOf) }),
  }
}

/** Any child of an element, also what the type of `toArray` does not admit. */
export function sourceOf(child: unknown, depth = 0, runsOf?: RunsOfItems): Source {
  if (child instanceof Y.XmlElement) return sourceOfElement(child, depth, runsOf)
  if (child instanceof Y.XmlText) return sourceOfText(child, runsOf)
  return { kind: "foreign", text: typeof child === "string" ? child : "" }
}

function childrenOf(element: Y.XmlElement, depth: number, runsOf?: RunsOfItems): Source[] {
  if (depth > readDepthMax + 1) return []
  return element.toArray().map((child) => sourceOf(child, depth, runsOf))
}

function sourceOfText(text: Y.XmlText, runsOf?: RunsOfItems): SourceText {
  const written = runsOf === undefined ? null : writtenIn(text, runsOf)
  let at = 0
  const runs = (text.toDelta() as Delta[]).map(({ insert, attributes = {} }): SourceRun => {
    const from = at
    at += typeof insert === "string" ? insert.length : 1
    if (typeof insert !== "string") return { text: "", format: 0, language: "", isReadable: false }
    const language = attributes[languageAttribute]
    return {
      text: insert,
      format: formatOf(attributes["p"]),
      language: isLanguageTag(language) ? (language as string) : "",
      isReadable: isReadableRun(insert, attributes),
      ...(written === null ? {} : { written: sliceRuns(written, from, at) }),
    }
  })
  return { kind: "text", runs }
}

/** Of everything in a text that takes up room in it. */
function writtenIn(text: Y.XmlText, runsOf: RunsOfItems): AuthorRun[] {
  const runs: AuthorRun[] = []
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    for (const run of runsOf(item.id.client, item.id.clock, item.length)) appendRun(runs, run)
  }
  return runs
}

function writtenAs(element: Y.XmlElement, runsOf: RunsOfItems): readonly AuthorRun[] {
  const item = itemOf(element)
  return item === null ? [] : runsOf(item.id.client, item.id.clock, 1)
}

interface Delta {
  insert: unknown
  attributes?: Record<string, unknown>
}

function formatOf(properties: unknown): number {
  if (!isTextProperties(properties)) return 0
  const { __format: bits } = properties as { __format?: number }
  return (bits ?? 0) & formatMask
}

function isReadableRun(text: string, attributes: Record<string, unknown>): boolean {
  return Object.entries(attributes).every(([key, value]) => {
    if (key === "p") return isTextProperties(value)
    if (key === "t") return value === tabType && text === "\t"
    return key === "i" || key.startsWith(statePrefix)
  })
}
