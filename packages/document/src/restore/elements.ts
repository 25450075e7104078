import * as Y from "yjs"
import {
  elementForm,
  idAttribute,
  isAllowedAttribute,
  isBlockName,
  isLineName,
  mayHold,
  payloadsName,
} from "../form/index.ts"
import { type FormElement, type FormText, isText } from "./form-of.ts"
import { defaultOf, isContent } from "./keys.ts"
import { attributesOf } from "./text.ts"

type Attributes = Record<string, unknown>

/** Makes elements of a document from what they are to be, or from others that they take the place of. */
export class ElementMaker {
  readonly #doc: Y.Doc
  readonly #newId: () => string

  constructor(doc: Y.Doc, newId: () => string) {
    this.#doc = doc
    this.#newId = newId
  }

  from(wanted: FormElement): Y.XmlElement {
    const element = new Y.XmlElement<Record<string, object>>(wanted.name)
    for (const [key, value] of Object.entries(wanted.attributes)) element.setAttribute(key, value as object)
    if (wanted.name === "list" && wanted.attributes["__listType"] === "bullet")
      element.setAttribute("__tag", "ul" as unknown as object)
    if (isBlockName(wanted.name)) element.setAttribute(idAttribute, (wanted.id ?? this.#newId()) as unknown as object)
    if (wanted.name === "image") element.setAttribute("__payload", this.#payload(wanted) as unknown as object)
    const children = wanted.children.map((child) => (isText(child) ? this.text(child) : this.from(child)))
    // A line without words holds an empty text, so that two people who begin in it share one.
    const isEmptyLine = children.length === 0 && isBlockName(wanted.name) && isLineName(wanted.name)
    element.insert(0, isEmptyLine ? [new Y.XmlText()] : children)
    return element as unknown as Y.XmlElement
  }

  /** The same content as another element has, to be put in its place or elsewhere; marks come along. */
  again(former: Y.XmlElement, { name }: FormElement): Y.XmlElement {
    const element = new Y.XmlElement<Record<string, object>>(name)
    for (const [key, value] of Object.entries(former.getAttributes() as Attributes)) {
      if (isAllowedAttribute(name, key, value)) element.setAttribute(key, value as object)
    }
    const content = elementForm(name)?.content
    const children = former.toArray().filter((child) => {
      if (content === undefined) return false
      return mayHold(content, child instanceof Y.XmlElement ? child.nodeName : "text")
    })
    element.insert(
      0,
      children.map((child) => child.clone() as Y.XmlElement | Y.XmlText),
    )
    return element as unknown as Y.XmlElement
  }

  text({ runs }: FormText): Y.XmlText {
    const text = new Y.XmlText()
    text.applyDelta(runs.map((run) => ({ insert: run.text, attributes: attributesOf(run) })))
    return text
  }

  /** Says of an image what is wanted. */
  describe(image: Y.XmlElement, { payload }: FormElement): void {
    if (payload === undefined) return
    const said = this.#doc.getMap(payloadsName).get(String(image.getAttribute("__payload")))
    if (!(said instanceof Y.Map)) {
      image.setAttribute("__payload", this.#put({ kind: "image", ...payload }))
      return
    }
    for (const [key, value] of Object.entries(payload)) if (said.get(key) !== value) said.set(key, value)
  }

  #payload({ payload }: FormElement): string {
    return payload === undefined ? this.#newId() : this.#put({ kind: "image", ...payload })
  }

  #put(payload: Attributes): string {
    const id = this.#newId()
    this.#doc.getMap(payloadsName).set(id, new Y.Map<unknown>(Object.entries(payload)))
    return id
  }
}

/** Gives an element these attributes; its id and what later builds say of it stay. */
export function patchAttributes(element: Y.XmlElement, { name, attributes }: FormElement): void {
  const present = element.getAttributes() as Attributes
  for (const key of new Set([...Object.keys(present), ...Object.keys(attributes)])) {
    if (!isContent(name, key)) continue
    const [was, wanted] = [present[key] ?? defaultOf(name, key), attributes[key] ?? defaultOf(name, key)]
    if (JSON.stringify(was) === JSON.stringify(wanted)) continue
    if (attributes[key] === undefined) element.removeAttribute(key)
    else element.setAttribute(key, attributes[key] as string)
  }
  if (name === "list") {
    const isBullet = attributes["__listType"] === "bullet"
    if ((present["__tag"] === "ul") !== isBullet) {
      if (isBullet) element.setAttribute("__tag", "ul")
      else element.removeAttribute("__tag")
    }
  }
}

/** Whether somebody has taken it out of the document. */
export function isGone(type: unknown): boolean {
  if (!(type instanceof Y.AbstractType)) return true
  // oxlint-disable-next-line no-underscore-dangle -- Yjs says only so whether a type is still in its document
  const item = type._item
  return item === null || item.deleted
}
