import * as Y from "yjs"
import { payloadsName, rootName } from "../form/index.ts"

/**
 * Takes out what is in the document and not in the text: notes without a reference, and what was said about images that are
 * gone. null if there is no such thing. Whatever any element names counts as referred to, also what this build does not know.
 */
export function forgetLeftoversUpdate(parts: readonly Uint8Array[]): Uint8Array | null {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  const root = doc.get(rootName, Y.XmlElement)
  const payloads = doc.getMap(payloadsName)
  const containers = root.toArray().filter(isNotes)
  const named = namesIn(root)
  const before = Y.encodeStateVector(doc)
  let isTidy = true
  doc.transact(() => {
    for (const container of containers) {
      for (let at = container.length - 1; at >= 0; at--) {
        const note = container.get(at)
        const id = note instanceof Y.XmlElement ? note.getAttribute(noteAttribute) : undefined
        if (typeof id !== "string" || named.has(id)) continue
        container.delete(at)
        isTidy = false
      }
    }
    for (const id of payloads.keys()) {
      if (named.has(id)) continue
      payloads.delete(id)
      isTidy = false
    }
  })
  const update = isTidy ? null : Y.encodeStateAsUpdate(doc, before)
  doc.destroy()
  return update
}

const noteAttribute = "__note"

const isNotes = (child: unknown): child is Y.XmlElement =>
  child instanceof Y.XmlElement && child.nodeName === "footnotes"

/** Every word that an element of the text carries as an attribute; what a note says of itself is none. */
function namesIn(root: Y.XmlElement): Set<string> {
  const names = new Set<string>()
  const pending: Y.XmlElement[] = root.toArray().filter((child) => child instanceof Y.XmlElement)
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    const isNote = element.nodeName === "footnote"
    for (const [key, value] of Object.entries(element.getAttributes() as Record<string, unknown>))
      if (typeof value === "string" && !(isNote && key === noteAttribute)) names.add(value)
    for (const child of element.toArray()) if (child instanceof Y.XmlElement) pending.push(child)
  }
  return names
}
