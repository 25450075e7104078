import { marksIn, openText, type OpenText, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type * as Y from "yjs"

let world: World
let amara: Person
let nasrin: Person
let ngo: Person
let ghana: Person
let drafter: Person
beforeEach(async () => {
  world = await openWorld()
  amara = await world.signIn("p-iom-1")
  nasrin = await world.signIn("p-bgd-1")
  ngo = await world.signIn("p-ngo-1")
  ghana = await world.signIn("p-gha-1")
  drafter = await world.signIn("p-gha-2")
})
afterEach(() => world.close())

interface Row {
  thread: { id: string; place: string; sectionId: string | null; state: string; comments: { body: string }[] }
  place: { block: string | null; kind: string; heading: string | null } | null
  quote: string | null
  isRemoved: boolean
}
interface Page {
  threads: Row[]
  people: Record<string, { name: string; organization: string }>
  total: number
  next: string | null
}
const sectionReview = (person: Person, id: string, query = "") =>
  person.json<Page>(`/api/sections/${id}/review${query}`)
const register = (person: Person, query = "") => person.json<Page>(`/api/publications/pub-2016/review${query}`)
const idsOf = ({ threads }: Page) => threads.map(({ thread }) => thread.id)
async function row(person: Person, sectionId: string, threadId: string): Promise<Row | undefined> {
  return (await sectionReview(person, sectionId)).threads.find(({ thread }) => thread.id === threadId)
}
async function does(person: Person, command: Record<string, unknown>): Promise<{ events: { event: Event }[] }> {
  const answer = await person.command(command)
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as { events: { event: Event }[] }
}
interface Event {
  type: string
  moveId?: string
  sectionId?: string
}
const add = (more: object) => ({ type: "addComment", body: "Say more.", audience: "section", ...more })
describe("the comments on a section", () => {
  it("come in the order of its text, with the words as they are and how people are known", async () => {
    const { threads, people, total, next } = await sectionReview(ngo, "s02")
    expect(threads.map(({ thread }) => thread.id)).toEqual(expect.arrayContaining(["k03", "k04", "k05", "k06"]))
    expect(threads.every(({ quote, isRemoved, place }) => quote && !isRemoved && place?.block)).toBe(true)
    expect(people["p-desa-1"]).toMatchObject({ organization: expect.any(String) })
    expect([total, next]).toEqual([threads.length, null])
  })

  it("are those of the streams that one may join", async () => {
    expect(idsOf(await sectionReview(drafter, "s11"))).toContain("k34")
    for (const person of [ngo, amara]) expect(idsOf(await sectionReview(person, "s11"))).not.toContain("k34")
    expect(await row(drafter, "s11", "k34")).toMatchObject({ isRemoved: false, quote: expect.any(String) })
    const answers = await Promise.all(["s07-swe", "s99"].map((id) => ngo.get(`/api/sections/${id}/review`)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    const [hidden, missing] = await Promise.all(answers.map((answer) => answer.text()))
    expect(hidden).toBe(missing)
  })

  it("are not sent twice while nothing changes", async () => {
    const first = await ngo.get("/api/sections/s02/review")
    const etag = first.headers.get("ETag") ?? ""
    const asked = () => ngo.get("/api/sections/s02/review", { "If-None-Match": etag })
    expect((await asked()).status).toBe(304)
    await does(ghana, { type: "addComment", sectionId: "s02", body: "For us alone." })
    expect((await asked()).status).toBe(304)
    await does(ghana, add({ sectionId: "s02" }))
    expect((await asked()).status).toBe(200)
  })

  it("are annotations of the Web Annotation Data Model", async () => {
    await does(ngo, add({ sectionId: "s02", threadId: "w1", targets: ["10.7", "10.7.2"], quote: "left out" }))
    await does(ngo, add({ sectionId: "s02", threadId: "w2", targets: ["gap"], body: "<b>Not covered</b>" }))
    const answer = await ngo.get("/api/sections/s02/review?format=web-annotation")
    expect(answer.headers.get("Content-Type")).toBe('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"')
    const page = (await answer.json()) as { "@context": string[]; type: string; items: Record<string, unknown>[] }
    expect([page["@context"][0], page.type]).toEqual(["http://www.w3.org/ns/anno.jsonld", "AnnotationPage"])
    for (const item of page.items) {
      expect(item).toMatchObject({
        id: expect.stringMatching(/^http/),
        type: "Annotation",
        motivation: expect.anything(),
        target: expect.anything(),
        created: expect.stringMatching(/^\d{4}-.*Z$/),
        creator: { type: expect.stringMatching(/^(Person|Organization)$/), name: expect.any(String) },
      })
    }
    const ofId = (id: string) => page.items.find((item) => String(item["id"]).endsWith(`#comment-${id}`))
    expect(ofId("w1")).toMatchObject({
      motivation: ["commenting", "tagging"],
      body: [
        { type: "TextualBody", value: "Say more.", format: "text/plain", purpose: "commenting" },
        { type: "TextualBody", value: "10.7", purpose: "tagging" },
        { type: "TextualBody", value: "10.7.2 (2016)", purpose: "tagging", "codraft:edition": "2016" },
      ],
      target: {
        type: "SpecificResource",
        source: expect.stringMatching(/\/p\/pub-2016\/s\/s02$/),
        selector: { type: "TextQuoteSelector", exact: "left out", prefix: expect.any(String) },
      },
    })
    expect(ofId("w2")).toMatchObject({ body: [{ value: "<b>Not covered</b>" }, { value: "gap" }] })
    const reply = page.items.find(({ motivation }) => motivation === "replying")
    expect(reply?.["target"]).toMatch(/#comment-k0\d$/)
  })
})

describe("the register", () => {
  it("has the general comments first, then every section's, and ends on a last page", async () => {
    const all = await register(ngo)
    expect(all.threads[0]?.thread.sectionId).toBeNull()
    expect(all.total).toBe(all.threads.length)
    expect(idsOf(all)).not.toContain("k34")
    expect((await register(drafter)).total).toBe(all.total + 1)
    const ids: string[] = []
    for (let after: string | null = null, pages = 0; pages < 10; pages += 1) {
      const page: Page = await register(ngo, `?limit=10${after === null ? "" : `&after=${after}`}`)
      ids.push(...idsOf(page))
      after = page.next
      if (after === null) break
    }
    expect(ids).toEqual(idsOf(all))
    expect((await ngo.get("/api/publications/pub-2016/review?after=nowhere")).status).toBe(400)
    expect((await ngo.get("/api/publications/pub-2017/review")).status).toBe(404)
  })

  it("says that words are gone, and keeps what was said of them", async () => {
    const before = (await row(nasrin, "s13", "k31")) as Row
    const block = before.place?.block
    const text = await openText(nasrin, "s13")
    const place = (root: OpenText["root"]) =>
      root.toArray().findIndex((child) => (child as Y.XmlElement).getAttribute("s_id") === block)
    expect(await text.sends((root) => root.delete(place(root), 1))).toBe("receipted")
    const { threads } = await register(ngo)
    const after = threads.find(({ thread }) => thread.id === "k31")
    expect(after).toMatchObject({ isRemoved: true, quote: null, place: null })
    expect(after?.thread).toEqual(before.thread)
    expect(idsOf(await sectionReview(nasrin, "s13")).at(-1)).toBe("k31")
  })
})

describe("counts", () => {
  const counts = (person: Person) =>
    person.json<Record<string, { open: number; answered: number; total: number; new: number | null }>>(
      "/api/publications/pub-2016/review/counts",
    )

  it("tell what is open, and what others have said since one was there", async () => {
    const before = (await counts(ngo))["s02"]
    expect(before).toMatchObject({ new: null })
    const head = (await world.storage.log.heads(["review:s02"])).get("review:s02")
    await does(ngo, { type: "markReviewSeen", sectionId: "s02", position: head })
    expect((await counts(ngo))["s02"]?.new).toBe(0)
    await does(ngo, add({ sectionId: "s02" }))
    await does(nasrin, add({ sectionId: "s02", threadId: "c1" }))
    await does(drafter, { type: "addComment", sectionId: "s02", body: "For us alone." })
    const after = (await counts(ngo))["s02"]
    expect(after).toEqual({ ...before, open: (before?.open ?? 0) + 2, total: (before?.total ?? 0) + 2, new: 1 })
    await does(ngo, { type: "markThreadSeen", threadId: "c1", comments: 1 })
    expect((await counts(ngo))["s02"]?.new).toBe(0)
  })

  const looksAt = async (person: Person, sectionId: string) => {
    const head = (await world.storage.log.heads([`review:${sectionId}`])).get(`review:${sectionId}`) ?? 0
    await does(person, { type: "markReviewSeen", sectionId, position: head })
  }

  it("call nothing new before one was there, and the first comment new after one was", async () => {
    const { events } = await does(amara, {
      type: "addSection",
      title: "A message from the chair",
      textClass: "secretariat",
      leadPerson: "p-iom-1",
      language: "en",
    })
    const sectionId = events.map(({ event }) => event.sectionId).find((id) => id !== undefined) ?? ""
    await does(amara, { type: "setSectionAudience", sectionId, audience: "everyone" })
    const until = { at: Date.now() + 86_400_000, zone: "Europe/Zurich" }
    await does(amara, { type: "setSectionState", sectionId, state: "open-for-comments", until })
    await looksAt(ngo, sectionId)
    await does(nasrin, add({ sectionId }))
    expect((await counts(ngo))[sectionId]).toMatchObject({ open: 1, new: 1 })
    expect((await counts(ghana))[sectionId]).toMatchObject({ open: 1, new: null })
  })

  it("call of a thread that moved only that new which was new where it was said", async () => {
    const newIn = async (person: Person) => {
      const { s12, s13 } = await counts(person)
      return [s12?.new, s13?.new]
    }
    const block = (await row(nasrin, "s13", "k31"))?.place?.block ?? ""
    const between = { type: "movePassage", fromSectionId: "s13", toSectionId: "s12", blockIds: [block] }
    for (const person of [amara, ghana]) for (const sectionId of ["s12", "s13"]) await looksAt(person, sectionId)
    await does(nasrin, add({ sectionId: "s12", threadId: "fresh" }))
    await does(ghana, { type: "markThreadSeen", threadId: "fresh", comments: 1 })
    expect([await newIn(amara), await newIn(ghana)]).toEqual([
      [1, 0],
      [0, 0],
    ])
    const moved = await does(nasrin, { ...between, beforeBlockId: null })
    expect([await newIn(amara), await newIn(ghana)]).toEqual([
      [1, 0],
      [0, 0],
    ])
    await does(ghana, { type: "replyToComment", threadId: "k31", body: "Here as well." })
    expect([await newIn(amara), await newIn(ghana)]).toEqual([
      [2, 0],
      [0, 0],
    ])
    const moveId = moved.events.find(({ event }) => event.moveId !== undefined)?.event.moveId
    await does(nasrin, { type: "undoPassageMove", moveId })
    expect([await newIn(amara), await newIn(ghana)]).toEqual([
      [1, 1],
      [0, 0],
    ])
    await looksAt(amara, "s13")
    expect(await newIn(amara)).toEqual([1, 0])
  })
})

describe("what waits for somebody", () => {
  interface Waits {
    waiting: { kind: string; threadId?: string; words: string | null; author: { name: string } | null }[]
  }
  const kinds = async (person: Person, threadId: string) =>
    (await person.json<Waits>("/api/waiting")).waiting.flatMap((one) => (one.threadId === threadId ? one.kind : []))

  it("leaves when it is done, a mention when it is opened", async () => {
    const lead = await world.signIn("p-iom-2")
    await does(ngo, add({ sectionId: "s02", threadId: "v1", body: "Would @{p-desa-1} know?" }))
    const desa = await world.signIn("p-desa-1")
    expect([await kinds(lead, "v1"), await kinds(desa, "v1")]).toEqual([["answer"], ["mention"]])
    expect((await ghana.json<Waits>("/api/waiting")).waiting.filter(({ threadId }) => threadId === "v1")).toEqual([])
    const [mention] = (await desa.json<Waits>("/api/waiting")).waiting.filter(({ threadId }) => threadId === "v1")
    expect([mention?.words, mention?.author?.name]).toEqual(["Would @Priya Raman know?", "Rosa Quintero"])
    await does(desa, { type: "markThreadSeen", threadId: "v1", comments: 1 })
    await does(lead, { type: "replyToComment", threadId: "v1", body: "She does." })
    expect([await kinds(lead, "v1"), await kinds(desa, "v1"), await kinds(ngo, "v1")]).toEqual([[], [], ["reply"]])
  })
})

describe("comments on a passage that moves", () => {
  const move = (blockIds: string[]) => ({
    type: "movePassage",
    fromSectionId: "s13",
    toSectionId: "s12",
    blockIds,
    beforeBlockId: null,
  })
  const undoOf = ({ events }: { events: { event: Event }[] }) => ({
    type: "undoPassageMove",
    moveId: events.find(({ event }) => event.moveId !== undefined)?.event.moveId,
  })
  const isMarked = async (sectionId: string, id: string) =>
    (await marksIn(world, sectionId)).some(({ threadId }) => threadId === id)

  it("go along in the same append, and come back with it; those without a mark too", async () => {
    const known = (await row(nasrin, "s13", "k31")) as Row
    const block = known.place?.block ?? ""
    await does(nasrin, { type: "addComment", sectionId: "s13", threadId: "inner", body: "Ours.", quote: known.quote })
    await does(nasrin, add({ sectionId: "s13", threadId: "whole" }))
    const moved = await does(nasrin, move([block]))
    expect((await row(nasrin, "s12", "k31"))?.quote).toBe(known.quote)
    expect((await row(nasrin, "s12", "k31"))?.thread).toMatchObject({ place: "review:s12", sectionId: "s12" })
    expect((await row(nasrin, "s12", "inner"))?.thread.place).toBe("delegation:pub-2016.bgd")
    expect(idsOf(await sectionReview(nasrin, "s13"))).toContain("whole")
    expect(idsOf(await sectionReview(nasrin, "s13"))).not.toContain("k31")
    expect([await isMarked("s12", "k31"), await isMarked("s13", "k31")]).toEqual([true, false])
    await does(nasrin, { type: "replyToComment", threadId: "k31", body: "Here as well." })
    await does(nasrin, undoOf(moved))
    expect(await row(nasrin, "s13", "k31")).toMatchObject({ quote: known.quote, place: { block } })
    expect(idsOf(await sectionReview(nasrin, "s13"))).toContain("inner")
    expect((await row(nasrin, "s13", "k31"))?.thread.comments.at(-1)?.body).toBe("Here as well.")
    expect([await isMarked("s12", "k31"), await isMarked("s13", "k31")]).toEqual([false, true])
  })

  it("go into the second half of a section that is split, and are one's own again when that is taken back", async () => {
    const before = idsOf(await sectionReview(amara, "s03"))
    const { blocks } = await amara.json<{ blocks: { id: string }[] }>("/api/sections/s03/text")
    const command = { type: "splitSection", sectionId: "s03", atBlockId: blocks[1]?.id, title: "The second half" }
    const split = await does(amara, command)
    const added = split.events.find(({ event }) => event.type === "sectionAdded")?.event as { sectionId?: string }
    const gone = await sectionReview(amara, added.sectionId ?? "")
    expect(gone.threads.length).toBeGreaterThan(0)
    expect(gone.threads.every(({ quote }) => quote !== null)).toBe(true)
    const left = idsOf(await sectionReview(amara, "s03"))
    expect([...left, ...idsOf(gone)].sort()).toEqual([...before].sort())
    await does(amara, undoOf(split))
    expect(idsOf(await sectionReview(amara, "s03"))).toEqual(before)
  })

  it("stay where they were said, as on words that are gone, where people would see them who could not", async () => {
    const notes = {
      type: "addSection",
      title: "Notes",
      textClass: "secretariat",
      leadPerson: "p-iom-1",
      language: "en",
    }
    const { events } = await does(amara, notes)
    const hidden = events[0]?.event as Event & { sectionId: string }
    const known = (await row(amara, "s13", "k31")) as Row
    const there = await does(amara, { ...move([known.place?.block ?? ""]), toSectionId: hidden.sectionId })
    await does(amara, add({ sectionId: hidden.sectionId, threadId: "secret", quote: known.quote }))
    await does(amara, { ...undoOf(there), widens: true })
    expect(await row(amara, hidden.sectionId, "secret")).toMatchObject({ isRemoved: true })
    expect(idsOf(await sectionReview(nasrin, "s13"))).not.toContain("secret")
    expect(await isMarked("s13", "secret")).toBe(false)
  })

  it("all go with a section that is merged into another, and all come back", async () => {
    await does(nasrin, add({ sectionId: "s13", threadId: "whole" }))
    await does(nasrin, { type: "addComment", sectionId: "s13", threadId: "inner", body: "Ours." })
    const before = idsOf(await sectionReview(nasrin, "s13"))
    const merged = await does(amara, { type: "mergeSections", fromSectionId: "s13", intoSectionId: "s12" })
    const there = idsOf(await sectionReview(nasrin, "s12"))
    expect(there).toEqual(expect.arrayContaining(before))
    await does(amara, undoOf(merged))
    expect(idsOf(await sectionReview(nasrin, "s13"))).toEqual(before)
    expect(idsOf(await sectionReview(nasrin, "s12")).filter((id) => before.includes(id))).toEqual([])
  })
})
