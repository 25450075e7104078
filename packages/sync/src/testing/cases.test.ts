import { afterEach, describe, expect, it } from "vitest"
import { plainTextOf, typeWords } from "./edits.ts"
import { report, runSteps, shrink, stepsOf } from "./run.ts"
import { Simulation } from "./simulation.ts"
import type { SimulatedTab } from "./simulated-tab.ts"

let world: Simulation
afterEach(() => world.end())

async function simulate(): Promise<Simulation> {
  world = new Simulation(1)
  await world.begin()
  return world
}

async function joined(person: string, section = "joint"): Promise<SimulatedTab> {
  const tab = world.open(person, section)
  await world.clock.pass(1_000)
  return tab
}

function types(tab: SimulatedTab, ...words: string[]): void {
  tab.makes(words, (doc) => typeWords(doc, world.chance, words))
}

function logged(section = "joint"): string {
  return plainTextOf(world.logged.doc(`text:${section}`))
}

describe("simulation, named cases", () => {
  it("[SIM2] what was appended before the server died is there, though nobody was told", async () => {
    await simulate()
    const [ana, bo] = [await joined("ana"), await joined("bo")]
    world.dieAfterNextAppend()
    types(ana, "w1.")
    await world.clock.pass(200)
    expect([logged(), ana.says, plainTextOf(bo.doc)]).toEqual(["w1.", expect.not.stringMatching("saved"), ""])
    await world.clock.pass(30_000)
    expect([ana.says, plainTextOf(bo.doc)]).toEqual(["saved", "w1."])
    await world.rest()
    expect(logged()).toBe("w1.")
  })

  it("[SIM2] what the server took and did not append is sent again", async () => {
    await simulate()
    const ana = await joined("ana")
    world.pauseDisk()
    types(ana, "w1.")
    await world.clock.pass(1_000)
    for (const server of world.servers) world.killServer(server)
    world.resumeDisk()
    await world.clock.pass(1_000)
    expect(logged()).toBe("")
    await world.rest()
    expect([logged(), ana.says]).toEqual(["w1.", "saved"])
  })

  it("[SIM3] a writer who becomes a reader and a writer again keeps what was receipted and what was not", async () => {
    await simulate()
    const ana = await joined("ana")
    types(ana, "w1.")
    await world.clock.pass(1_000)
    const before = ana.doc.clientID
    world.network.offline(ana.name)
    types(ana, "w2.")
    world.changeRight("ana", "joint", "read")
    world.comeOnline(ana)
    await world.clock.pass(30_000)
    expect([ana.unsentText, plainTextOf(ana.doc)]).toEqual(["w2.", "w1."])
    world.changeRight("ana", "joint", "write")
    await world.clock.pass(10_000)
    types(ana, "w3.")
    await world.rest()
    expect(ana.doc.clientID).not.toBe(before)
    expect([...logged().matchAll(/w\d/g)].map(String).sort()).toEqual(["w1", "w3"])
    expect(ana.unsentText).toBe("w2.")
  })

  it("[SIM4] who loses the right to read is sent nothing from then on, and keeps nothing", async () => {
    await simulate()
    const [ana, bo] = [await joined("ana", "draft"), await joined("bo", "draft")]
    types(ana, "w1.")
    await world.clock.pass(1_000)
    expect(plainTextOf(bo.doc)).toBe("w1.")
    world.changeRight("bo", "draft", "none")
    types(ana, "w2.")
    await world.rest()
    expect([bo.says, plainTextOf(bo.doc), bo.device.section(bo.stream).copy]).toEqual(["action-needed", "", []])
  })

  it("[SIM5] 2 MB of offline work arrive at everybody", async () => {
    await simulate()
    const [ana, bo] = [await joined("ana"), await joined("bo")]
    world.network.offline(ana.name)
    for (let part = 1; part <= 20; part += 1) types(ana, `w${part}.`, "x".repeat(100_000))
    world.comeOnline(ana)
    await world.rest()
    expect(ana.says).toBe("saved")
    expect(logged().length).toBeGreaterThan(2_000_000)
    expect(plainTextOf(bo.doc)).toBe(logged())
  })

  it("[SIM6] while the disk is full nobody is told saved, and nothing is lost", async () => {
    await simulate()
    const ana = await joined("ana")
    world.disk.setFull(true)
    types(ana, "w1.")
    for (let second = 0; second < 60; second += 1) {
      await world.clock.pass(1_000)
      expect(ana.says).not.toBe("saved")
    }
    await world.rest()
    expect([ana.says, logged()]).toEqual(["saved", "w1."])
  })

  it("[SIM7] the same seed gives the same run", async () => {
    await simulate()
    const runs = [await runSteps(17, stepsOf(17)), await runSteps(17, stepsOf(17))]
    expect(runs[0]?.trace).toEqual(runs[1]?.trace)
    expect(runs[0]?.failure).toBe(null)
  })

  it("[SIM7] a failing seed is told with the fewest steps and the command to repeat it", async () => {
    await simulate()
    const steps = stepsOf(3)
    const breaks = (run: readonly { operation: string }[]) => run.some(({ operation }) => operation === "types")
    const run = async (_seed: number, tried: readonly { operation: string }[]) => ({
      failure: breaks(tried) ? new Error("somebody typed") : null,
    })
    const shrunk = await shrink(3, steps, run)
    expect(shrunk.steps.map(({ operation }) => operation)).toEqual(["types"])
    expect(report(3, shrunk.steps, shrunk.failure)).toContain("SIM_SEED=3 npx vitest run")
  })
})
