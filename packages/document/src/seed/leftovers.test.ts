import { expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { payloadsName, rootName } from "../form/index.ts"
import { forgetLeftoversUpdate } from "./leftovers.ts"

/** A line with a reference to each of these notes; the notes and payloads that the document holds; an image per shown payload. */
function docOf(given: { refers: string[]; notes: string[]; shows: string[]; payloads: string[] }): Y.Doc {
  const doc = new Y.Doc()
  const element = (name: string, attributes: Record<string, string>, children: (Y.XmlElement | Y.XmlText)[] = []) => {
    const made = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.insert(0, children)
    return made
  }
  doc.getMap(payloadsName).doc?.transact(() => {
    for (const id of given.payloads)
      doc.getMap(payloadsName).set(id, new Y.Map(Object.entries({ kind: "image", alt: `alt of ${id}` })))
  })
  const references = given.refers.map((id) => element("footnoteref", { __note: id, __kind: "footnote" }))
  const notes = given.notes.map((id) =>
    element("footnote", { s_id: `block-${id}`, __note: id }, [new Y.XmlText(`words of ${id}`)]),
  )
  doc
    .get(rootName, Y.XmlElement)
    .insert(0, [
      element("paragraph", { s_id: "line" }, [new Y.XmlText("words"), ...references]),
      ...given.shows.map((id) => element("image", { s_id: `image-${id}`, __payload: id })),
      element("footnotes", { s_id: "notes" }, notes),
    ])
  return doc
}

const bytesOf = (doc: Y.Doc): string => new TextDecoder().decode(Y.encodeStateAsUpdate(doc))

it("takes out notes and payloads that nothing refers to, and changes no content", () => {
  const doc = docOf({ refers: ["n1"], notes: ["n1", "n2"], shows: ["i1"], payloads: ["i1", "i2"] })
  const before = canonicalFromDoc(doc, { language: "en", dir: "ltr" })
  expect(bytesOf(doc)).toContain("words of n2")
  const update = forgetLeftoversUpdate([Y.encodeStateAsUpdate(doc)])
  if (update === null) throw new Error("nothing was found")
  Y.applyUpdate(doc, update)
  expect(canonicalFromDoc(doc, { language: "en", dir: "ltr" })).toEqual(before)
  const bytes = bytesOf(doc)
  expect(["words of n1", "words of n2", "alt of i1", "alt of i2"].map((words) => bytes.includes(words))).toEqual([
    true,
    false,
    true,
    false,
  ])
})

it("has nothing to do where everything is referred to, or by something that it does not know", () => {
  const doc = docOf({ refers: ["n1"], notes: ["n1", "n2"], shows: [], payloads: ["i1"] })
  const unknown = new Y.XmlElement("hologram")
  unknown.setAttribute("shows", "i1")
  unknown.setAttribute("cites", "n2")
  doc.get(rootName, Y.XmlElement).insert(1, [unknown])
  expect(forgetLeftoversUpdate([Y.encodeStateAsUpdate(doc)])).toBeNull()
})
