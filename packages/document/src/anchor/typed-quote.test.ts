import { expect, it } from "vitest"
import * as Y from "yjs"
import { seedUpdate, idsOf } from "../seed/seed.ts"
import { findTyped } from "./typed-quote.ts"

const english = { language: "en", dir: "ltr" } as const
const doc = new Y.Doc()
Y.applyUpdate(
  doc,
  seedUpdate(
    [
      { id: "h1", type: "heading", level: 2, text: "Costs" },
      { id: "p1", type: "paragraph", text: "The “cost” of moving fell in all regions, says the Panel … and more." },
      { id: "h2", type: "heading", level: 2, text: "Benefits" },
      { id: "p2", type: "paragraph", text: "The benefits of moving rose; all regions’ shares grew by 3\u00a0%." },
    ],
    { clientId: 1, newId: idsOf(1, 0), ...english },
  ),
)
const numbering = {
  setting: { headings: true, paragraphs: true, tables: true, figures: true },
  starts: { headings: [0, 0, 0, 0] as const, paragraphs: 0, tables: 0, figures: 0 },
} as const
const find = (words: string, paragraph = "") => findTyped(doc, [{ words, paragraph }], { ...english, numbering })[0]

it.each([
  ["rose; all", "exact", "rose; all"],
  ['The "cost" of  moving', "alike", "The “cost” of moving"],
  ["“the benefits of moving”", "alike", "The benefits of moving"],
  ["says the Panel ... and more", "alike", "says the Panel … and more"],
  ["…shares grew by 3 %.", "alike", "shares grew by 3\u00a0%."],
  ["The benefits […] shares grew", "alike", "The benefits of moving rose; all regions’ shares grew"],
  ["the BENEFITS ... shares grew", "alike", "The benefits of moving rose; all regions’ shares grew"],
  ["The “cost”\nof moving ... the Panel", "alike", "The “cost” of moving fell in all regions, says the Panel"],
])("finds %j (%s)", (typed, by, exact) => {
  expect(find(typed)).toMatchObject({ kind: "found", by, words: { quote: { exact } } })
})

it.each(["nobody wrote this", "The benefits … nobody wrote this", "rose … cost", "“…”", "of … in"])(
  "finds %j nowhere",
  (typed) => expect(find(typed)).toEqual({ kind: "none" }),
)

it("tells words that stand in two places by the paragraph or the heading, and else tells the places", () => {
  expect(find("of moving")).toMatchObject({
    kind: "often",
    hits: 2,
    places: [
      { quote: { suffix: expect.stringMatching(/^ fell/) } },
      { quote: { suffix: expect.stringMatching(/^ rose/) } },
    ],
  })
  expect(find("of moving", "Benefits")).toMatchObject({ kind: "found", words: { blocks: ["p2"] } })
  expect(find("of moving", "2.")).toMatchObject({ kind: "found", words: { blocks: ["p2"] } })
  expect(find("of moving", "7")).toMatchObject({ kind: "often", hits: 2 })
})

it("looks for no more than a comment can be on", () => {
  expect(find("of moving ".repeat(600))).toEqual({ kind: "too-long" })
})

it("finds words that were copied with the number of their paragraph", () => {
  expect(find("2. The benefits of moving rose")).toMatchObject({
    kind: "found",
    by: "alike",
    words: { blocks: ["p2"] },
  })
})
