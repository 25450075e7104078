import type { Comparison } from "@codraft/document/compare"
import type { MoveId, PersonId, Publication, SectionId } from "@codraft/publication"
import { expect, it } from "vitest"
import { movedAway } from "./moved-away.ts"

type Passage = Publication["passages"][SectionId][number]

const [here, there] = ["s1" as SectionId, "s2" as SectionId]
const move = { moveId: "m1" as MoveId, undoes: null, isWhole: false, at: 5, by: "ana" as PersonId }
const gone: Passage = {
  ...move,
  type: "gone",
  sectionId: here,
  blockIds: ["b1", "list", "table", "caption"],
  stood: { after: null, before: null },
}
const come: Passage = {
  ...move,
  type: "come",
  sectionId: there,
  blockIds: ["b1", "n2", "table", "n3"],
  followedBy: null,
}

function publication(passages: Publication["passages"], sections: readonly SectionId[] = [here, there]) {
  const known = sections.map((id) => [id, { id, title: `Title of ${id}` }])
  return { passages, sections: Object.fromEntries(known) as Publication["sections"] }
}
const paragraph = (id: string) => ({ kind: "added", after: { type: "paragraph", id, content: [] } }) as const
const item = (id: string, list: string) =>
  ({ kind: "added", after: { type: "item", id, lists: [{ type: "list", id: list }], content: [] } }) as const
const table = {
  kind: "added",
  after: { type: "table", id: "table", rows: [], caption: { id: "caption", content: [] } },
}
const changes = (...passages: readonly object[]) => ({ passages }) as unknown as Pick<Comparison, "passages">

it("what an older text would bring back though it is in another section is counted, with where that is and since when", () => {
  const all = changes(paragraph("b0"), paragraph("b1"), item("i1", "list"), item("i2", "list"), table)
  expect(movedAway(publication({ [here]: [gone], [there]: [come] }), here, all, null)).toEqual([
    { section: "Title of s2", at: 5, count: 4, blocks: ["b1", "list", "list", "table", "caption"] },
  ])
  const one = movedAway(publication({ [here]: [gone], [there]: [come] }), here, all, ["b1"])
  expect(one).toEqual([{ section: "Title of s2", at: 5, count: 1, blocks: ["b1"] }])
})

it("a section that this person may not read is not named", () => {
  expect(movedAway(publication({ [here]: [gone] }, [here]), here, changes(paragraph("b1")), null)).toEqual([
    { section: null, at: 5, count: 1, blocks: ["b1"] },
  ])
})

it("what has come back, or is not missing, is no second copy", () => {
  const back = [
    { ...gone, moveId: "m2" as MoveId, sectionId: there },
    { ...come, moveId: "m2" as MoveId, sectionId: here, blockIds: gone.blockIds },
  ]
  const passages = { [here]: [gone, back[1] as Passage], [there]: [come, back[0] as Passage] }
  expect(movedAway(publication(passages), here, changes(paragraph("b1")), null)).toEqual([])
  const same = { kind: "same", after: { type: "paragraph", id: "b1", content: [] } }
  expect(movedAway(publication({ [here]: [gone], [there]: [come] }), here, changes(same), null)).toEqual([])
})
