/**
 * The Yjs form of a section: which elements exist, which attributes each may carry and which values those may have.
 * It is the one table behind what the editor writes (`nodes`), what a reader understands (`canonical`) and what the
 * server lets in (`update`). It knows neither Lexical nor Yjs.
 */

/** Root type of the text: `doc.get(rootName, Y.XmlElement)`. */
export const rootName = "root-v2"
/** Root type reserved for short payloads (alt text, chip data): `doc.getMap(payloadsName)`, id -> `Y.Map`. */
export const payloadsName = "payloads"
/** The node name that Yjs gives to an element without one: the root, and nothing else. */
export const rootNodeName = "UNDEFINED"

/** Lexical's NodeState travels as attributes with this prefix. */
export const statePrefix = "s_"
export const idAttribute = "s_id"
export const languageAttribute = "s_lang"

const markStatePrefix = "c_"
const markPattern = /^s_c_[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

/** Key of the NodeState that marks words as the anchor of a thread. */
export function markState(threadId: string): string {
  return markStatePrefix + threadId
}

/** Key of the Yjs text attribute that marks words as the anchor of a thread. */
export function markAttribute(threadId: string): string {
  return statePrefix + markStatePrefix + threadId
}

export function isMarkAttribute(key: string): boolean {
  return markPattern.test(key)
}

/** The thread of a mark, by its Yjs text attribute; null for any other attribute. */
export function threadOfMark(key: string): string | null {
  return isMarkAttribute(key) ? key.slice(statePrefix.length + markStatePrefix.length) : null
}

export const formats = ["bold", "italic", "underline", "strikethrough", "subscript", "superscript"] as const
export type Format = (typeof formats)[number]

/** Lexical's bit for each text format that a section knows. */
export const formatBits: Readonly<Record<Format, number>> = {
  bold: 1,
  italic: 2,
  strikethrough: 4,
  underline: 8,
  subscript: 32,
  superscript: 64,
}
export const formatMask = Object.values(formatBits).reduce((mask, bit) => mask | bit, 0)

export function formatsOf(bits: number): Format[] {
  return formats.filter((format) => (bits & formatBits[format]) !== 0)
}

/** Lists nest no deeper; the editor stops indenting there. */
export const listDepthMax = 8
export const spanMax = 64
const urlCharsMax = 2048

type Check = (value: unknown) => boolean

const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const integer =
  (min: number, max: number): Check =>
  (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value)

const allowedUrl = /^(https?:\/\/|mailto:)[^\s<>"]+$/i

/** Links go to http, https and mailto, and nowhere else. */
export function isAllowedUrl(value: unknown): value is string {
  return typeof value === "string" && value.length <= urlCharsMax && allowedUrl.test(value) && URL.canParse(value)
}

export const isBlockId: Check = matching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
export const isLanguageTag: Check = matching(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/)
const isDirection = oneOf("ltr", "rtl")

const blockAttributes = { [idAttribute]: isBlockId, [languageAttribute]: isLanguageTag, __dir: isDirection }

/** What the children of an element may be. */
export type Content = "blocks" | "inline" | "linked" | "items" | "itemContent" | "rows" | "cells" | "nothing"

export interface ElementForm {
  readonly content: Content
  readonly attributes: Readonly<Record<string, Check>>
}

export const elementForms = {
  paragraph: { content: "inline", attributes: blockAttributes },
  heading: { content: "inline", attributes: { ...blockAttributes, __tag: oneOf("h1", "h2", "h3", "h4") } },
  quote: { content: "inline", attributes: blockAttributes },
  caption: { content: "inline", attributes: blockAttributes },
  list: {
    content: "items",
    attributes: {
      ...blockAttributes,
      __listType: oneOf("number", "bullet"),
      __tag: oneOf("ol", "ul"),
      __start: integer(0, 1_000_000),
    },
  },
  // The number of an item is not in the document: concurrent insertions would leave it wrong. Each editor counts.
  listitem: { content: "itemContent", attributes: blockAttributes },
  table: { content: "rows", attributes: blockAttributes },
  tablerow: { content: "cells", attributes: blockAttributes },
  tablecell: {
    content: "blocks",
    attributes: {
      ...blockAttributes,
      __headerState: integer(0, 3),
      __colSpan: integer(1, spanMax),
      __rowSpan: integer(1, spanMax),
    },
  },
  link: { content: "linked", attributes: { __url: isAllowedUrl } },
  linebreak: { content: "nothing", attributes: {} },
} as const satisfies Record<string, ElementForm>

export type ElementName = keyof typeof elementForms

export function isElementName(name: string): name is ElementName {
  return Object.hasOwn(elementForms, name)
}

export function elementForm(name: string): ElementForm | null {
  return isElementName(name) ? elementForms[name] : null
}

/** The word for a run of text among an element's children. */
export type ChildName = ElementName | "text"

const blocks: readonly ChildName[] = ["paragraph", "heading", "quote", "caption", "list", "table"]
const childrenOf: Readonly<Record<Content, readonly ChildName[]>> = {
  blocks,
  inline: ["text", "link", "linebreak"],
  linked: ["text", "linebreak"],
  items: ["listitem"],
  itemContent: ["text", "link", "linebreak", "list"],
  rows: ["tablerow"],
  cells: ["tablecell"],
  nothing: [],
}

export function mayHold(content: Content, child: ChildName): boolean {
  return childrenOf[content].includes(child)
}

/** Every element that carries an id of its own: all but what stands inside a line. */
export function isBlockName(name: string): boolean {
  const form = elementForm(name)
  return form !== null && Object.hasOwn(form.attributes, idAttribute)
}

/** Unknown state is kept and passed on unread, so a later build may add to it; any other unknown attribute is not. */
export function isAllowedAttribute(name: string, key: string, value: unknown): boolean {
  const form = elementForm(name)
  if (form === null) return false
  const check = Object.hasOwn(form.attributes, key) ? form.attributes[key] : undefined
  return check !== undefined && check(value)
}
