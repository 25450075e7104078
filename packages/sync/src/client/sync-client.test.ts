import { HEAL } from "@codraft/document/collab"
import { beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { closeCodes } from "../protocol/index.ts"
import { paragraphOf, ScriptedWorld, stream } from "../testing/scripted-world.ts"
import { insertsText } from "./unsent-text.ts"

let world: ScriptedWorld
beforeEach(() => {
  world = new ScriptedWorld()
})

describe("saving", () => {
  it("[CLIENT1] says saved only when the server has receipted every own edit", async () => {
    const tab = await world.joined()
    expect(tab.says).toBe("saved")
    world.server.mode = "logs-without-receipt"
    tab.types("upon")
    expect(tab.says).toBe("saving")
    await world.clock.pass(5_000)
    expect(tab.says).toBe("saving")
    world.server.send({ type: "receipt", count: 2 })
    await world.clock.pass(100)
    expect(tab.says).toBe("saved")
    expect(world.device.section(stream).unsent).toEqual([])
  })

  it("[CLIENT1] a receipt of earlier messages leaves later edits unsaved", async () => {
    const tab = await world.joined()
    world.server.mode = "logs-without-receipt"
    tab.types("a")
    tab.types("b")
    await world.clock.pass(100)
    world.server.send({ type: "receipt", count: 2 })
    await world.clock.pass(100)
    expect(tab.says).toBe("saving")
    world.server.send({ type: "receipt", count: 3 })
    await world.clock.pass(100)
    expect(tab.says).toBe("saved")
  })

  it("[CLIENT2] says that offline work is kept only once the device has it", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    await world.clock.pass(100)
    expect(tab.says).toBe("offline")
    world.device.pause()
    tab.types("upon")
    await world.clock.pass(100)
    expect(tab.says).toBe("saving")
    world.device.resume()
    await world.clock.pass(0)
    expect(tab.says).toBe("offline, kept")
    expect(tab.client.hasUnsent()).toBe(true)
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect(tab.says).toBe("saved")
    expect(tab.client.hasUnsent()).toBe(false)
    expect(world.serverText).toBe("Once upon")
  })

  it("[CLIENT3] shows a full device, and keeps the text there as soon as there is space", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    await world.clock.pass(100)
    world.device.fill()
    tab.types("upon")
    await world.clock.pass(100)
    expect(tab.refusal).toBe("device-full")
    expect(tab.client.deviceFailure?.isFull).toBe(true)
    world.device.mend()
    await world.clock.pass(5_000)
    expect(tab.says).toBe("offline, kept")
    expect(tab.client.deviceFailure).toBe(null)
  })

  it("[CLIENT3] a failing device does not keep the server from saving, and is not hidden", async () => {
    world.device.fail()
    const tab = await world.joined()
    tab.types("upon")
    await world.clock.pass(100)
    expect(tab.says).toBe("saved")
    expect(tab.client.deviceFailure?.message).toBe("writing failed")
  })

  it("[CLIENT3] a device that never answers keeps nobody from the text", async () => {
    world.device.pause()
    const tab = world.open()
    await world.clock.pass(4_000)
    expect([tab.client.isLoaded, tab.text]).toEqual([true, "Once "])
    tab.types("upon")
    await world.clock.pass(10_000)
    expect(tab.says).toBe("saved")
    expect(tab.client.deviceFailure).not.toBe(null)
  })

  it("a write-back of a writer is sent and is no edit", async () => {
    const tab = await world.joined()
    world.server.mode = "logs-without-receipt"
    tab.types("!", HEAL)
    await world.clock.pass(100)
    expect(tab.says).toBe("saved")
    expect(tab.client.hasUnsent()).toBe(false)
    expect(world.serverText).toBe("Once !")
  })

  it("gives the same state object until it changes", async () => {
    const tab = await world.joined()
    tab.types("a")
    const { saving } = tab.client
    tab.types("b")
    expect(tab.client.saving).toBe(saving)
  })
})

