import { describe, expect, it } from "vitest"
import { type OperationName, operationNames } from "./operations.ts"
import { report, runSteps, shrink, stepsOf } from "./run.ts"

const { SIM_SEED, SIM_SEEDS } = process.env
/** About a minute on one core. */
const seedsByDefault = 500
const first = SIM_SEED === undefined ? 1 : Number(SIM_SEED)
const count = SIM_SEED === undefined ? Number(SIM_SEEDS ?? seedsByDefault) : 1

// y-websocket's provider listens to the end of the process, once per tab that is open.
process.setMaxListeners(100)

describe("simulation", () => {
  it(`[SIM1] holds every promise in ${count} seeds`, async () => {
    const counts = new Map<OperationName, number>()
    const startedAt = performance.now()
    for (let seed = first; seed < first + count; seed += 1) {
      const steps = stepsOf(seed)
      const outcome = await runSteps(seed, steps)
      for (const [name, times] of outcome.counts) counts.set(name, (counts.get(name) ?? 0) + times)
      if (outcome.failure) {
        const shrunk = await shrink(seed, steps)
        throw new Error(report(seed, shrunk.steps, shrunk.failure))
      }
    }
    const perSecond = (count / (performance.now() - startedAt)) * 1_000
    console.log(`simulation: ${count} seeds, ${perSecond.toFixed(1)} per second`, Object.fromEntries(counts))
    if (count >= 50) expect(operationNames.filter((name) => !counts.has(name))).toEqual([])
  }, 600_000)
})
