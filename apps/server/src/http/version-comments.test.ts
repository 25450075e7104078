import { idAttribute } from "@codraft/document/form"
import type { SectionId, Thread } from "@codraft/publication"
import { marksIn, openText, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import * as Y from "yjs"

let world: World
let amara: Person
let ghana: Person
let sweden: Person
const at = "/api/publications/pub-2016"
const words = "many more cannot be reached if migrants are left out"
const hourMs = 3_600_000

/** Ghana and Sweden have Rev.1 for an hour. */
beforeEach(async () => {
  world = await openWorld()
  amara = await world.signIn("p-iom-1")
  ghana = await world.signIn("p-gha-1")
  sweden = await world.signIn("p-swe-1")
})
afterEach(async () => {
  vi.useRealTimers()
  await world.close()
})

async function done<T = { events: { event: object }[] }>(answer: Promise<Response>): Promise<T> {
  const response = await answer
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
async function refused(answer: Promise<Response>): Promise<{ code: string; message: string }> {
  const response = await answer
  expect(response.status).toBe(409)
  return ((await response.json()) as { refusal: { code: string; message: string } }).refusal
}

async function circulated(more: object = {}): Promise<void> {
  const version = { title: "For comments", symbol: "IDM/2016/1/Rev.1", kind: "revision", ...more }
  await done(amara.command({ type: "freezeVersion", ...version }))
  await circulate(["gha", "swe"])
}
const circulate = (to: string[]) =>
  done(amara.command({ type: "circulateVersion", version: 1, to, commentUntil: Date.now() + hourMs }))

interface Content {
  sections: { id: string; text: { blocks: { id?: string; content?: { text?: string }[] }[] } | null }[]
}
const saying = ({ content = [] }: { content?: { text?: string }[] }) => content.map(({ text = "" }) => text).join("")

/** The block of the version that has these words. */
async function blockIn(person: Person, sectionId: string, some: string): Promise<string> {
  const { sections } = await person.json<Content>(`${at}/versions/1/publication.json`)
  const block = sections.find(({ id }) => id === sectionId)?.text?.blocks.find((one) => saying(one).includes(some))
  if (block?.id === undefined) throw new Error(`"${some}" stands in no block`)
  return block.id
}

let ids = 0
const comment = (version: object, more: object = {}) => ({
  type: "addComment",
  threadId: `on-version-${++ids}`,
  body: "Which ones?",
  audience: "section",
  version: { number: 1, sectionId: "s02", ...version },
  ...more,
})

interface Page {
  threads: { thread: Thread; place: { block: string | null } | null; quote: string | null; isRemoved: boolean }[]
}
const inSection = (person: Person, sectionId: string) => person.json<Page>(`/api/sections/${sectionId}/review`)
const onVersion = (person: Person) => person.json<Page>(`${at}/versions/1/review`)
const one = ({ threads }: Page, threadId: string) => {
  const found = threads.find(({ thread }) => thread.id === threadId)
  if (found === undefined) throw new Error(`no comment ${threadId}`)
  return found
}

/** The paragraph with these words is written anew at the end of the text, under another id, and taken away where it was. */
async function moved(sectionId: string, some: string): Promise<void> {
  const text = await openText(amara, sectionId)
  const answer = await text.sends((root) => {
    const index = root.toArray().findIndex((block) => plain(block).includes(some))
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.setAttribute(idAttribute, "moved-here")
    paragraph.insert(0, [new Y.XmlText(plain(root.get(index)))])
    root.delete(index, 1)
    root.insert(root.length - 1, [paragraph])
  })
  expect(answer).toBe("receipted")
}
function plain(node: unknown): string {
  if (node instanceof Y.XmlText)
    return (node.toDelta() as { insert: unknown }[])
      .map(({ insert }) => (typeof insert === "string" ? insert : ""))
      .join("")
  return node instanceof Y.XmlElement ? node.toArray().map(plain).join("") : ""
}

describe("comments on a version that came by another way", () => {
  const onBehalf = { organization: "gha", source: "e-mail", date: "2016-05-12", file: "comments.docx" }
  const row = { section: "2", paragraph: "", organization: "", targets: "", kind: "", response: "", outcome: "" }
  interface Previewed {
    sectionId: string | null
    words: { kind: string; by?: string; words?: { version?: { block: string; quote: { exact: string } | null } } }
    known: string | null
  }
  const preview = async (rows: object[], more: object = {}) =>
    (
      await done<{ rows: Previewed[] }>(
        amara.post(`${at}/review/import-preview`, { organization: "gha", version: 1, rows, ...more }),
      )
    ).rows
  const imports = (rows: object[], more: object = {}) =>
    done<{ rows: { kind: string; refusal?: { code: string } }[] }>(
      amara.command({ type: "importComments", onBehalf: { ...onBehalf, ...more }, rows }),
    )
  const csv = async (query: string) => (await amara.get(`${at}/review/file?format=csv${query}`)).text()

  it("are found in it, keep their paragraph, stand in the draft, and are in the register of that version alone", async () => {
    await circulated()
    const block = await blockIn(amara, "s02", words)
    const comment = "The capital asks which ones, and since when."
    const [found, unknown] = await preview([
      { ...row, text: words, comment },
      { ...row, text: "words that nobody wrote", comment: "Out." },
    ])
    expect(found).toMatchObject({
      sectionId: "s02",
      words: { kind: "found", by: "exact", words: { version: { block } } },
    })
    expect(unknown?.words.kind).toBe("none")
    const version = { number: 1, sectionId: "s02", block, quote: words }
    const { rows } = await imports([
      { threadId: "by-mail", version, body: comment, targets: [] },
      { threadId: "on-draft", sectionId: "s02", body: "On the draft.", targets: [] },
    ])
    expect(rows.map(({ kind }) => kind)).toEqual(["imported", "imported"])
    const { thread, place } = one(await inSection(amara, "s02"), "by-mail")
    expect(thread).toMatchObject({ organization: "gha", onBehalf, version: { number: 1, block } })
    expect(place?.block).toBe(block)
    expect((await onVersion(sweden)).threads.map((row) => row.thread.id)).toEqual(["by-mail"])
    expect((await preview([{ ...row, text: words, comment }]))[0]?.known).toBe("by-mail")

    expect(await csv("&version=1")).toContain(comment)
    expect(await csv("&version=1")).toContain("IDM/2016/1/Rev.1, ")
    expect(await csv("&version=1")).not.toContain("On the draft.")
    expect(await csv("&version=draft")).toContain("On the draft.")
    expect(await csv("&version=draft")).not.toContain(comment)
    expect((await amara.get(`${at}/review/file?format=csv&version=none`)).status).toBe(400)
  })

  it("are taken after the date by the day on which they came, and of whoever has the version", async () => {
    await circulated()
    const version = { number: 1, sectionId: "s02", block: await blockIn(amara, "s02", words) }
    const kinds = async (more: object) => {
      const { rows } = await imports([{ threadId: `r-${++ids}`, version, body: "Late?", targets: [] }], more)
      return rows.map(({ kind, refusal }) => refusal?.code ?? kind)
    }
    expect(await kinds({ organization: "can" })).toEqual(["not-circulated-to"])
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * 24 * hourMs })
    amara = await world.signIn("p-iom-1")
    const day = (at: number) => new Date(at).toISOString().slice(0, 10)
    expect(await kinds({ date: day(Date.now()) })).toEqual(["received-after-date"])
    expect(await kinds({ date: day(Date.now() - 4 * 24 * hourMs) })).toEqual(["imported"])
    expect(
      (
        await refused(
          amara.post(`${at}/review/import-preview`, {
            organization: "gha",
            version: 9,
            rows: [{ ...row, text: "", comment: "?" }],
          }),
        )
      ).code,
    ).toBe("no-such-version")
  })
})

