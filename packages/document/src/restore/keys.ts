import * as Y from "yjs"
import { formatBits, formatMask, languageAttribute, statePrefix } from "../form/index.ts"
import { asImagePayload, type ImagePayload } from "../kinds/image/form.ts"
import { type FormChild, type FormElement, isText } from "./form-of.ts"

/** What a document and a form have in common: equal keys stand for the same words, structure and looks. */

/** What an attribute that is not there says. */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  heading: { __tag: "h1" },
  list: { __listType: "number", __start: 1, __tag: "ol" },
  tablecell: { __headerState: 0, __colSpan: 1, __rowSpan: 1 },
  caption: { __for: "table" },
  footnoteref: { __kind: "footnote" },
  crossreference: { __goal: "paragraph" },
}

export function defaultOf(name: string, key: string): unknown {
  return defaults[name]?.[key]
}

/** Whether an attribute is content; ids, and state of later builds, are not. */
export function isContent(name: string, key: string): boolean {
  if (key === "__payload" || (name === "list" && key === "__tag")) return false
  return !key.startsWith(statePrefix) || key === languageAttribute
}

function attributesKey(name: string, attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .filter(([key, value]) => isContent(name, key) && value !== undefined && value !== defaultOf(name, key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join()
}

/** The look of one character: format bits, and the language of a passage. */
export function lookKey(bits: number, language: string): string {
  return `${bits}${language}`
}

export function formKey(child: FormChild): string {
  if (isText(child)) {
    const runs = child.runs.map(({ text, formats = [], language = "" }) => {
      const bits = formats.reduce((sum, format) => sum | formatBits[format], 0)
      return [lookKey(bits, language), text] as const
    })
    return textKey(runs)
  }
  const { name, attributes, children, payload } = child
  return elementKey(name, attributesKey(name, attributes), children.map(formKey), payload ?? null)
}

export type PayloadOf = (id: unknown) => ImagePayload | null

export function documentKey(child: unknown, payloadOf: PayloadOf): string {
  if (child instanceof Y.XmlText) {
    return textKey(looksOf(child).map(({ text, look }) => [look, text] as const))
  }
  if (!(child instanceof Y.XmlElement)) return "?"
  const attributes = child.getAttributes() as Record<string, unknown>
  const payload = child.nodeName === "image" ? payloadOf(attributes["__payload"]) : null
  const children = child.toArray().map((inner) => documentKey(inner, payloadOf))
  return elementKey(child.nodeName, attributesKey(child.nodeName, attributes), children, payload)
}

function elementKey(name: string, attributes: string, children: string[], payload: ImagePayload | null): string {
  const inner = children.filter((child) => child !== "").join("")
  return `<${name} ${attributes}${payload === null ? "" : JSON.stringify(payload)}>${inner}</>`
}

function textKey(runs: readonly (readonly [look: string, text: string])[]): string {
  let key = ""
  let last: string | null = null
  for (const [look, text] of runs) {
    if (text === "") continue
    key += look === last ? JSON.stringify(text).slice(1, -1) : `|${look}|${JSON.stringify(text).slice(1, -1)}`
    last = look
  }
  return key
}

export interface Run {
  readonly text: string
  readonly look: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** The runs of a text with how they look and everything else that is said of them. */
export function looksOf(text: Y.XmlText): Run[] {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
    ({ insert, attributes = {} }) => {
      const { p, [languageAttribute]: language } = attributes
      const { __format: written = 0 } = (p ?? {}) as { __format?: number }
      const bits = written & formatMask
      return {
        text: typeof insert === "string" ? insert : "",
        look: lookKey(bits, typeof language === "string" ? language : ""),
        attributes,
      }
    },
  )
}

/** The words in a piece of content. */
export function formText(child: FormChild): string {
  return isText(child) ? child.runs.map(({ text }) => text).join("") : child.children.map(formText).join(" ")
}

export function documentText(child: unknown): string {
  if (child instanceof Y.XmlText)
    return looksOf(child)
      .map(({ text }) => text)
      .join("")
  return child instanceof Y.XmlElement ? child.toArray().map(documentText).join(" ") : ""
}

export function payloadIn(doc: Y.Doc, name: string): PayloadOf {
  const payloads = doc.getMap(name)
  return (id) => {
    const payload = typeof id === "string" ? payloads.get(id) : undefined
    return payload instanceof Y.Map ? asImagePayload(payload.toJSON()) : null
  }
}

export function idOf(element: FormElement | Y.XmlElement): string | undefined {
  if (!(element instanceof Y.XmlElement)) return element.id
  const id: unknown = element.getAttribute("s_id")
  return typeof id === "string" ? id : undefined
}
