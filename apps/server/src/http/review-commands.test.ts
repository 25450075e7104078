import type { Recorded } from "@codraft/publication"
import { marksIn, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
let people: Record<
  "editor" | "lead" | "ngo" | "ghana" | "ghanaDrafter" | "sweden" | "philippines" | "recipient",
  Person
>
beforeAll(async () => {
  world = await openWorld()
  people = {
    editor: await world.signIn("p-iom-1"),
    lead: await world.signIn("p-iom-2"),
    ngo: await world.signIn("p-ngo-1"),
    ghana: await world.signIn("p-gha-1"),
    ghanaDrafter: await world.signIn("p-gha-2"),
    sweden: await world.signIn("p-swe-1"),
    philippines: await world.signIn("p-phl-1"),
    recipient: await world.signIn("p-gsu-1"),
  }
})
afterAll(() => world.close())

interface Done {
  position: number
  events: (Recorded & { event: { threadId?: string; as?: string } })[]
}
async function done(answer: Response): Promise<Done> {
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Done
}
async function refused(answer: Response): Promise<string> {
  const body = (await answer.json()) as { refusal?: { code: string }; error?: { code: string } }
  return `${answer.status} ${(body.refusal ?? body.error)?.code}`
}

const words = "many more cannot be reached if migrants are left out"
const comment = (more: object = {}) => ({ type: "addComment", sectionId: "s02", body: "Which ones?", ...more })
let ids = 0
async function commented(person: Person, more: object = {}): Promise<string> {
  const threadId = `test-${++ids}`
  await done(await person.command(comment({ threadId, ...more })))
  return threadId
}
async function head(stream: string): Promise<number> {
  return (await world.storage.log.heads([stream])).get(stream) ?? 0
}

describe("a comment on words", () => {
  it("is posted by somebody who may not write the section, with its mark in the text", async () => {
    const threadId = await commented(people.ngo, { quote: words, targets: ["10.7"], kind: "question" })
    const [mark] = (await marksIn(world, "s02")).filter((one) => one.threadId === threadId)
    expect(mark?.words).toBe(words)
    const { status } = await people.ngo.command({ type: "renameSection", sectionId: "s02", title: "Mine" })
    expect(status).toBe(409)
  })

  it("answers with the event as it is in the log, by the person of the session, whatever the request says", async () => {
    const threadId = `test-${++ids}`
    const forged = { threadId, quote: words, author: "p-iom-1", organization: "iom", personId: "p-iom-1", at: 0 }
    const { events } = await done(await people.ngo.command(comment(forged)))
    expect(events).toMatchObject([
      {
        stream: "review:s02",
        author: "p-ngo-1",
        event: { type: "commentAdded", threadId, organization: "ngo", anchor: { quote: { exact: words } } },
      },
    ])
    expect(events[0]?.at).toBeGreaterThan(Date.parse("2026-01-01"))
  })

  it("is refused, and nothing is written, where the words stand not at all or more than once: it says how often", async () => {
    const before = [await head("text:s02"), await head("review:s02")]
    const often = await people.ngo.command(comment({ quote: "migra" }))
    expect(await often.json()).toMatchObject({
      refusal: { code: "words-found-often", message: expect.stringMatching(/ \d+ times/) },
    })
    expect(await refused(await people.ngo.command(comment({ quote: "words that nobody wrote" })))).toBe(
      "409 words-not-found",
    )
    expect([await head("text:s02"), await head("review:s02")]).toEqual(before)
  })

  it("comes once, however often it is sent", async () => {
    const threadId = await commented(people.ngo, { quote: words })
    const before = [await head("text:s02"), await head("review:s02")]
    expect((await done(await people.ngo.command(comment({ threadId, quote: words })))).events).toEqual([])
    expect([await head("text:s02"), await head("review:s02")]).toEqual(before)
  })

  it("of two people in the same moment is two comments with a mark each", async () => {
    const threads = await Promise.all([
      commented(people.ngo, { quote: words }),
      commented(people.ghana, { quote: words, audience: "section" }),
      commented(people.sweden, { quote: "cannot be reached if migrants", audience: "section" }),
    ])
    const marks = await marksIn(world, "s02")
    expect(threads.map((id) => marks.find(({ threadId }) => threadId === id)?.words)).toEqual([
      words,
      words,
      "cannot be reached if migrants",
    ])
  })

  it("of a delegation leaves no trace in the text", async () => {
    const before = await head("text:s02")
    const threadId = `test-${++ids}`
    const { events } = await done(await people.ghanaDrafter.command(comment({ threadId, quote: words })))
    expect(events).toMatchObject([
      { stream: "delegation:pub-2016.gha", event: { audience: "delegation", anchor: { quote: { exact: words } } } },
    ])
    expect(await head("text:s02")).toBe(before)
  })

  it("is marked when it is widened, and the inner thread stays where it is", async () => {
    const inner = await commented(people.ghanaDrafter, { quote: words })
    expect(
      await refused(await people.ghanaDrafter.command({ type: "widenComment", threadId: inner, audience: "section" })),
    ).toMatch(/^409/)
    const widened = await people.ghana.command({ type: "widenComment", threadId: inner, audience: "section" })
    const { events } = await done(widened)
    const opened = events.find(({ event }) => event.type === "threadCopied")?.event.threadId
    expect((await marksIn(world, "s02")).map(({ threadId }) => threadId)).toContain(opened)
    expect(JSON.stringify(events.filter(({ stream }) => stream === "review:s02"))).not.toContain(inner)
  })

  it("on a State's text is for its author, that State and the secretariat until the State answers", async () => {
    const on = { sectionId: "s07-phl", quote: undefined, body: "Is there a figure for this?" }
    const threadId = await commented(people.ngo, on)
    const reply = (more: object = {}) => ({ type: "replyToComment", threadId, body: "There is.", ...more })
    expect(await refused(await people.sweden.command(reply()))).toBe("404 not-found")
    await done(await people.ngo.command(reply({ body: "A figure of 2015 would do." })))
    const { events } = await done(await people.philippines.command(reply()))
    const copied = events.find(({ event }) => event.type === "threadCopied")
    expect(copied?.stream).toBe("review:s07-phl")
    expect(copied?.event).toMatchObject({ thread: { comments: [{}, {}, { body: "There is." }] } })
    const open = copied?.event.threadId
    await done(await people.sweden.command({ type: "replyToComment", threadId: open, body: "Thank you." }))
  })
})

describe("what one may not read", () => {
  it("answers as what does not exist, whatever is asked of it", async () => {
    const threadId = await commented(people.ghanaDrafter, {})
    const commands = [
      { type: "replyToComment", body: "What is this?" },
      { type: "editComment", commentId: "c1", body: "Mine" },
      { type: "deleteComment", commentId: "c1" },
      { type: "withdrawComment" },
      { type: "setCommentTargets", targets: ["gap"] },
      { type: "assignComment", to: null },
      { type: "resolveComment", outcome: "noted" },
      { type: "reopenComment" },
      { type: "widenComment", audience: "section" },
      { type: "markThreadSeen", comments: 1 },
    ]
    for (const person of [people.editor, people.sweden, people.ngo, people.recipient]) {
      for (const command of commands) {
        const [hidden, missing] = await Promise.all(
          [threadId, "test-nowhere"].map(async (id) => {
            const answer = await person.command({ ...command, threadId: id })
            return `${answer.status} ${(await answer.text()).replaceAll(id, "ID")}`
          }),
        )
        expect(hidden).toBe(missing)
        expect(hidden).toMatch(/^404/)
      }
    }
  })

  it("is not commented on, and told from nothing", async () => {
    for (const sectionId of ["s07-swe", "s99"]) {
      expect(await refused(await people.ngo.command(comment({ sectionId })))).toBe("404 not-found")
      expect(await refused(await people.ngo.command({ type: "markReviewSeen", sectionId, position: 1 }))).toBe(
        "404 not-found",
      )
    }
  })

  it("does not give its id away: a new comment under that id is called otherwise", async () => {
    const threadId = await commented(people.ghanaDrafter, {})
    const { events } = await done(await people.ngo.command(comment({ threadId })))
    expect(events).toHaveLength(1)
    expect(events[0]?.event.threadId).not.toBe(threadId)
  })

  it("is not reached over a section or publication that one may read", async () => {
    const threadId = await commented(people.ghanaDrafter, {})
    const reply = { type: "replyToComment", threadId, sectionId: "s02", body: "Through the side door" }
    expect(await refused(await people.ngo.command(reply))).toBe("404 not-found")
    expect(await refused(await people.ngo.command({ ...comment(), publicationId: "pub-2017" }))).toBe("404 not-found")
  })

  it("is not joined: the streams of others are refused", async () => {
    const threadId = await commented(people.ngo, { sectionId: "s07-phl" })
    const streams = ["delegation:pub-2016.gha", `thread:${threadId}`, "review:s07-swe"]
    const socket = people.recipient.socket("/sync/events")
    for (const stream of [...streams, "review:pub-2016"]) {
      await socket.send(JSON.stringify({ join: stream, after: 0 }))
      await socket.firstJson({ stream, refused: 4404 })
    }
    socket.close()
    const own = people.philippines.socket("/sync/events")
    await own.send(JSON.stringify({ join: "review:s07-phl", after: 0 }))
    await own.firstJson({ available: `thread:${threadId}` })
    await own.send(JSON.stringify({ join: `thread:${threadId}`, after: 0 }))
    await own.firstJson({ stream: `thread:${threadId}`, position: 1 })
    own.close()
  })
})

describe("comments as they come", () => {
  it("are sent to whoever has joined the section's stream, and a new stream is told of to its readers alone", async () => {
    const [reader, other] = [people.sweden.socket("/sync/events"), people.ghana.socket("/sync/events")]
    await reader.send(JSON.stringify({ join: "review:s03", after: 0 }))
    await reader.firstJson({ stream: "review:s03", live: await head("review:s03") })
    await other.opened
    const threadId = await commented(people.ngo, { sectionId: "s03" })
    await reader.first((frame) => (String(frame).includes(threadId) ? true : undefined))
    const hidden = await commented(people.ngo, { sectionId: "s07-phl" })
    const general = await commented(people.ngo, { sectionId: undefined })
    await other.firstJson({ available: "review:pub-2016" })
    expect(general).not.toBe(hidden)
    expect(other.received.filter((frame) => String(frame).includes(hidden))).toEqual([])
    for (const socket of [reader, other]) socket.close()
  })

  it("are the same after the server has started again", async () => {
    const threadId = await commented(people.ngo, { quote: words })
    const inner = await commented(people.ngo, { sectionId: "s07-phl" })
    await done(await people.ngo.command({ type: "markThreadSeen", threadId, comments: 1 }))
    const again = await openWorld(world.storage)
    const [ngo, philippines] = [await again.signIn("p-ngo-1"), await again.signIn("p-phl-1")]
    expect((await done(await ngo.command(comment({ threadId, quote: words })))).events).toEqual([])
    expect((await done(await ngo.command({ type: "markThreadSeen", threadId, comments: 1 }))).events).toEqual([])
    await done(await philippines.command({ type: "replyToComment", threadId: inner, body: "Yes." }))
    await again.close()
  })
})

describe("what a comment may be", () => {
  it("keeps markup as the text that it is", async () => {
    const body = `<img src=x onerror="alert(1)"> & <script>alert(2)</script>`
    const { events } = await done(await people.ngo.command(comment({ body })))
    expect(events[0]?.event).toMatchObject({ body })
  })

  it("has a body within its bounds, and the request too", async () => {
    expect(await refused(await people.ngo.command(comment({ body: " \n " })))).toBe("409 comment-empty")
    expect(await refused(await people.ngo.command(comment({ body: "a".repeat(10_001) })))).toBe("409 comment-too-long")
    expect((await people.ngo.command(comment({ body: "a".repeat(100_001) }))).status).toBe(400)
    const tooLarge = await people.ngo.command(comment({ body: "a".repeat(300_000) }))
    expect([tooLarge.status, tooLarge.headers.get("Connection")]).toEqual([413, "close"])
  })

  it("is of whoever takes part: not of a recipient, nor of somebody who was removed", async () => {
    expect(await refused(await people.recipient.command(comment()))).toMatch(/^4/)
    const reviewer = await world.signIn("p-ngo-2")
    await done(await reviewer.command(comment()))
    await done(await people.editor.command({ type: "removeMember", personId: "p-ngo-2" }))
    expect(await refused(await reviewer.command(comment()))).toBe("404 not-found")
  })

  it("is posted with a token too, in the token's publication alone", async () => {
    const { token } = (await (await people.ngo.post("/api/tokens", { publicationId: "pub-2016" })).json()) as {
      token: string
    }
    const send = async (publicationId: string) =>
      world.post("/api/commands", { publicationId, ...comment() }, { Authorization: `Bearer ${token}` })
    expect((await send("pub-2016")).status).toBe(200)
    expect((await send("pub-other")).status).toBe(404)
    expect((await world.post("/api/commands", { publicationId: "pub-2016", ...comment() })).status).toBe(401)
  })
})
