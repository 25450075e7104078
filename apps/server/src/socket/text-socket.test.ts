import { openWorld, type Person, type TestSocket, type World } from "@codraft/server/testing"
import { closeCodes, decodeMessage, encodeMessage, frameTooLargeCode, type Message } from "@codraft/sync/protocol"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let ghana: Person
beforeAll(async () => {
  world = await openWorld()
  ghana = await world.signIn("p-gha-1")
})
afterAll(() => world.close())

const nothing = Y.encodeStateVector(new Y.Doc())

function answerOf<T extends Message["type"]>(socket: TestSocket, type: T): Promise<Extract<Message, { type: T }>> {
  return socket.first((frame) => {
    const message = typeof frame === "string" ? undefined : decodeMessage(frame)
    return message?.type === type ? (message as Extract<Message, { type: T }>) : undefined
  })
}

/** The section as a client that has just opened it holds it. */
async function loaded(socket: TestSocket): Promise<Y.Doc> {
  await socket.send(encodeMessage({ type: "step1", stateVector: nothing }))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await answerOf(socket, "step2")).update)
  return doc
}

/** Types at the end of the first line, and sends it. */
async function type(socket: TestSocket, doc: Y.Doc, words: string): Promise<void> {
  const line = doc.get("root-v2", Y.XmlElement).get(0) as Y.XmlElement
  const before = Y.encodeStateVector(doc)
  const run = line.get(0) as Y.XmlText
  run.insert(run.length, words)
  await socket.send(encodeMessage({ type: "update", update: Y.encodeStateAsUpdate(doc, before) }))
}

function wordsOf(doc: Y.Doc): string {
  return doc.get("root-v2", Y.XmlElement).toJSON()
}

describe("a socket that may not be served", () => {
  it.each([
    ["somebody unknown", "/sync/text:s11", {}, closeCodes.notSignedIn],
    ["a forged cookie", "/sync/text:s11", { Cookie: "codraft_session=a.b.c" }, closeCodes.notSignedIn],
    ["a forged token", "/sync/text:s11?token=a.b.c", {}, closeCodes.notSignedIn],
    ["somebody unknown, whatever the section", "/sync/text:s07-swe", {}, closeCodes.notSignedIn],
  ])("is upgraded and then closed by its code: %s", async (_who, path, headers, code) => {
    expect(await world.socket(path, headers).closed).toBe(code)
  })

  it.each([
    ["another State's draft", "text:s07-swe"],
    ["a section that does not exist", "text:s99"],
    ["a fact stream", "section:s01"],
    ["no stream at all", "nonsense/of/some/kind"],
  ])("is told that there is nothing: %s", async (_what, stream) => {
    expect(await ghana.socket(`/sync/${stream}`).closed).toBe(closeCodes.notFound)
  })

  it("is nobody's when a page of another site opened it", async () => {
    const socket = ghana.socket("/sync/text:s11", { Origin: "https://elsewhere.example" })
    expect(await socket.closed).toBe(closeCodes.notSignedIn)
  })

  it("is told to reload when its build is another one", async () => {
    expect(await ghana.socket("/sync/text:s11?build=0123456789ab").closed).toBe(closeCodes.buildTooOld)
    const { build } = await ghana.json<{ build: string }>("/api/build")
    const socket = ghana.socket(`/sync/text:s11?build=${build}`)
    expect(wordsOf(await loaded(socket))).toContain("paragraph")
    socket.close()
  })
})

describe("a section that is open", () => {
  it("is the stored text, to programs with a token as to browsers", async () => {
    const answer = await ghana.post("/api/tokens", { publicationId: "pub-2016" })
    const { token } = (await answer.json()) as { token: string }
    const [program, browser] = [world.socket(`/sync/text:s11?token=${token}`), ghana.socket("/sync/text:s11")]
    const [first, second] = await Promise.all([loaded(program), loaded(browser)])
    expect(wordsOf(first)).toBe(wordsOf(second))
    expect(wordsOf(first)).toContain("<paragraph")
    program.close()
    browser.close()
  })

  it("takes a change, logs it under its author, says so, and brings it to everybody else", async () => {
    const [writer, other] = [ghana.socket("/sync/text:s11"), (await world.signIn("p-bgd-1")).socket("/sync/text:s11")]
    const [doc, otherDoc] = await Promise.all([loaded(writer), loaded(other)])
    await type(writer, doc, " Written by Ghana.")
    expect((await answerOf(writer, "receipt")).count).toBe(1)
    const entries = await world.storage.log.read("text:s11", 1)
    expect(entries).toMatchObject([{ author: "p-gha-1" }])
    Y.applyUpdate(otherDoc, (await answerOf(other, "update")).update)
    expect(wordsOf(otherDoc)).toContain("Written by Ghana.")
    const history = await ghana.json<{ sessions: unknown[] }>("/api/sections/s11/history")
    expect(history.sessions[0]).toMatchObject({ personId: "p-gha-1", name: "Akosua Frimpong", changes: 1 })
    writer.close()
    other.close()
  })

  it("refuses the change of a reader in words, logs nothing, and stays open for reading", async () => {
    const socket = (await world.signIn("p-rcp-1")).socket("/sync/text:s13")
    const doc = await loaded(socket)
    await type(socket, doc, " Written by an observer.")
    expect(await answerOf(socket, "denied")).toMatchObject({ message: expect.any(String), code: expect.any(String) })
    expect((await world.storage.log.heads(["text:s13"])).get("text:s13")).toBe(1)
    expect(socket.raw.readyState).toBe(socket.raw.OPEN)
    socket.close()
  })
})

