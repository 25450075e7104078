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
import type { CanonicalContent } from "./content.ts"
import { readSection, type PayloadOf, type SectionLanguage } from "./reading.ts"
import { readDepthMax, type Source, type SourceElement, type SourceRun, type SourceText } from "./source.ts"

/** The canonical content of a section's document. Never throws: what it cannot read becomes an unknown block. */
export function canonicalFromDoc(doc: Y.Doc, section: SectionLanguage): CanonicalContent {
  const root = rootOf(doc)
  const children = root === null ? [] : childrenOf(root, 0)
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

export function sourceOfElement(element: Y.XmlElement, depth = 0): SourceElement {
  return {
    kind: "element",
    name: element.nodeName,
    attributes: element.getAttributes(),
    children: childrenOf(element, depth + 1),
  }
}

/** Any child of an element, also what the type of `toArray` does not admit. */
export function sourceOf(child: unknown, depth = 0): Source {
  if (child instanceof Y.XmlElement) return sourceOfElement(child, depth)
  if (child instanceof Y.XmlText) return sourceOfText(child)
  return { kind: "foreign", text: typeof child === "string" ? child : "" }
}

function childrenOf(element: Y.XmlElement, depth: number): Source[] {
  if (depth > readDepthMax + 1) return []
  return element.toArray().map((child) => sourceOf(child, depth))
}

function sourceOfText(text: Y.XmlText): SourceText {
  const runs = (text.toDelta() as Delta[]).map(({ insert, attributes = {} }): SourceRun => {
    if (typeof insert !== "string") return { text: "", format: 0, language: "", isReadable: false }
    const language = attributes[languageAttribute]
    return {
      text: insert,
      format: formatOf(attributes["p"]),
      language: isLanguageTag(language) ? (language as string) : "",
      isReadable: isReadableRun(insert, attributes),
    }
  })
  return { kind: "text", runs }
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