describe("reload", () => {
  it("[CLIENT4] without a server shows the text, the own unsent edits in it", async () => {
    const before = await world.joined()
    before.types("upon")
    await world.clock.pass(1_000)
    world.network.offline("tab")
    before.types(" a time")
    await before.client.destroy()
    const after = world.open()
    expect(after.client.isLoaded).toBe(false)
    await world.clock.pass(100)
    expect([after.client.isLoaded, after.text, after.says]).toEqual([true, "Once upon a time", "offline, kept"])
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect([after.says, world.serverText]).toEqual(["saved", "Once upon a time"])
  })

  it("[CLIENT4] is not loaded before the server answers, while there may be one", async () => {
    const before = await world.joined()
    await world.clock.pass(1_000)
    await before.client.destroy()
    world.delayMs = 900
    const after = world.open()
    await world.clock.pass(2_500)
    expect(after.client.isLoaded).toBe(false)
    await world.clock.pass(1_500)
    expect(after.client.isLoaded).toBe(true)
  })

  it("[CLIENT18] calls the server while the device is read, and speaks to it after that", async () => {
    const before = await world.joined()
    await world.clock.pass(1_000)
    world.network.offline("tab")
    before.types("upon")
    await before.client.destroy()
    world.network.online("tab")
    await world.clock.pass(100)
    const heard = world.server.heard.length
    world.device.pause()
    const after = world.open()
    await world.clock.pass(500)
    expect([world.server.connectionCount, world.server.heard.slice(heard)]).toEqual([1, []])
    expect([after.client.isConnected, after.client.isLoaded]).toEqual([false, false])
    world.device.resume()
    await world.clock.pass(100)
    expect([after.text, after.says, world.serverText]).toEqual(["Once upon", "saved", "Once upon"])
  })

  it("[CLIENT18] hears only then that the server would not have it", async () => {
    world.device.pause()
    world.server.closesWith = closeCodes.notFound
    const tab = world.open()
    await world.clock.pass(500)
    expect(tab.says).not.toBe("action-needed")
    world.device.resume()
    await world.clock.pass(100)
    expect(tab.says).toBe("action-needed")
  })

  it("[CLIENT5] what a closed tab left is sent by the next one, under a client id of its own", async () => {
    const first = await world.joined("first")
    world.network.offline("first")
    first.types("upon")
    await first.client.destroy()
    const second = await world.joined("second")
    await world.clock.pass(1_000)
    expect([second.says, world.serverText]).toEqual(["saved", "Once upon"])
    expect(second.client.doc.clientID).not.toBe(first.client.doc.clientID)
    expect(world.device.section(stream).unsent).toEqual([])
  })

  it("[CLIENT5] what a closed tab left is sent by one that was open already, once it has reconnected", async () => {
    const open = await world.joined("open")
    const closing = await world.joined("closing")
    world.network.offline("closing")
    closing.types("upon")
    await closing.client.destroy()
    world.network.cut("open")
    await world.clock.pass(5_000)
    expect([open.text, world.serverText, open.says]).toEqual(["Once upon", "Once upon", "saved"])
    expect(world.device.section(stream).unsent).toEqual([])
  })

  it("[CLIENT5] two tabs with the same unsent work log it once", async () => {
    const first = await world.joined("first")
    world.network.offline("first")
    first.types("upon")
    await world.clock.pass(100)
    const second = await world.joined("second")
    world.network.online("first")
    await world.clock.pass(20_000)
    expect([first.text, second.text, world.serverText]).toEqual(["Once upon", "Once upon", "Once upon"])
    expect([first.says, second.says]).toEqual(["saved", "saved"])
  })

  it("[CLIENT5] folds a long day offline into few records", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    await world.clock.pass(100)
    for (let key = 0; key < 1_000; key += 1) {
      tab.types("x")
      await world.clock.pass(0)
    }
    await world.clock.pass(100)
    expect(world.device.section(stream).unsent.length).toBeLessThan(300)
    await tab.client.destroy()
    const after = await world.joined("after")
    expect([after.text.length, world.serverText.length]).toEqual([1_005, 1_005])
  })

  it("keeps the copy small, without words that were deleted", async () => {
    const tab = await world.joined()
    for (let key = 0; key < 400; key += 1) {
      world.server.edit((doc) => paragraphOf(doc).insert(0, "secret "))
      await world.clock.pass(600)
    }
    world.server.edit((doc) => paragraphOf(doc).delete(0, 400 * 7))
    for (let key = 0; key < 200; key += 1) {
      world.server.edit((doc) => paragraphOf(doc).insert(5, "."))
      await world.clock.pass(600)
    }
    const { copy } = world.device.section(stream)
    expect(copy.length).toBeLessThan(150)
    expect(Buffer.concat(copy).includes("secret")).toBe(false)
    expect(tab.text).toMatch(/^Once \.{200}/)
  })
})

