import type { Publication, Thread } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { isNarrowed, validRegister } from "./register-address.ts"
import { type FetchedRow, rowsOf, shownRows } from "./rows.ts"

const publication = {
  organizations: { ngo: { name: "Open Routes" }, gha: { name: "Ghana" } },
  members: {},
  formerMembers: {},
  officers: {},
  sections: {},
} as unknown as Publication

function row(id: string, more: Partial<Thread> = {}, of: Partial<FetchedRow> = {}): FetchedRow {
  const thread = {
    id,
    sectionId: null,
    author: "p1",
    organization: "ngo",
    at: 1,
    kind: "substantive",
    targets: [],
    isGap: false,
    anchor: null,
    comments: [{ id, author: "p1", at: 1, body: `Comment ${id}`, editedAt: null, isDeleted: false }],
    state: "open",
    outcome: null,
    reason: null,
    assignee: null,
    openedAs: null,
    isGone: false,
    ...more,
  } as unknown as Thread
  return { thread, place: null, quote: null, isRemoved: false, ...of }
}
const rows = rowsOf(
  publication,
  [],
  [
    row("a", { targets: ["10.7", "4.b"], organization: "gha" as never, at: 3 }),
    row("b", { isGap: true, kind: "editorial", at: 2, state: "resolved", reason: "Trop tard, hélas" }),
    row("c", { targets: ["4.b"], at: 5 }, { quote: "Qualité de la donnée" }),
  ],
)
const shown = (search: Record<string, unknown>) =>
  shownRows(publication, rows, validRegister(search), "p1" as never).map(({ id }) => id)

describe("the register", () => {
  it("stands in the order of the publication until another is asked for", () => {
    expect(shown({})).toEqual(["a", "b", "c"])
    expect(shown({ sort: "date" })).toEqual(["b", "a", "c"])
    expect(shown({ sort: "date", down: true })).toEqual(["c", "a", "b"])
    expect(shown({ sort: "organization" })).toEqual(["a", "b", "c"])
    expect(shown({ sort: "target" })).toEqual(["c", "a", "b"])
    expect(shown({ sort: "kind" })).toEqual(["b", "a", "c"])
    expect(shown({ sort: "state", down: true })).toEqual(["b", "a", "c"])
  })

  it("finds words wherever they stand in a comment, without accents and capitals", () => {
    expect(shown({ q: "QUALITE donnee" })).toEqual(["c"])
    expect(shown({ q: "helas" })).toEqual(["b"])
    expect(shown({ q: "ghana" })).toEqual(["a"])
    expect(shown({ q: "comment zymurgy" })).toEqual([])
  })

  it("reads an address as far as it makes sense", () => {
    expect(validRegister({ target: 10.7, state: "nonsense", sort: "place", down: true, mine: "yes" })).toEqual({
      target: "10.7",
    })
    expect(["draft", 2, "12"].map((version) => validRegister({ version }).version)).toEqual(["draft", 2, 12])
    for (const version of [0, 1.5, "Rev.1", true]) expect(validRegister({ version })).toEqual({})
    expect(isNarrowed(validRegister({ sort: "date" }))).toBe(false)
    expect(isNarrowed(validRegister({ q: 2016, unanswered: true }))).toBe(true)
    expect(shown({ target: "gap" })).toEqual(["b"])
  })
})
