import { randomBytes } from "node:crypto"
import { constants, setPriority } from "node:os"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess } from "../harness/server-process.ts"
import { textOf, type } from "../harness/stock-client.ts"
import { Figures, leastHeldMs } from "./figures.ts"
import { RawClient, updateOf, updatesOf } from "./raw-client.ts"
import { Typist } from "./typist.ts"

const section = "s13"
const writer = "p-iom-1"
const otherWriter = "p-bgd-1"
const reader = "p-ngo-1"
const heldMsMax = 50
const mebibyte = 1024 * 1024

let server: ServerProcess
let figures: Figures
/** A colleague in the same section, who is to notice nothing. */
let colleague: Typist
const clients: RawClient[] = []
beforeAll(async () => {
  server = await ServerProcess.start()
  preferToOthers(server.pid)
  figures = new Figures(server.url)
})
afterAll(async () => {
  await server?.dispose()
})
beforeEach(async () => {
  colleague = await Typist.joins(server.url, "p-mar-1", section)
})
afterEach(() => {
  colleague.leaves()
  for (const client of clients.splice(0)) client.leaves()
})

/** Where that is allowed, so that the figures show what the server does and not how busy the machine is. */
function preferToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_HIGH)
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_SYSTEM_ERROR")) throw error
  }
}

async function joins(person: string): Promise<RawClient> {
  const client = await RawClient.joins(server.url, person, section)
  clients.push(client)
  return client
}

/**
 * Makes the attack as often as it takes to see past the noise of the machine, and checks what must hold each time: nothing is stored,
 * the colleague stays connected with the same text and can go on typing, and the event loop was not held.
 */
async function unnoticed(attack: () => Promise<void>): Promise<void> {
  await attack()
  const quiet = await leastHeldMs(figures, heldMsMax, ordinaryWork)
  const held = await leastHeldMs(figures, heldMsMax, async () => {
    const before = { logged: await figures.logged(), text: textOf(colleague.doc), closes: colleague.closes }
    await attack()
    expect({ logged: await figures.logged(), text: textOf(colleague.doc), closes: colleague.closes }).toEqual(before)
    for (const client of clients.splice(0)) client.leaves()
  })
  console.log(`event loop held at most ${held.toFixed(1)} ms (ordinary typing: ${quiet.toFixed(1)} ms)`)
  expect(held).toBeLessThan(heldMsMax)
  await ordinaryWork()
}

let words = 0
async function ordinaryWork(): Promise<void> {
  colleague.types(`word-colleague-${(words += 1)}`)
  await eventually("the colleague's word to be saved", () => colleague.waiting === 0)
}

/** Joins, sends one update, and is refused with this code; stays connected as a reader. */
async function refused(person: string, code: string, make: (client: RawClient) => Uint8Array): Promise<void> {
  const client = await joins(person)
  client.send({ type: "update", update: make(client) })
  await eventually(`a refusal: ${code}`, () => client.refusal ?? client.closeCode)
  expect([client.refusal, client.closeCode]).toEqual([code, null])
  expect(client.receipted).toBe(1)
  client.send({ type: "update", update: updateOf(client.doc, client.doc.clientID, (copy) => type(copy, " more")) })
  await eventually("it to stay as a reader", () => client.isOpen)
}