describe("readers", () => {
  it("[CLIENT6] send no document message, whatever their document does", async () => {
    const tab = await world.joined("tab", { mayWrite: false })
    tab.types(" ", HEAL)
    tab.client.doc.transact(() => paragraphOf(tab.client.doc).setAttribute("dir", "ltr"))
    world.network.cut("tab")
    await world.clock.pass(5_000)
    expect(world.server.heard.filter((heard) => /step2|update/.test(heard))).toEqual([])
    expect([tab.says, tab.client.hasUnsent()]).toEqual(["saved", false])
  })

  it("[CLIENT7] who may write again loads anew under a new client id", async () => {
    const tab = await world.joined("tab", { mayWrite: false })
    tab.types(" ", HEAL)
    const { clientID } = tab.client.doc
    tab.client.setMayWrite(true)
    await world.clock.pass(1_000)
    expect([tab.resets, tab.text, tab.client.doc.clientID === clientID]).toEqual([1, "Once ", false])
    tab.types("upon")
    await world.clock.pass(1_000)
    expect([tab.says, world.serverText]).toEqual(["saved", "Once upon"])
  })

  it("[CLIENT7] a writer who becomes a reader offline is offered the unsent words, once it is clear which", async () => {
    const tab = await world.joined()
    world.server.mode = "logs-without-receipt"
    tab.types("upon ")
    await world.clock.pass(100)
    world.network.offline("tab")
    tab.types("a time")
    tab.client.setMayWrite(false)
    await world.clock.pass(100)
    expect([tab.refusal, tab.unsentText]).toEqual(["not-a-writer", "upon a time"])
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect([tab.refusal, tab.unsentText, tab.text]).toEqual(["not-a-writer", "a time", "Once upon "])
    tab.client.dismissUnsent()
    expect(tab.says).toBe("saved")
  })

  it("[CLIENT7] a writer who is one again before the server was heard loses nothing", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    tab.types("upon")
    tab.client.setMayWrite(false)
    await world.clock.pass(100)
    tab.client.setMayWrite(true)
    await world.clock.pass(100)
    expect([tab.says, tab.text]).toEqual(["offline, kept", "Once upon"])
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect([tab.says, world.serverText]).toEqual(["saved", "Once upon"])
  })

  it("[CLIENT7] edits in flight when the right to write ends are still receipted", async () => {
    const tab = await world.joined()
    tab.types("upon")
    tab.client.setMayWrite(false)
    await world.clock.pass(1_000)
    expect([tab.says, tab.resets, world.serverText]).toEqual(["saved", 0, "Once upon"])
  })

  it("[CLIENT7] a key that comes too late is offered, not lost", async () => {
    const tab = await world.joined()
    tab.client.setMayWrite(false)
    tab.types("upon")
    await world.clock.pass(2_000)
    expect([tab.unsentText, tab.text, world.serverText]).toEqual(["upon", "Once ", "Once "])
  })

  it("[CLIENT7] unsent work of a tab that was a writer's is offered to the reader who opens the section", async () => {
    const writer = await world.joined("writer")
    world.network.offline("writer")
    writer.types("upon")
    await writer.client.destroy()
    const reader = await world.joined("reader", { mayWrite: false })
    expect([reader.unsentText, reader.text]).toEqual(["upon", "Once "])
    expect(world.device.section(stream).unsent).toEqual([])
  })
})