describe("a disk that is full", () => {
  it("receipts nothing, tells everybody to come back later, and takes the text when there is space again", async () => {
    const [writer, other] = [ghana.socket("/sync/text:s11"), ghana.socket("/sync/text:s11")]
    const [doc] = await Promise.all([loaded(writer), loaded(other)])
    world.storage.faults.setFull(true)
    await type(writer, doc, " Kept on the device.")
    expect(await Promise.all([writer.closed, other.closed])).toEqual([closeCodes.failure, closeCodes.failure])
    expect(writer.received.every((frame) => decodeMessage(frame as Uint8Array).type !== "receipt")).toBe(true)
    world.storage.faults.setFull(false)

    const again = ghana.socket("/sync/text:s11")
    await again.send(encodeMessage({ type: "step2", update: Y.encodeStateAsUpdate(doc) }))
    expect((await answerOf(again, "receipt")).count).toBe(1)
    expect(wordsOf(await loaded(ghana.socket("/sync/text:s11")))).toContain("Kept on the device.")
    again.close()
  })
})

describe("a client that sends rubbish", () => {
  it.each<[string, Uint8Array | string]>([
    ["bytes that are no message", new Uint8Array([9, 9, 9, 9])],
    ["nothing", new Uint8Array()],
    ["a message that ends too early", new Uint8Array([0, 2, 200, 1, 2])],
    ["bytes that are no update", encodeMessage({ type: "update", update: new Uint8Array([255, 255, 255, 1, 0]) })],
    ["words instead of bytes", "hello"],
  ])("loses its own connection and nobody else notices: %s", async (_what, frame) => {
    const calm = ghana.socket("/sync/text:s12")
    await loaded(calm)
    const wild = ghana.socket("/sync/text:s12")
    await wild.send(frame)
    expect(await wild.closed).toBe(closeCodes.malformed)
    expect(wordsOf(await loaded(calm))).toContain("<paragraph")
    calm.close()
  })

  it("is cut off before a frame of 64 MB is read", async () => {
    const calm = ghana.socket("/sync/text:s12")
    const wild = ghana.socket("/sync/text:s12")
    await wild.send(new Uint8Array(64 * 1024 * 1024))
    expect(await wild.closed).toBe(frameTooLargeCode)
    expect(wordsOf(await loaded(calm))).toContain("<paragraph")
    calm.close()
  })
})

describe("rights that change", () => {
  it("close the sockets of somebody who signs out, at once", async () => {
    const leaving = await world.signIn("p-gha-1")
    const sockets = [leaving.socket("/sync/text:s11"), leaving.socket("/sync/events")]
    const staying = ghana.socket("/sync/text:s11")
    await Promise.all([...sockets, staying].map((socket) => socket.opened))
    await leaving.post("/api/sign-out", {})
    expect(await Promise.all(sockets.map((socket) => socket.closed))).toEqual([
      closeCodes.notSignedIn,
      closeCodes.notSignedIn,
    ])
    expect(staying.raw.readyState).toBe(staying.raw.OPEN)
    staying.close()
  })

  it("close the text of somebody who is removed, at once", async () => {
    const editor = await world.signIn("p-iom-1")
    const socket = (await world.signIn("p-mda-1")).socket("/sync/text:s13")
    await loaded(socket)
    expect((await editor.command({ type: "removeMember", personId: "p-mda-1" })).status).toBe(200)
    expect(await socket.closed).toBe(closeCodes.notFound)
  })

  it("leave everybody as reader in a section that closes", async () => {
    const editor = await world.signIn("p-iom-1")
    const socket = (await world.signIn("p-cri-1")).socket("/sync/text:s12")
    const doc = await loaded(socket)
    expect((await editor.command({ type: "closeSection", sectionId: "s12" })).status).toBe(200)
    await type(socket, doc, " Too late.")
    expect((await answerOf(socket, "denied")).code).toMatch(/./)
    expect(socket.raw.readyState).toBe(socket.raw.OPEN)
    socket.close()
  })
})