describe("what nobody may send", () => {
  it("a reader's crafted update is refused, and she stays as a reader", async () => {
    await unnoticed(() =>
      refused(reader, "not-your-part", (client) =>
        updateOf(client.doc, client.doc.clientID, (copy) => type(copy, " I was here.")),
      ),
    )
  })

  it("new words under another person's client id are refused", async () => {
    const victim = colleague.doc.clientID
    await ordinaryWork()
    await unnoticed(() =>
      refused(otherWriter, "foreign-text", (client) =>
        updateOf(client.doc, victim, (copy) => type(copy, " Put in her mouth.")),
      ),
    )
  })

  it.each<[string, (copy: Y.Doc) => void]>([
    ["an element of an unknown name", (copy) => insertBlock(copy, new Y.XmlElement("script"))],
    ["a hook", (copy) => insertBlock(copy, new Y.XmlHook("script"))],
    ["an unknown attribute on a block", (copy) => setOnFirstBlock(copy, "onclick", "alert(1)")],
    ["an unknown attribute on words", (copy) => firstRun(copy).format(0, 3, { onclick: "alert(1)" })],
    ["an unknown kind of text node", (copy) => firstRun(copy).format(0, 3, { t: "exotic" })],
    ["an embedded object", (copy) => firstRun(copy).insertEmbed(0, { html: "<script>" })],
    ["a comment's mark, which is the server's to write", (copy) => firstRun(copy).format(0, 3, { s_c_thread: 1 })],
    ["another root", (copy) => copy.getMap("elsewhere").set("key", "value")],
  ])("%s is refused", async (_, change) => {
    await unnoticed(() =>
      refused(writer, "content-not-allowed", (client) => updateOf(client.doc, client.doc.clientID, change)),
    )
  })

  it("frames that are no messages close that connection with 4400, and no other", async () => {
    const noMessages: (Uint8Array | string)[] = [
      new Uint8Array(),
      new Uint8Array([99]),
      new Uint8Array([0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]),
      new Uint8Array([0, 2, 3, 1, 1, 1]),
      new Uint8Array([4, 1]),
      new Uint8Array([1, 200, 1, 5]),
      new Uint8Array(randomBytes(3_000)).fill(0, 0, 1),
      "a text frame",
    ]
    await unnoticed(async () => {
      for (const frame of noMessages) {
        const client = await joins(writer)
        client.sendFrame(frame)
        await eventually("the close", () => client.closeCode)
        expect(client.closeCode, String(frame).slice(0, 40)).toBe(4400)
      }
    })
  })

  it("a frame of 64 MB is refused as too large", async () => {
    const frame = new Uint8Array(64 * mebibyte)
    await unnoticed(async () => {
      const client = await joins(writer)
      client.sendFrame(frame)
      await eventually("the close", () => client.closeCode)
      // 1006: the socket was cut while we were still sending.
      expect([4413, 1009, 1006]).toContain(client.closeCode)
    })
  })

  it("an update of more than 1 MiB is refused as too large", async () => {
    await unnoticed(async () => {
      const client = await joins(writer)
      client.send({ type: "update", update: new Uint8Array(mebibyte + 1) })
      await eventually("the close", () => client.closeCode)
      expect(client.closeCode).toBe(4413)
    })
  })
})

describe("20,000 small updates whose predecessor is missing", () => {
  const count = 20_000

  it("are answered by asking for everything, and none of them is stored", async () => {
    await unnoticed(async () => {
      const client = await joins(writer)
      const { updates } = typed(client, count + 1)
      const asked = client.count("step1")
      for (const update of updates.slice(1)) client.send({ type: "update", update })
      await eventually("to be asked for everything", () => client.count("step1") > asked)
      // The answer to a question sent after the flood comes after the flood was taken in.
      const answers = client.count("step2")
      client.send({ type: "step1", stateVector: Y.encodeStateVector(client.doc) })
      await eventually("the flood to be over", () => client.count("step2") > answers)
      expect([client.closeCode, client.refusal, client.receipted]).toEqual([null, null, 1])
    })
  })

  it("are all stored once the missing one comes", async () => {
    const client = await joins(writer)
    const { updates, whole } = typed(client, count + 1)
    const asked = client.count("step1")
    for (const update of updates.slice(1)) client.send({ type: "update", update })
    await eventually("to be asked for everything", () => client.count("step1") > asked)
    client.send({ type: "step2", update: whole })
    // The first message was the empty step 2 of joining.
    await eventually("all to be durable", () => client.receipted === 1 + count + 1)
    await eventually("the colleague to see them", () => textOf(colleague.doc).includes("z".repeat(count + 1)))
  })
})

/** One update per letter, typed at the end of the first block; and all of them as one. */
function typed(client: RawClient, letters: number): { updates: Uint8Array[]; whole: Uint8Array } {
  let whole = new Uint8Array()
  const updates = updatesOf(client.doc, client.doc.clientID, (copy) => {
    for (let letter = 0; letter < letters; letter += 1) type(copy, "z")
    whole = new Uint8Array(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(client.doc)))
  })
  return { updates, whole }
}

function insertBlock(copy: Y.Doc, block: Y.XmlElement | Y.XmlHook): void {
  copy.get("root-v2", Y.XmlElement).insert(0, [block as Y.XmlElement])
}

function setOnFirstBlock(copy: Y.Doc, name: string, value: string): void {
  const block = copy.get("root-v2", Y.XmlElement).get(0)
  if (!(block instanceof Y.XmlElement)) throw new Error("The section begins with no block")
  block.setAttribute(name, value)
}

function firstRun(copy: Y.Doc): Y.XmlText {
  for (const node of copy.get("root-v2", Y.XmlElement).createTreeWalker(() => true))
    if (node instanceof Y.XmlText) return node
  throw new Error("The section has no words")
}