describe("refusals", () => {
  it("[CLIENT8] after a refusal the words are on offer, and the text is loaded anew under a new client id", async () => {
    const tab = await world.joined()
    const { clientID } = tab.client.doc
    world.server.mode = "denies"
    tab.types("upon")
    await world.clock.pass(100)
    expect([tab.refusal, tab.unsentText]).toEqual(["section-closed", "upon"])
    expect(world.device.section(stream).copy).toEqual([])
    await world.clock.pass(2_000)
    expect([tab.text, tab.client.isLoaded, tab.resets]).toEqual(["Once ", true, 1])
    expect(tab.client.doc.clientID).not.toBe(clientID)
    expect([tab.refusal, tab.unsentText]).toEqual(["section-closed", "upon"])
  })

  it("[CLIENT8] words on offer outlive the tab, until they are dismissed", async () => {
    const tab = await world.joined()
    world.server.mode = "denies"
    tab.types("upon")
    await world.clock.pass(2_000)
    await tab.client.destroy()
    const next = await world.joined("next")
    expect(next.unsentText).toBe("upon")
    next.client.dismissUnsent()
    await world.clock.pass(100)
    expect(world.device.section(stream).rescued).toEqual([])
    expect(next.says).toBe("saved")
  })

  it("[CLIENT8] a refusal without words asks for attention all the same", async () => {
    const tab = await world.joined()
    world.server.mode = "denies"
    tab.client.doc.transact(() => paragraphOf(tab.client.doc).delete(0, 2))
    await world.clock.pass(2_000)
    expect([tab.refusal, tab.unsentText, tab.text]).toEqual(["section-closed", undefined, "Once "])
  })

  it("[CLIENT8] what was logged without a receipt is not offered as unsent", async () => {
    const tab = await world.joined()
    world.server.mode = "logs-without-receipt"
    tab.types("upon ")
    await world.clock.pass(100)
    world.server.mode = "denies"
    tab.types("a time")
    await world.clock.pass(2_000)
    expect([tab.unsentText, tab.text]).toEqual(["a time", "Once upon "])
  })

  it("[CLIENT8] refusals in a row come at growing distances", async () => {
    const tab = await world.joined()
    world.server.mode = "denies"
    tab.client.onReset((doc) => {
      doc.on("afterTransaction", () => {
        if (paragraphOf(doc).length < 20) doc.transact(() => paragraphOf(doc).insert(0, "-"), HEAL)
      })
    })
    tab.types("upon")
    await world.clock.pass(60_000)
    expect(tab.resets).toBeLessThan(12)
  })

  it("[CLIENT9] signed out: everything waits, and is saved after signing in again", async () => {
    const tab = await world.joined()
    world.server.closesWith = closeCodes.notSignedIn
    world.server.close(closeCodes.notSignedIn)
    await world.clock.pass(100)
    tab.types("upon")
    await world.clock.pass(60_000)
    expect([tab.refusal, tab.text, tab.client.hasUnsent()]).toEqual(["signed-out", "Once upon", true])
    expect(world.server.heard.filter((heard) => heard.includes("step1"))).toHaveLength(1)
    world.server.closesWith = null
    tab.client.reconnect()
    await world.clock.pass(1_000)
    expect([tab.says, world.serverText]).toEqual(["saved", "Once upon"])
  })

  it("[CLIENT9] an old build keeps its text, and the next load sends it", async () => {
    const tab = await world.joined()
    world.server.closesWith = closeCodes.buildTooOld
    world.server.close(closeCodes.buildTooOld)
    await world.clock.pass(100)
    tab.types("upon")
    await world.clock.pass(60_000)
    expect([tab.refusal, tab.text]).toEqual(["build-too-old", "Once upon"])
    await tab.client.destroy()
    world.server.closesWith = null
    const next = await world.joined("next")
    expect([next.says, next.text, world.serverText]).toEqual(["saved", "Once upon", "Once upon"])
  })

  it("[CLIENT9] an old build whose device is full offers the words at once", async () => {
    const tab = await world.joined()
    world.device.fill()
    world.server.mode = "ignores"
    tab.types("upon")
    world.server.close(closeCodes.buildTooOld)
    await world.clock.pass(100)
    expect(tab.unsentText).toBe("upon")
  })

  it("[CLIENT9] a section that is gone leaves nothing on the device but the unsent words", async () => {
    const tab = await world.joined()
    await world.clock.pass(1_000)
    world.server.mode = "ignores"
    tab.types("upon")
    world.server.close(closeCodes.notFound)
    await world.clock.pass(60_000)
    expect([tab.refusal, tab.unsentText, tab.text, tab.client.isLoaded]).toEqual(["not-found", "upon", "", false])
    const { copy, unsent, rescued } = world.device.section(stream)
    expect([copy, unsent, rescued.map(({ text }) => text)]).toEqual([[], [], ["upon"]])
  })

  it.each([closeCodes.malformed, closeCodes.tooLarge, 1009])(
    "[CLIENT9] after %i the words are on offer and the text is loaded anew",
    async (code) => {
      const tab = await world.joined()
      world.server.mode = "ignores"
      tab.types("upon")
      await world.clock.pass(100)
      world.server.close(code)
      await world.clock.pass(3_000)
      expect([tab.unsentText, tab.text, tab.resets]).toEqual(["upon", "Once ", 1])
    },
  )

  it("[CLIENT9] a server that finds everything malformed is not asked for ever", async () => {
    world.server.closesWith = closeCodes.malformed
    const tab = world.open()
    await world.clock.pass(60_000)
    expect([tab.refusal, tab.resets]).toEqual(["malformed", 0])
  })
})

