import { openText, openWorld, type Person, type TestSocket, type World } from "@codraft/server/testing"
import { closeCodes, encodeMessage } from "@codraft/sync/protocol"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

const join = (stream: string, after = 0) => JSON.stringify({ join: stream, after })

/** What a client's presence says first: one client, its first state, which is empty. */
function hereAs(clientId: number): Uint8Array {
  return new Uint8Array([1, clientId, 1, 2, ...new TextEncoder().encode("{}")])
}

/** Resolves when everything that the server had to say so far has come. */
async function settled(socket: TestSocket, stream = "publication:pub-2016"): Promise<void> {
  await socket.send(join(stream))
  await socket.first((frame) => (typeof frame === "string" && frame.includes('"live"') ? true : undefined))
}

describe("the events of a publication", () => {
  it("come from the position that was asked for, and then live", async () => {
    const socket = editor.socket("/sync/events")
    await socket.send(join("section:s02", 0))
    await socket.firstJson({ stream: "section:s02", position: 1 })
    await socket.firstJson({ stream: "section:s02", live: 3 })
    await editor.command({ type: "renameSection", sectionId: "s02", title: "A new name" })
    expect(await socket.firstJson({ stream: "section:s02", position: 4 })).toMatchObject({
      author: "p-iom-1",
      event: { type: "sectionRenamed", title: "A new name" },
    })
    socket.close()
  })

  it("do not begin for somebody unknown", async () => {
    expect(await world.socket("/sync/events").closed).toBe(closeCodes.notSignedIn)
  })

  it("do not begin for a token, which opens one publication only", async () => {
    const { token } = (await (await editor.post("/api/tokens", { publicationId: "pub-2016" })).json()) as {
      token: string
    }
    expect(await world.socket(`/sync/events?token=${token}`).closed).toBe(closeCodes.notSignedIn)
  })

  it.each(["section:s07-swe", "section:s99", "shared:pub-2016.gha", "delegation:pub-2016.swe", "person:p-gha-1"])(
    "are refused in the same words whether a stream is hidden or not there: %s",
    async (stream) => {
      const morocco = await world.signIn("p-mar-1")
      const socket = morocco.socket("/sync/events")
      await socket.send(join(stream))
      expect(await socket.firstJson({ stream })).toEqual({ stream, refused: closeCodes.notFound })
      socket.close()
    },
  )

  it("never name another State's draft", async () => {
    const morocco = await world.signIn("p-mar-1")
    const socket = morocco.socket("/sync/events")
    await settled(socket)
    const sweden = (await world.signIn("p-swe-1")).socket("/sync/text:s07-swe")
    await sweden.send(encodeMessage({ type: "awareness", update: hereAs(7) }))
    await (await world.signIn("p-swe-1")).command({ type: "renameSection", sectionId: "s07-swe", title: "Sverige" })
    await settled(socket, "section:s01")
    const said = socket.received.join("\n")
    expect(said).toContain("section:s07-mar")
    expect(said).not.toMatch(/s07-swe|s07-can|Sverige/)
    sweden.close()
    socket.close()
  })

  it("say who is in a section, to those who may see the section", async () => {
    const socket = editor.socket("/sync/events")
    await socket.send(join("section:s13"))
    await socket.firstJson({ stream: "section:s13", live: 3 })
    const bangladesh = (await world.signIn("p-bgd-1")).socket("/sync/text:s13")
    await bangladesh.send(encodeMessage({ type: "awareness", update: hereAs(7) }))
    const present = await socket.first((frame) => {
      return typeof frame === "string" && frame.includes('"present":["p-bgd-1"]') ? frame : undefined
    })
    expect(JSON.parse(present)).toEqual({ stream: "section:s13", present: ["p-bgd-1"] })
    bangladesh.close()
    socket.close()
  })

  it("say that a section is there as soon as its audience is widened", async () => {
    const ghana = await world.signIn("p-gha-1")
    const answer = await editor.command({
      type: "addSection",
      title: "A message from the chair",
      textClass: "secretariat",
      leadPerson: "p-iom-1",
      language: "en",
    })
    const { events } = (await answer.json()) as { events: { stream: string }[] }
    const stream = events[0]?.stream ?? ""
    const socket = ghana.socket("/sync/events")
    await settled(socket)
    expect(socket.received.join("\n")).not.toContain(stream)
    const sectionId = stream.replace("section:", "")
    const widened = await editor.command({ type: "setSectionAudience", sectionId, audience: "members" })
    expect(widened.status).toBe(200)
    await socket.firstJson({ available: stream })
    socket.close()
  })

  it("end for somebody who is removed", async () => {
    const socket = (await world.signIn("p-phl-2")).socket("/sync/events")
    await settled(socket)
    const phl = await world.signIn("p-phl-1")
    expect((await phl.command({ type: "removeMember", personId: "p-phl-2" })).status).toBe(200)
    await socket.firstJson({ gone: "publication:pub-2016" })
    socket.close()
  })

  it.each<[string, string | Uint8Array]>([
    ["no JSON", "{"],
    ["another shape", '{"jump":"high"}'],
    ["bytes", new Uint8Array([1, 2, 3])],
  ])("close for a client that sends rubbish: %s", async (_what, frame) => {
    const socket = editor.socket("/sync/events")
    await socket.send(frame)
    expect(await socket.closed).toBe(closeCodes.malformed)
  })
})

