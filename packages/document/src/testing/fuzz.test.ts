import { expect, it } from "vitest"
import { explain, newTally, play, runOf, stepKinds } from "./fuzz.ts"

const one = process.env["FUZZ_SEED"]
const first = one === undefined ? 1 : Number(one)
const count = one === undefined ? Number(process.env["FUZZ_SEEDS"] ?? 500) : 1

it(`keeps ${count} sections the same for everybody, whatever two to four people and the server do to them`, () => {
  const tally = newTally()
  for (let seed = first; seed < first + count; seed++) {
    try {
      play(runOf(seed), tally)
    } catch (failure) {
      throw new Error(explain(seed, failure), { cause: failure })
    }
  }
  const steps = [...tally.steps].map(([kind, times]) => `${kind} ${times}`).join(", ")
  console.log(`${count} seeds: ${steps}; heals: ${tally.heals.error} after an error, ${tally.heals.drift} after drift`)
  if (count >= 100) expect(stepKinds.filter((kind) => !tally.steps.has(kind))).toEqual([])
}, 600_000)