describe("much work", () => {
  it("[CLIENT10] 2 MB of offline work arrives in one step 2", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    for (let part = 0; part < 200; part += 1) tab.types("x".repeat(10_000))
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect([tab.says, world.serverText.length]).toEqual(["saved", 2_000_005])
  })

  it("[CLIENT10] one change above the bound of an update travels as a step 2", async () => {
    const tab = await world.joined()
    tab.types("x".repeat(3_000_000))
    await world.clock.pass(1_000)
    expect([tab.says, world.serverText.length]).toEqual(["saved", 3_000_005])
    expect(world.server.heard.slice(-1)).toEqual(["tab: step2"])
  })

  it("[CLIENT10] more than a step 2 holds is sent in several", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    for (let part = 0; part < 12; part += 1) tab.types("x".repeat(1_000_000))
    await world.clock.pass(100)
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect([tab.says, world.serverText.length]).toEqual(["saved", 12_000_005])
    expect(Math.max(...world.server.updates.map((update) => update.byteLength))).toBeLessThan(5_000_000)
  })

  it("[CLIENT10] one change that no message can hold is refused in plain words and offered", async () => {
    const tab = await world.joined()
    tab.types("x".repeat(9_000_000))
    await world.clock.pass(3_000)
    expect([tab.refusal, tab.unsentText?.length, tab.text.length]).toEqual(["too-large", 9_000_000, 5])
  })
})

describe("what was written into something that is gone by now", () => {
  const cuts = () => world.server.edit((doc) => doc.get("root-v2", Y.XmlElement).delete(0, 1))

  it("[CLIENT17] is sent as it was written, before all that the device has", async () => {
    const before = await world.joined()
    const other = await world.joined("other")
    await world.clock.pass(1_000)
    world.network.offline("tab")
    before.types("upon a time")
    await world.clock.pass(1_000)
    await before.client.destroy()
    cuts()
    await world.clock.pass(1_000)
    await other.client.destroy()
    world.server.updates.length = 0
    world.network.online("tab")
    const after = world.open()
    await world.clock.pass(20_000)
    expect([after.text, after.says]).toEqual(["", "saved"])
    expect(world.server.updates.map(insertsText)).toEqual([true, false])
    expect(world.device.section(stream).unsent).toEqual([])
  })

  it("[CLIENT17] is not sent again when its own author took it away", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    tab.types("upon")
    paragraphOf(tab.client.doc).delete(5, 4)
    world.server.updates.length = 0
    world.network.online("tab")
    await world.clock.pass(20_000)
    expect([tab.says, world.server.updates.map(insertsText)]).toEqual(["saved", [false]])
  })
})

