import { expect, it } from "vitest"
import { explain, play, runOf, stepKinds, type Tally } from "./fuzz.ts"

const one = process.env["FUZZ_SEED"]
const first = one === undefined ? 1 : Number(one)
const count = one === undefined ? Number(process.env["FUZZ_SEEDS"] ?? 500) : 1

it(`keeps ${count} sections the same for everybody, whatever two to four people and the server do to them`, () => {
  const tally: Tally = new Map()
  for (let seed = first; seed < first + count; seed++) {
    try {
      play(runOf(seed), tally)
    } catch (failure) {
      throw new Error(explain(seed, failure), { cause: failure })
    }
  }
  const { lost = 0, doubled = 0, ...steps } = Object.fromEntries(tally)
  const made = Object.entries(steps).map(([kind, times]) => `${kind} ${times}`)
  console.log(`${count} seeds: ${made.join(", ")}`)
  console.log(`Where edits met, ${lost} characters were lost and ${doubled} doubled; elsewhere none.`)
  if (count >= 100) expect(stepKinds.filter((kind) => !tally.has(kind))).toEqual([])
}, 900_000)
