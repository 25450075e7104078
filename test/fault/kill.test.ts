import { afterAll, beforeAll, expect, it } from "vitest"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess } from "../harness/server-process.ts"
import { Typist } from "./typist.ts"

const rounds = 20
const section = "s13"
const writers = ["p-bgd-1", "p-can-1", "p-mar-1", "p-mda-1", "p-iom-1"]
const reader = "p-ngo-1"
/** Words under way per person: the server is never idle, and nobody runs ahead of it without bound. */
const waitingMax = 4
const timeoutMs = 600_000

let server: ServerProcess
beforeAll(async () => {
  server = await ServerProcess.start()
})
afterAll(async () => {
  await server?.dispose()
})

it(
  `loses nothing that anybody saw or had receipted when it is killed under typing, ${rounds} times in a row`,
  async () => {
    const everSafe = new Set<string>()
    let lost = 0
    for (let round = 1; round <= rounds; round += 1) {
      const typists = await Promise.all(
        [...writers, reader].map((person) =>
          Typist.joins(server.url, person, section, { name: `${round}-${person}`, staysAway: true }),
        ),
      )
      for (const typist of typists.slice(0, writers.length)) typeWithoutPause(typist)
      const receipted = () => typists.reduce((sum, typist) => sum + typist.receipted.length, 0)
      await eventually("the typing to be in full flow", () => receipted() > 40 + ((round * 37) % 60))
      await server.kill()
      // What was on the wire when the server died still arrives: it counts as seen.
      await eventually("everybody to notice", () => typists.every((typist) => !typist.isConnected))
      for (const word of typists.flatMap((typist) => typist.safeWords)) everSafe.add(word)
      for (const typist of typists) typist.leaves()

      await server.startAgain()
      const newcomer = await Typist.joins(server.url, reader, section)
      const there = newcomer.words
      newcomer.leaves()
      const missing = [...everSafe].filter((word) => !there.has(word))
      lost += missing.length
      expect(missing, `after the kill of round ${round}`).toEqual([])
    }
    expect(everSafe.size).toBeGreaterThan(rounds * 40)
    console.log(`kill -9: ${rounds} rounds, ${everSafe.size} words seen, ${lost} lost`)
  },
  timeoutMs,
)

function typeWithoutPause(typist: Typist): void {
  let count = 0
  const type = () => {
    while (typist.isConnected && typist.waiting < waitingMax) typist.types(`word-${typist.name}-${(count += 1)}`)
  }
  typist.onReceipt = type
  type()
}
