import { beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { paragraphOf, ScriptedWorld } from "../testing/scripted-world.ts"

let world: ScriptedWorld
beforeEach(() => {
  world = new ScriptedWorld()
})

describe("a server that was set back to a backup", () => {
  it("[CLIENT16] words that a server lost, others' among them, are on offer and outlive the tab", async () => {
    const tab = await world.joined()
    const backup = Y.encodeStateAsUpdate(world.server.doc)
    world.server.edit((doc) => paragraphOf(doc).insert(5, "upon a time, "))
    await world.clock.pass(100)
    tab.types("said Ana")
    await world.clock.pass(100)
    expect(tab.says).toBe("saved")

    world.server.mode = "denies"
    world.server.denial = { code: "foreign-text", message: "Another person's words." }
    world.server.restore(backup)
    await world.clock.pass(20_000)
    expect(tab.text).toBe("Once ")
    expect(tab.refusal).toBe("server-set-back")
    expect(tab.unsentText).toContain("upon a time, said Ana")
    await tab.client.destroy()
    const next = await world.joined("next")
    expect(next.text).toBe("Once ")
    expect(next.unsentText).toContain("upon a time, said Ana")
    next.client.dismissUnsent()
    expect(next.says).toBe("saved")
  })

  it("[CLIENT16] a tab that closes before the restored text has come loses none of them", async () => {
    const tab = await world.joined()
    const backup = Y.encodeStateAsUpdate(world.server.doc)
    world.server.edit((doc) => paragraphOf(doc).insert(5, "upon a time"))
    await world.clock.pass(100)
    world.server.mode = "denies"
    world.server.denial = { code: "foreign-text", message: "Another person's words." }
    world.server.restore(backup)
    for (let waited = 0; tab.resets === 0 && waited < 20_000; waited += 10) await world.clock.pass(10)
    world.network.offline("tab")
    await tab.client.destroy()
    const next = await world.joined("next")
    await world.clock.pass(20_000)
    expect(next.text).toBe("Once ")
    expect(next.unsentText).toContain("upon a time")
  })
})
