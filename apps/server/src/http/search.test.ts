import { openWorld, type Person, type World } from "@codraft/server/testing"
import { encodeMessage } from "@codraft/sync/protocol"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Y from "yjs"

interface Span {
  start: number
  end: number
}
interface Found {
  lines: number
  sections: {
    sectionId: string
    title: { text: string; language: string; spans: Span[] } | null
    lines: number
    more: boolean
    hits: {
      kind: string
      blockId: string
      language: string
      matches: number
      excerpt: { text: string; spans: Span[] }
    }[]
  }[]
}

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

const path = (query: Record<string, string>) => `/api/publications/pub-2016/search?${new URLSearchParams(query)}`
const search = (person: Person, query: Record<string, string>) => person.json<Found>(path(query))
const sectionsOf = ({ sections }: Found) => sections.map(({ sectionId }) => sectionId)

/** Writes at the start of a section, and waits until that is durable. */
async function write(person: Person, sectionId: string, words: string): Promise<void> {
  const socket = person.socket(`/sync/text:${sectionId}`)
  const doc = new Y.Doc()
  const line = new Y.XmlText(words)
  const paragraph = new Y.XmlElement("paragraph")
  paragraph.insert(0, [line])
  doc.get("root-v2", Y.XmlElement).insert(0, [paragraph])
  await socket.send(encodeMessage({ type: "update", update: Y.encodeStateAsUpdate(doc) }))
  await socket.first((frame) => (typeof frame !== "string" && frame[0] === 4 ? true : undefined))
  socket.close()
}

describe("a search", () => {
  it("answers by section in the order of the outline, with the words in their places", async () => {
    const found = await search(editor, { q: "workshop" })
    expect(sectionsOf(found)).toEqual([...sectionsOf(found)].sort())
    expect(sectionsOf(found)).toEqual(expect.arrayContaining(["s01", "s03"]))
    const foreword = found.sections.find(({ sectionId }) => sectionId === "s01")
    const [hit] = foreword?.hits ?? []
    expect(hit).toMatchObject({ kind: "paragraph", blockId: "s01-b02", language: "en", matches: 1 })
    const [span] = hit?.excerpt.spans ?? []
    expect(hit?.excerpt.text.slice(span?.start, span?.end)).toBe("workshop")
    expect(found.lines).toBe(found.sections.reduce((sum, { lines }) => sum + lines, 0))
  })

  it("finds titles too, in whichever language they have", async () => {
    const found = await search(editor, { q: "avant propos" })
    expect(found.sections).toMatchObject([
      {
        sectionId: "s01",
        lines: 0,
        title: {
          text: "Avant-propos",
          language: "fr",
          spans: [
            { start: 0, end: 5 },
            { start: 6, end: 12 },
          ],
        },
      },
    ])
  })

  it("tells words from a phrase, capitals and whole words if asked, and languages", async () => {
    const words = await search(editor, { q: "agenda people prosperity" })
    expect(sectionsOf(words)).toContain("s01")
    expect((await search(editor, { q: "agenda people prosperity", match: "phrase" })).sections).toEqual([])
    expect(sectionsOf(await search(editor, { q: "one agenda for people", match: "phrase" }))).toEqual(["s01"])
    expect((await search(editor, { q: "AGENDA", case: "true" })).sections).toEqual([])
    expect((await search(editor, { q: "agend", whole: "true" })).sections).toEqual([])
    const french = await search(await world.signIn("p-can-1"), { q: "niveau federal", language: "fr" })
    expect(sectionsOf(french)).toEqual(["s07-can"])
    expect(sectionsOf(await search(editor, { q: "workshop", language: "fr" }))).toEqual([])
  })

  it("shows a bounded number of lines and counts the rest", async () => {
    await write(editor, "s02", "a quincunx")
    for (let n = 0; n < 24; n += 1) await write(editor, "s03", `quincunx ${n}`)
    const found = await search(editor, { q: "quincunx" })
    expect(found.lines).toBe(25)
    expect(found.sections.map(({ sectionId, lines, more, hits }) => [sectionId, lines, more, hits.length])).toEqual([
      ["s02", 1, false, 1],
      ["s03", 24, true, 20],
    ])
  })

  it("follows the texts", async () => {
    expect((await search(editor, { q: "zymurgy" })).sections).toEqual([])
    await write(editor, "s01", "On zymurgy")
    expect(sectionsOf(await search(editor, { q: "zymurgy" }))).toEqual(["s01"])
  })

  it("that is malformed, of strangers or too frequent is refused", async () => {
    for (const query of [
      { q: " " },
      { q: "x".repeat(201) },
      { q: "x", match: "regex" },
      { q: "x", language: "not a tag" },
    ]) {
      expect((await editor.get(path(query))).status).toBe(400)
    }
    expect((await world.request(path({ q: "x" }))).status).toBe(401)
    expect((await editor.get("/api/publications/pub-2017/search?q=x")).status).toBe(404)
    const hasty = await world.signIn("p-rcp-1")
    const statuses = await Promise.all(
      Array.from({ length: 260 }, async () => (await hasty.get(path({ q: "x" }))).status),
    )
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
  })
})

describe("rights", () => {
  it("keep a State's draft from everybody else: not found, not counted, not by its title", async () => {
    const phrase = { q: "rules for labour migration carried out with employers", match: "phrase" }
    expect(sectionsOf(await search(await world.signIn("p-swe-1"), phrase))).toEqual(["s07-swe"])
    for (const personId of ["p-iom-1", "p-can-1", "p-ngo-1"]) {
      const person = await world.signIn(personId)
      expect(await search(person, phrase)).toEqual({ lines: 0, sections: [] })
      expect(await search(person, { q: "Sweden", match: "phrase" })).toEqual({ lines: 0, sections: [] })
    }
  })

  it("change with the next search: what is shown to more people is found by them, and nothing by who was removed", async () => {
    const [canada, ghana] = [await world.signIn("p-can-1"), await world.signIn("p-gha-1")]
    const phrase = { q: "tableau de bord commun", match: "phrase" }
    expect(sectionsOf(await search(ghana, phrase))).toEqual([])
    expect(sectionsOf(await search(canada, phrase))).toEqual(["s07-can"])
    const widened = await canada.command({ type: "setSectionAudience", sectionId: "s07-can", audience: "members" })
    expect(widened.status).toBe(200)
    expect(sectionsOf(await search(ghana, phrase))).toEqual(["s07-can"])

    expect((await editor.command({ type: "removeMember", personId: "p-gha-1" })).status).toBe(200)
    expect((await ghana.get(path(phrase))).status).toBe(404)
  })
})