describe("a comment on a circulated version", () => {
  it("is anchored in the draft where the words still stand, with its paragraph of the version", async () => {
    await circulated()
    const block = await blockIn(ghana, "s02", words)
    const command = comment({ block, quote: words })
    await done(ghana.command(command))
    expect((await marksIn(world, "s02")).find(({ threadId }) => threadId === command.threadId)?.words).toBe(words)
    const { thread, place, quote, isRemoved } = one(await inSection(amara, "s02"), command.threadId)
    expect(thread).toMatchObject({ version: { number: 1, sectionId: "s02", block, quote: { exact: words } } })
    expect([place?.block, quote, isRemoved]).toEqual([block, words, false])
    // Sent again, it is there once.
    expect(await done(ghana.command(command))).toMatchObject({ events: [] })
    expect((await onVersion(sweden)).threads.map((row) => row.thread.id)).toEqual([command.threadId])
  })

  it("follows a paragraph that has moved, and is told to be on words that are gone where they are", async () => {
    await circulated()
    const block = await blockIn(ghana, "s02", words)
    await moved("s02", words)
    const following = comment({ block, quote: words })
    await done(ghana.command(following))
    const { place, isRemoved } = one(await inSection(amara, "s02"), following.threadId)
    expect([place?.block, isRemoved]).toEqual(["moved-here", false])

    const text = await openText(amara, "s02")
    await text.sends((root) =>
      root.delete(
        root.toArray().findIndex((node) => plain(node).includes(words)),
        1,
      ),
    )
    const late = comment({ block, quote: words })
    await done(ghana.command(late))
    expect(one(await inSection(amara, "s02"), late.threadId)).toMatchObject({
      place: null,
      isRemoved: true,
      thread: { anchor: { quote: { exact: words } }, version: { block } },
    })
    expect(one(await onVersion(ghana), late.threadId).isRemoved).toBe(true)
  })

  it("is on words of that paragraph, or on all of it, and on nothing that the version has not got", async () => {
    await circulated({ sections: ["s01", "s02"] })
    const block = await blockIn(ghana, "s02", words)
    await done(ghana.command(comment({ block })))
    const code = async (version: object) => (await refused(ghana.command(comment(version)))).code
    expect(await code({ block, quote: "words that nobody wrote" })).toBe("words-not-in-version")
    expect(await code({ block: "nowhere" })).toBe("no-such-paragraph")
    expect(await code({ sectionId: "nowhere", block })).toBe("no-such-paragraph")
    expect(await code({ sectionId: "s03", block })).toBe("section-to-follow")
    expect((await ghana.command(comment({ block, quote: "" }))).status).toBe(400)
  })

  it("is refused after the date with that date, until editors reopen for one organization", async () => {
    await circulated()
    const block = await blockIn(ghana, "s02", words)
    vi.useFakeTimers({ now: Date.now() + hourMs, toFake: ["Date"] })
    for (const person of [ghana, sweden]) {
      const { code, message } = await refused(person.command(comment({ block, quote: words })))
      expect(code).toBe("version-comments-ended")
      expect(message).toMatch(/^Comments of (Ghana|Sweden) on this version closed on \d+ \w+ \d{4}, \d\d:\d\d \(/)
    }
    await circulate(["gha"])
    await done(ghana.command(comment({ block, quote: words })))
    expect((await refused(sweden.command(comment({ block, quote: words })))).code).toBe("version-comments-ended")
  })

  it("is refused to whom it was not circulated, as if there were no such version", async () => {
    await circulated()
    const block = await blockIn(ghana, "s02", words)
    const canada = await world.signIn("p-can-1")
    expect((await refused(canada.command(comment({ block, quote: words })))).code).toBe("no-such-version")
    expect((await refused(canada.command(comment({ block: "nowhere" })))).code).toBe("no-such-version")
    expect((await canada.get(`${at}/versions/1/review`)).status).toBe(404)
    expect((await world.request(`${at}/versions/1/review`)).status).toBe(401)
  })

  it("says in the register's files and annotations of which version and paragraph it is", async () => {
    await circulated()
    const block = await blockIn(ghana, "s02", words)
    const { threadId } = comment({})
    await done(ghana.command({ ...comment({ block, quote: words }), threadId }))
    const csv = await (await ghana.get(`${at}/review/file?format=csv`)).text()
    const line = csv.split("\n").find((row) => row.includes(threadId))
    expect(csv.split("\n")[0]).toContain("Version")
    expect(line).toMatch(/IDM\/2016\/1\/Rev\.1, (para\.|section) /)
    const { items } = await ghana.json<{ items: Record<string, unknown>[] }>(
      "/api/sections/s02/review?format=web-annotation",
    )
    expect(items.find(({ id }) => String(id).endsWith(threadId))).toMatchObject({
      "codraft:version": {
        "codraft:number": 1,
        "codraft:place": { source: `${world.origin}/p/pub-2016/versions/1#s02-${block}`, selector: { exact: words } },
      },
    })
  })
})

describe("of a section that only the secretariat reads", () => {
  const secret = "Nobody outside has read this."
  const frozen = "Every fee that migrants pay is published."
  let sectionId: SectionId

  /** Its text is in the version; then it is written on. */
  beforeEach(async () => {
    const added = await done<{ events: { event: { type: string; sectionId: SectionId } }[] }>(
      amara.command({
        type: "addSection",
        title: "Fees",
        parentId: null,
        textClass: "secretariat",
        language: "en",
        leadPerson: "p-iom-1",
      }),
    )
    sectionId = added.events[0]!.event.sectionId
    await written(frozen)
    await circulated()
  })

  async function written(line: string): Promise<void> {
    const text = await openText(amara, sectionId)
    const answer = await text.sends((root) => {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.setAttribute(idAttribute, `fees-${line.length}`)
      paragraph.insert(0, [new Y.XmlText(line)])
      root.insert(0, [paragraph])
    })
    expect(answer).toBe("receipted")
  }
  const withSecretariat = (version: object) => comment({ sectionId, ...version }, { audience: "secretariat" })

  it("a delegate comments on the version, and the secretariat finds it at the words of the draft", async () => {
    expect((await ghana.get(`/api/sections/${sectionId}/review`)).status).toBe(404)
    const block = await blockIn(ghana, sectionId, frozen)
    const all = comment({ sectionId, block }, { audience: "section" })
    expect((await refused(ghana.command(all))).code).toBe("section-not-read")
    const command = withSecretariat({ block, quote: "Every fee" })
    await done(ghana.command(command))
    const { thread, place, isRemoved } = one(await inSection(amara, sectionId), command.threadId)
    expect(thread).toMatchObject({ sectionId, place: "shared:pub-2016.gha" })
    expect([place?.block, isRemoved]).toEqual([block, false])
    await done(amara.command({ type: "replyToComment", threadId: command.threadId, body: "All of them." }))
    expect(one(await onVersion(ghana), command.threadId).thread.comments).toHaveLength(2)
    await done(ghana.command({ type: "replyToComment", threadId: command.threadId, body: "Thank you." }))
  })

  it("nothing of the draft comes to the delegate: not its words, nor whether those of the version still stand", async () => {
    const block = await blockIn(ghana, sectionId, frozen)
    const before = withSecretariat({ block, quote: "Every fee" })
    const standing = await done(ghana.command(before))
    await written(secret)
    const text = await openText(amara, sectionId)
    await text.sends((root) =>
      root.delete(
        root.toArray().findIndex((node) => plain(node).includes(frozen)),
        1,
      ),
    )
    const after = withSecretariat({ block, quote: "Every fee" })
    const gone = await done(ghana.command(after))
    const told = ({ events }: typeof gone, { threadId }: typeof after) =>
      JSON.stringify(events.map(({ event }) => event)).replaceAll(threadId, "thread")
    expect(told(gone, after)).toBe(told(standing, before))
    const read = [
      JSON.stringify(await onVersion(ghana)),
      JSON.stringify(await ghana.json(`${at}/review`)),
      await (await ghana.get(`${at}/review/file?format=csv`)).text(),
      await (await ghana.get(`${at}/review/file?format=jsonld`)).text(),
      JSON.stringify(await ghana.json("/api/waiting")),
      JSON.stringify(await ghana.json(`${at}/review/counts`)),
    ]
    for (const answer of read) expect(answer).not.toContain(secret)
    expect(read[2]).toContain("IDM/2016/1/Rev.1, section ")
    expect((await onVersion(ghana)).threads.map((row) => [row.place, row.isRemoved])).toEqual([
      [null, false],
      [null, false],
    ])
    // Whoever reads the section sees that they are gone.
    expect(one(await inSection(amara, sectionId), after.threadId).isRemoved).toBe(true)
    expect((await onVersion(sweden)).threads).toEqual([])
  })
})