describe("what has changed in a publication", () => {
  const changesIn = ({ received }: TestSocket) =>
    received.filter((frame) => typeof frame === "string" && frame.includes('"changed"'))
  /** All that was said before this was asked has come. */
  const allSaid = async (socket: TestSocket, stream: string) => {
    await socket.send(join(stream))
    const isLive = `"stream":"${stream}","live"`
    await socket.first((frame) => (String(frame).includes(isLive) ? frame : undefined))
  }
  const aParagraph = () => {
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText("Sverige")])
    return paragraph
  }
  const comment = (person: Person, more: object) =>
    person.command({ type: "addComment", body: "As agreed in Geneva.", ...more })

  it("is said to whoever may read the comment, and nothing at all to anybody else", async () => {
    const people = await Promise.all(["p-swe-1", "p-swe-2", "p-mar-1", "p-iom-1"].map((id) => world.signIn(id)))
    const [author, colleague, other, secretariat] = people.map((person) => person.socket("/sync/events"))
    if (!author || !colleague || !other || !secretariat || !people[0]) throw new Error("somebody is missing")
    for (const socket of [author, colleague, other, secretariat]) await settled(socket)
    const answer = await comment(people[0], { sectionId: "s02", audience: "delegation" })
    expect(answer.status).toBe(200)
    for (const socket of [author, colleague])
      expect(await socket.firstJson({ changed: "pub-2016" })).toMatchObject({ of: ["comments"] })
    for (const socket of [other, secretariat]) await allSaid(socket, "section:s01")
    expect([other, secretariat].flatMap(changesIn)).toEqual([])

    expect((await comment(people[0], { sectionId: "s02", audience: "section" })).status).toBe(200)
    expect(await other.firstJson({ changed: "pub-2016" })).toEqual({ changed: "pub-2016", of: ["comments"] })
    for (const socket of [author, colleague, other, secretariat]) socket.close()
  })

  it("is said of texts to their readers, and of what somebody has seen to themselves", async () => {
    const [sweden, morocco] = await Promise.all([world.signIn("p-swe-1"), world.signIn("p-mar-1")])
    const [own, other] = [sweden.socket("/sync/events"), morocco.socket("/sync/events")]
    for (const socket of [own, other]) await settled(socket)
    expect(await (await openText(sweden, "s07-swe")).sends((root) => root.insert(0, [aParagraph()]))).toBe("receipted")
    expect(await own.firstJson({ changed: "pub-2016" })).toEqual({ changed: "pub-2016", of: ["texts"] })
    expect((await sweden.command({ type: "markReviewSeen", sectionId: "s02", position: 1 })).status).toBe(200)
    await own.first((frame) => (String(frame).includes('"seen"') ? frame : undefined))
    await allSaid(other, "section:s01")
    expect(changesIn(other)).toEqual([])
    for (const socket of [own, other]) socket.close()
  })
})
