import {
  apply,
  emptyPublication,
  type OrgId,
  type PersonId,
  type Publication,
  PublicationIdSchema,
  type Version,
} from "@codraft/publication"
import { sampleEvents, samplePublication } from "@codraft/publication/sample"
import { expect, it } from "vitest"
import { comparable, nameIn, offeredPair } from "./compared-name.ts"

const sample = sampleEvents(Date.UTC(2016, 10, 4)).reduce(
  (state, event) => apply(state, { ...event, position: 1 }),
  emptyPublication(PublicationIdSchema.parse(samplePublication.publication.id)),
)

/** With so many versions; Ghana has those whose numbers are given. */
function withVersions(count: number, circulated: readonly number[] = []): Publication {
  const versions = Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    circulatedTo: circulated.includes(i + 1) ? { ["gha" as OrgId]: { at: 1, commentUntil: null } } : {},
  }))
  return { ...sample, versions: versions as unknown as Version[] }
}

const editor = "p-iom-1" as PersonId
const ghana = "p-gha-1" as PersonId

it("reads of an address what can be compared, and nothing else", () => {
  expect(["12", "draft", "0", "01", "1.5", "Draft", "1e3", ""].map(nameIn)).toEqual([
    12,
    "draft",
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

it("offers an editor all versions and the draft, and others what they may open", () => {
  expect(comparable(withVersions(3), editor)).toEqual(["draft", 3, 2, 1])
  expect(comparable(withVersions(3, [1, 3]), ghana)).toEqual([3, 1])
})

it("compares a version with the one before that somebody may open, else with the draft or the one after, else with nothing", () => {
  expect(offeredPair(withVersions(3), editor, 3)).toEqual([2, 3])
  expect(offeredPair(withVersions(3), editor, 1)).toEqual([1, "draft"])
  expect(offeredPair(withVersions(3, [1, 3]), ghana, 3)).toEqual([1, 3])
  expect(offeredPair(withVersions(3, [1, 3]), ghana, 1)).toEqual([1, 3])
  expect(offeredPair(withVersions(3, [3]), ghana, 3)).toBeNull()
})
