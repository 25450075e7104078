import { expect, it } from "vitest"
import { byDay, momentsOf, othersIn, type WorkSession } from "./history.ts"

const session = (name: string, before: number, after: number): WorkSession => ({
  personId: null,
  name,
  organization: "",
  startedAt: before * 1000,
  endedAt: after * 1000,
  before,
  after,
  changes: after - before,
})

it("a day has the sessions that ended on it", () => {
  const sessions = [session("Ana", 7, 9), session("Bo", 5, 6), session("Ana", 1, 2)]
  const days = byDay(sessions, (at) => (at > 4000 ? "second" : "first"))
  expect(days.map(({ day, sessions }) => [day, sessions.length])).toEqual([
    ["second", 2],
    ["first", 1],
  ])
})

it("whoever wrote between the moments of a session is named, once, and nobody else", () => {
  const chosen = session("Ana", 3, 9)
  const all = [chosen, session("Bo", 4, 5), session("Bo", 6, 12), session("Ana", 8, 9), session("Cy", 9, 11)]
  expect(othersIn(all, chosen)).toEqual(["Bo"])
})

it("moments go from the present to the first, each position once, also the beginning of what is shown", () => {
  const history = { sessions: [session("Bo", 4, 8), session("Ana", 2, 6)], earliest: 2, latest: 8 }
  const positions = (shown: { from: number; to: number }) => momentsOf(history, shown).map(({ position }) => position)
  expect(positions({ from: 2, to: 6 })).toEqual([8, 6, 2])
  expect(positions({ from: 4, to: 8 })).toEqual([8, 6, 4, 2])
  expect(momentsOf(history, { from: 3, to: 8 }).find(({ position }) => position === 3)).toMatchObject({
    session: { name: "Ana" },
    place: "during",
  })
})
