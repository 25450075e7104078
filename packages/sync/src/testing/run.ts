import { Chance } from "./chance.ts"
import { plainTextOf } from "./edits.ts"
import { type OperationName, operationNames, operations } from "./operations.ts"
import { Simulation } from "./simulation.ts"

/** One thing that happens, and how long it takes until the next. `roll` is its own chance, so that steps can be left out. */
export interface Step {
  readonly operation: OperationName
  readonly roll: number
  readonly waitMs: number
}

export interface Outcome {
  /** How often each operation found something to happen to. */
  readonly counts: ReadonlyMap<OperationName, number>
  readonly failure: Error | null
  /** What everybody said at every step and had at the end: equal for equal runs. */
  readonly trace: readonly string[]
}

/** Runs that take longer to become short than they are worth are told as they are. */
const shrinkRunsMax = 400

export function stepsOf(seed: number): Step[] {
  const chance = new Chance(seed)
  const weighted = operationNames.map((name) => [name, operations[name][0]] as const)
  const arrivals = Array.from({ length: chance.between(2, 6) }, (): Step => {
    return { operation: "opensSection", roll: chance.between(0, 9_999), waitMs: chance.between(0, 300) }
  })
  const steps = Array.from({ length: chance.between(20, 90) }, () => ({
    operation: chance.weighted(weighted),
    roll: chance.between(0, 9_999),
    waitMs: chance.weighted([
      [0, 4],
      [chance.between(1, 100), 4],
      [chance.between(100, 3_000), 3],
      [chance.between(3_000, 40_000), 1],
    ]),
  }))
  return [...arrivals, ...steps]
}

export async function runSteps(seed: number, steps: readonly Step[]): Promise<Outcome> {
  const counts = new Map<OperationName, number>()
  const trace: string[] = []
  const world = new Simulation(seed)
  try {
    await world.begin()
    for (const { operation, roll, waitMs } of steps) {
      world.chance = new Chance(roll)
      if (await operations[operation][1](world)) counts.set(operation, (counts.get(operation) ?? 0) + 1)
      await world.clock.pass(waitMs)
      trace.push(`${operation} ${world.tabs.map(({ name, says }) => `${name} ${says}`).join(", ")}`)
      await world.check()
    }
    await world.rest()
    trace.push(...world.tabs.map(({ name, doc }) => `${name} ${plainTextOf(doc)}`))
    return { counts, failure: null, trace }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { counts, failure: error, trace }
  } finally {
    await world.end()
  }
}

/** The fewest steps that still fail, by leaving out ever smaller parts. */
export async function shrink(
  seed: number,
  steps: readonly Step[],
  run: (seed: number, steps: readonly Step[]) => Promise<Pick<Outcome, "failure">> = runSteps,
): Promise<{ steps: readonly Step[]; failure: Error }> {
  let current = steps
  let { failure } = await run(seed, steps)
  if (!failure) throw new Error(`seed ${seed} does not fail twice: the simulation is not deterministic`)
  let runs = 0
  for (let size = Math.ceil(current.length / 2); size >= 1 && runs < shrinkRunsMax; ) {
    let isShorter = false
    for (let from = 0; from < current.length && runs < shrinkRunsMax; ) {
      const shorter = [...current.slice(0, from), ...current.slice(from + size)]
      runs += 1
      const outcome = await run(seed, shorter)
      if (outcome.failure) {
        failure = outcome.failure
        current = shorter
        isShorter = true
      } else {
        from += size
      }
    }
    if (size === 1 && !isShorter) break
    if (!isShorter || size > 1) size = Math.max(1, Math.floor(size / 2))
  }
  return { steps: current, failure }
}

/** What someone needs to repeat it. */
export function report(seed: number, steps: readonly Step[], failure: Error): string {
  return [
    `seed ${seed}: ${failure.name}: ${failure.message}`,
    `repeat it: SIM_SEED=${seed} npx vitest run src/testing/simulation.test.ts   (in packages/sync)`,
    `shrunk to ${steps.length} steps, for a named case:`,
    JSON.stringify(steps.map(({ operation, roll, waitMs }) => [operation, roll, waitMs])),
    failure.name === "BrokenInvariant" ? "" : (failure.stack ?? ""),
  ].join("\n")
}
