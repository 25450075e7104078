import * as fc from "fast-check"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { createHeadlessSection } from "../collab/index.ts"
import { docOf } from "../reader/document-shelf.ts"
import { ContentIndex, validateUpdate } from "../update/index.ts"
import { canonicalFromDoc } from "./from-doc.ts"
import { $canonicalFromEditor } from "./from-editor.ts"
import { hashInput } from "./hash-input.ts"
import { CanonicalContentSchema } from "./schema.ts"

const english = { language: "en", dir: "ltr" } as const

/** A description of an element, of which Yjs types are made anew for every document. */
type Make = () => Y.XmlElement | Y.XmlText

const makeElement =
  (name: string, attributes: Record<string, unknown>, children: readonly Make[]): Make =>
  () => {
    const made = new Y.XmlElement<Record<string, object>>(name)
    for (const [key, value] of Object.entries(attributes))
      if (value !== undefined) made.setAttribute(key, value as object)
    made.insert(
      0,
      children.map((make) => make()),
    )
    return made as unknown as Y.XmlElement
  }

const blockHead = fc.record(
  { s_lang: fc.constantFrom("fr", "zh-Hans"), __dir: fc.constantFrom("ltr", "rtl") },
  { requiredKeys: [] },
)
const format = fc.integer({ min: 0, max: 127 }).map((bits) => bits & 111)
const words = fc.stringMatching(/^[a-zé移 \t&<"']{1,8}$/u)
const text: fc.Arbitrary<Make> = fc
  .array(fc.record({ words, format, language: fc.constantFrom(undefined, undefined, "ar", "fr") }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((runs) => () => {
    const made = new Y.XmlText()
    made.applyDelta(
      runs.map(({ words, format, language }, i) => ({
        insert: words,
        attributes: {
          ...(format === 0 ? {} : { p: { __format: format } }),
          ...(language === undefined ? {} : { s_lang: language }),
          ...(i === 0 ? {} : { i }),
        },
      })),
    )
    return made
  })
const lineBreak = fc.constant(makeElement("linebreak", {}, []))
const link = fc
  .record({ url: fc.constantFrom("https://a.org/", "mailto:a@b.org"), text })
  .map(({ url, text }) => makeElement("link", { __url: url }, [text]))

const reference = fc
  .record({ note: fc.constantFrom("n1", "n2", "n3", undefined), kind: fc.constantFrom(undefined, "tablenote") })
  .map(({ note, kind }) => makeElement("footnoteref", { __note: note, __kind: kind }, []))

const target = fc.constantFrom("10.7", "8.b", "17.99").map((code) => makeElement("target", { __code: code }, []))
const crossreference = fc
  .record({
    block: fc.constantFrom("b1", "b2", undefined),
    goal: fc.constantFrom("heading", "paragraph", "subparagraph", "table", "figure", "section"),
    form: fc.constantFrom(undefined, "number"),
  })
  .map(({ block, goal, form }) =>
    makeElement("crossreference", { __section: "s01", __block: block, __goal: goal, __form: form }, []),
  )

/** Texts never touch, as in any document that an editor wrote. */
const line = fc
  .array(fc.oneof(lineBreak, link, reference, target, crossreference), { maxLength: 3 })
  .chain((others) => fc.tuple(fc.constant(others), fc.option(text, { nil: null }), fc.option(text, { nil: null })))
  .map(([others, first, last]) => [...(first ? [first] : []), ...others, ...(last && others.length > 0 ? [last] : [])])

const simple = fc
  .record({ name: fc.constantFrom("paragraph", "quote", "caption"), head: blockHead, line })
  .map(({ name, head, line }) => makeElement(name, head, line))
const heading = fc
  .record({ tag: fc.constantFrom(undefined, "h2", "h3", "h4"), head: blockHead, line })
  .map(({ tag, head, line }) => makeElement("heading", { ...head, __tag: tag }, line))

const { list, table } = fc.letrec<{ list: Make; table: Make; item: Make; block: Make }>((tie) => ({
  item: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ head: blockHead, line }).map(({ head, line }) => makeElement("listitem", head, line)),
    tie("list").map((list) => makeElement("listitem", {}, [list])),
  ),
  list: fc
    .record({
      bullets: fc.boolean(),
      start: fc.constantFrom(undefined, 0, 5),
      items: fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
    })
    .map(({ bullets, start, items }) => {
      const attributes = bullets ? { __listType: "bullet", __tag: "ul" } : { __start: start }
      return makeElement("list", attributes, items)
    }),
  block: fc.oneof({ depthSize: "small", withCrossShrink: true }, simple, heading, tie("list"), tie("table")),
  table: fc
    .tuple(
      fc.constantFrom(undefined, [24, 2000, 300]),
      fc.array(
        fc.array(
          fc
            .record({
              header: fc.constantFrom(undefined, 1, 2, 3),
              columns: fc.constantFrom(undefined, 2, 64),
              rows: fc.constantFrom(undefined, 2, 3),
              blocks: fc.array(tie("block"), { minLength: 1, maxLength: 2 }),
            })
            .map(({ header, columns, rows, blocks }) =>
              makeElement("tablecell", { __headerState: header, __colSpan: columns, __rowSpan: rows }, blocks),
            ),
          { minLength: 1, maxLength: 2 },
        ),
        { minLength: 1, maxLength: 2 },
      ),
    )
    .map(([widths, rows]) =>
      makeElement(
        "table",
        widths === undefined ? {} : { __colWidths: widths },
        rows.map((cells) => makeElement("tablerow", {}, cells)),
      ),
    ),
}))

const section = fc.array(fc.oneof(simple, heading, list, table), { minLength: 1, maxLength: 5 })

it("whatever the form allows passes validation, opens in an editor and reads the same on both sides", () => {
  fc.assert(
    fc.property(section, (makes) => {
      const doc = new Y.Doc()
      doc.get("root-v2", Y.XmlElement).insert(
        0,
        makes.map((make) => make()),
      )
      const update = Y.encodeStateAsUpdate(doc)
      expect(validateUpdate(update, new ContentIndex())).toMatchObject({ ok: true })
      const content = canonicalFromDoc(doc, english)
      expect(CanonicalContentSchema.parse(content)).toEqual(content)
      expect(content.blocks.some(({ type }) => type === "unknown")).toBe(false)
      const { editor, binding } = createHeadlessSection(docOf([update]), { newBlockId: () => "new" })
      const shown = editor.read(() => $canonicalFromEditor(english))
      expect(hashInput(shown)).toBe(hashInput(content))
      binding.destroy()
    }),
    { numRuns: 25, seed: 16 },
  )
}, 60_000)
