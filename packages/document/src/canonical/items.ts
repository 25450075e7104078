/* oxlint-disable no-underscore-dangle -- this file is where the dangling underscores are */
import type * as Y from "yjs"

/** What Yjs keeps to itself, and reading authors has no other way to (`authorship.test.ts` breaks when it moves). */

/** The item that holds a shared type. */
export function itemOf(type: Y.XmlText | Y.XmlElement): Y.Item | null {
  return type._item
}

/** The first item of a text, deleted ones and formats included; `right` leads on. */
export function firstItem(text: Y.XmlText): Y.Item | null {
  return text._start
}

/** The last value of an attribute, also of an element that is going at this moment. */
export function lastAttribute(element: Y.XmlElement, name: string): unknown {
  return element._map.get(name)?.content.getContent().at(-1)
}
