import * as Y from "yjs"
import { sourceOf } from "../canonical/from-doc.ts"
import { firstItem } from "../canonical/items.ts"
import { isReadableBlock } from "../canonical/source.ts"
import { rootName } from "../form/index.ts"
import { Words, type WordTree } from "./words.ts"

export type SectionWords = Words<Y.XmlText>

/** The words of a section's document. */
export function sectionWords(doc: Y.Doc): SectionWords {
  return Words.of(doc.get(rootName, Y.XmlElement), sharedTypes)
}

const sharedTypes: WordTree<Y.XmlElement, Y.XmlText> = {
  childrenOf: (element) => element.toArray(),
  element: (child) => (child instanceof Y.XmlElement ? child : null),
  text: (child) => (child instanceof Y.XmlText ? { of: child, text: stringOf(child) } : null),
  nameOf: (element) => element.nodeName,
  attributeOf: (element, name) => element.getAttribute(name),
  isShown: (element, container) => isReadableBlock(sourceOf(element), container),
}

/** Every unit as Yjs counts it. */
function stringOf(text: Y.XmlText): string {
  let string = ""
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    string += item.content instanceof Y.ContentString ? item.content.str : "\uFFFC".repeat(item.length)
  }
  return string
}
