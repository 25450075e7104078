import { captionForms } from "../kinds/caption/form.ts"
import { crossreferenceForms } from "../kinds/crossreference/form.ts"
import { footnoteForms } from "../kinds/footnote/form.ts"
import { headingForms } from "../kinds/heading/form.ts"
import { imageForms } from "../kinds/image/form.ts"
import { linebreakForms } from "../kinds/linebreak/form.ts"
import { linkForms } from "../kinds/link/form.ts"
import { listForms } from "../kinds/list/form.ts"
import { paragraphForms } from "../kinds/paragraph/form.ts"
import { quoteForms } from "../kinds/quote/form.ts"
import { tableForms } from "../kinds/table/form.ts"
import { targetForms } from "../kinds/target/form.ts"
import { type Container, type Content, type ElementForm, idAttribute, statePrefix } from "./attributes.ts"

/**
 * The Yjs form of a section: which elements exist, which attributes each may carry and which values those may have.
 * It is the one table behind what the editor writes (`nodes`), what a reader understands (`canonical`) and what the
 * server lets in (`update`). It knows neither Lexical nor Yjs.
 */

/** Root type of the text: `doc.get(rootName, Y.XmlElement)`. */
export const rootName = "root-v2"
/** Root type of what is said about images: `doc.getMap(payloadsName)`, id -> `Y.Map`. */
export const payloadsName = "payloads"
/** The node name that Yjs gives to an element without one: the root, and nothing else. */
export const rootNodeName = "UNDEFINED"

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

export const elementForms = {
  ...paragraphForms,
  ...headingForms,
  ...quoteForms,
  ...captionForms,
  ...listForms,
  ...tableForms,
  ...linkForms,
  ...linebreakForms,
  ...footnoteForms,
  ...imageForms,
  ...targetForms,
  ...crossreferenceForms,
} as const satisfies Record<string, ElementForm>

export type ElementName = keyof typeof elementForms

export function isElementName(name: string): name is ElementName {
  return Object.hasOwn(elementForms, name)
}

export function elementForm(name: string): ElementForm | null {
  return isElementName(name) ? elementForms[name] : null
}

/** What may be among the children of an element; null if there is no such element. */
export function contentOf(name: string): Content | null {
  return name === rootNodeName ? "root" : (elementForm(name)?.content ?? null)
}

/** The word for a run of text among an element's children. */
export type ChildName = ElementName | "text"

const textStandsIn: readonly Content[] = ["inline", "linked", "itemContent", "noteText"]

export function mayHold(content: Content, child: string): boolean {
  return (child === "text" ? textStandsIn : (elementForm(child)?.standsIn ?? [])).includes(content)
}

export function isContainerContent(content: Content | null): content is Container {
  return content === "root" || content === "blocks" || content === "notes"
}

/** Every element that carries an id of its own: all but what stands inside a line. */
export function isBlockName(name: string): boolean {
  const form = elementForm(name)
  return form !== null && Object.hasOwn(form.attributes, idAttribute)
}

/** A block that holds words itself. */
export function isLineName(name: string): boolean {
  const form = elementForm(name)
  return form !== null && isBlockName(name) && mayHold(form.content, "text")
}

/** Unknown state is kept and passed on unread, so a later build may add to it; any other unknown attribute is not. */
export function isAllowedAttribute(name: string, key: string, value: unknown): boolean {
  const form = elementForm(name)
  if (form === null) return false
  const check = Object.hasOwn(form.attributes, key) ? form.attributes[key] : undefined
  return check !== undefined && check(value)
}