describe("composing", () => {
  it("[CLIENT11] what others write waits until the composition has ended, receipts do not", async () => {
    const tab = await world.joined()
    tab.client.hold()
    world.server.edit((doc) => paragraphOf(doc).insert(0, "Then. "))
    tab.types("か")
    await world.clock.pass(1_000)
    expect([tab.text, tab.says]).toEqual(["Once か", "saved"])
    tab.client.release()
    expect(tab.text).toBe("Then. Once か")
  })

  it("[CLIENT11] too much to wait is dropped, and comes with the next connection", async () => {
    const tab = await world.joined()
    tab.client.hold()
    for (let part = 0; part < 3; part += 1) {
      world.server.edit((doc) => paragraphOf(doc).insert(5, "y".repeat(500_000)))
    }
    await world.clock.pass(60_000)
    expect(tab.text).toBe("Once ")
    tab.client.release()
    await world.clock.pass(20_000)
    expect(tab.text.length).toBe(1_500_005)
  })

  it("[CLIENT11] a refusal waits too: the document stays while it is composed in", async () => {
    const tab = await world.joined()
    tab.client.hold()
    world.server.mode = "denies"
    tab.types("か")
    await world.clock.pass(1_000)
    expect([tab.resets, tab.says]).toEqual([0, "saving"])
    tab.client.release()
    expect([tab.resets, tab.unsentText]).toEqual([1, "か"])
  })

  it("[CLIENT11] a right that ends while composing is followed when the composition has ended", async () => {
    const tab = await world.joined()
    tab.client.hold()
    tab.client.setMayWrite(false)
    tab.types("か")
    await world.clock.pass(1_000)
    expect(tab.resets).toBe(0)
    tab.client.release()
    await world.clock.pass(2_000)
    expect([tab.resets, tab.unsentText, tab.text]).toEqual([1, "か", "Once "])
  })
})

describe("connection", () => {
  it("[CLIENT12] reconnects after silence, whatever the socket believes", async () => {
    const tab = await world.joined()
    world.network.cut("tab", "silent")
    tab.types("upon")
    await world.clock.pass(29_000)
    expect([tab.client.isConnected, tab.says]).toEqual([true, "saving"])
    await world.clock.pass(5_000)
    expect([tab.says, world.serverText]).toEqual(["saved", "Once upon"])
  })

  it("[CLIENT12] tries again at growing distances, and at once when told", async () => {
    const tab = await world.joined()
    world.network.offline("tab")
    await world.clock.pass(300_000)
    world.network.online("tab")
    tab.client.reconnect()
    await world.clock.pass(100)
    expect(tab.client.isConnected).toBe(true)
  })

  it("[CLIENT12] a message of the server's may be longer than any of a client's", async () => {
    const tab = await world.joined()
    world.server.edit((doc) => paragraphOf(doc).insert(0, "x".repeat(3_000_000)))
    await world.clock.pass(100)
    expect([tab.text.length, tab.client.isConnected]).toEqual([3_000_005, true])
    expect(world.server.heard.filter((heard) => heard.endsWith("step1"))).toHaveLength(1)
  })

  it("[CLIENT12] what the server sends and nobody can read ends the connection, not the work", async () => {
    const tab = await world.joined()
    world.server.send({ type: "update", update: new Uint8Array([200, 1, 2]) })
    tab.types("upon")
    await world.clock.pass(5_000)
    expect([tab.says, world.serverText]).toEqual(["saved", "Once upon"])
  })

  it("[CLIENT13] sends its own presence and never that of others", async () => {
    const ana = await world.joined("ana")
    ana.client.awareness.setLocalState({ name: "Ana" })
    await world.clock.pass(100)
    const before = world.server.heard.length
    const { Awareness, encodeAwarenessUpdate } = await import("y-protocols/awareness")
    const bo = new Awareness(world.newDoc())
    bo.setLocalState({ name: "Bo" })
    world.server.send({ type: "awareness", update: encodeAwarenessUpdate(bo, [bo.clientID]) })
    await world.clock.pass(100)
    expect(ana.client.awareness.getStates().get(bo.clientID)).toEqual({ name: "Bo" })
    expect(world.server.heard.slice(before)).toEqual([])
  })

  it("the conversation of a visit", async () => {
    const tab = await world.joined()
    tab.types("upon")
    await world.clock.pass(100)
    tab.types(" a time")
    await world.clock.pass(100)
    await tab.client.destroy()
    await world.clock.pass(100)
    expect(world.server.heard).toMatchInlineSnapshot(`
      [
        "tab: step1",
        "tab: awareness",
        "tab: step2",
        "tab: update",
        "tab: update",
        "tab: awareness",
      ]
    `)
  })
})
