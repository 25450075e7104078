import type { Publication, Recorded } from "@codraft/publication"
import { columnOf, importColumns, type ImportOutcome, rowsIn } from "@codraft/publication/import"
import { marksIn, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sheetWords } from "../register/words.ts"
import type { RowPreview } from "../review/import-preview.ts"

let world: World
let editor: Person
let lead: Person
let ngo: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
  lead = await world.signIn("p-iom-2")
  ngo = await world.signIn("p-ngo-1")
})
afterAll(() => world.close())

const preview = (person: Person, rows: object[], organization: string | null = "swe") =>
  person.post("/api/publications/pub-2016/review/import-preview", { organization, rows })
const empty = Object.fromEntries(importColumns.map((column) => [column, ""]))
async function previewed(rows: object[], organization: string | null = "swe"): Promise<RowPreview[]> {
  const answer = await preview(
    editor,
    rows.map((row) => ({ ...empty, ...row })),
    organization,
  )
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { rows: RowPreview[] }).rows
}

const onBehalf = { organization: "swe", source: "e-mail", date: "2016-05-12", file: "comments.docx" }
const importing = (person: Person, rows: object[], more: object = {}) =>
  person.command({ type: "importComments", onBehalf, rows, ...more })
interface Done {
  events: (Recorded & { event: { threadId?: string } })[]
  rows: ImportOutcome[]
}
async function imported(rows: object[], more: object = {}): Promise<Done> {
  const answer = await importing(editor, rows, more)
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Done
}
async function code(answer: Response): Promise<string> {
  const body = (await answer.json()) as { refusal?: { code: string }; error?: { code: string } }
  return `${answer.status} ${(body.refusal ?? body.error)?.code}`
}
async function head(stream: string): Promise<number> {
  return (await world.storage.log.heads([stream])).get(stream) ?? 0
}
const words = "many more cannot be reached if migrants are left out"
const section = "2 Introduction: migration in the 2030 Agenda"

it("every heading of a file that the register makes is known as a heading", () => {
  for (const { columns } of Object.values(sheetWords)) {
    for (const [name, heading] of Object.entries(columns)) {
      const known = importColumns.find((column) => column === name) ?? "ignored"
      expect([heading, columnOf(heading)]).toEqual([heading, known])
    }
  }
})

describe("the preview of a table", () => {
  it("finds words to the letter, with small differences, more than once and not at all", async () => {
    const of = { section, comment: "Which ones?" }
    const rows = await previewed([
      { ...of, text: words },
      { ...of, text: `“Many  more cannot be reached […] left out”` },
      { ...of, text: "migra" },
      { ...of, text: "words that nobody wrote" },
      { ...of, text: "" },
    ])
    expect(rows.map((row) => row.words)).toMatchObject([
      { kind: "found", by: "exact", words: { quote: { exact: words } } },
      { kind: "found", by: "alike", words: { quote: { exact: words } } },
      { kind: "often" },
      { kind: "none" },
      { kind: "whole" },
    ])
    const [, , often] = rows
    expect(often?.words.kind === "often" && often.words.hits).toBeGreaterThan(1)
    expect(rows.every(({ sectionId, known }) => sectionId === "s02" && known === null)).toBe(true)
  })

  it("reads sections, targets, kinds, outcomes and organisations as tables write them", async () => {
    const [row, general, nowhere, chosen, told] = await previewed([
      {
        section: "Chapitre 2",
        comment: "Mieux dire.",
        targets: "10.7, 99.9",
        kind: "De fond",
        outcome: "Accepté",
        organization: "Ghana",
      },
      { section: "Commentaires généraux", comment: "Trop long." },
      { section: "Chapter of last year", text: "words that nobody wrote", comment: "Gone?" },
      { section: "Chapter of last year", text: words, comment: "Gone?", sectionId: "s02" },
      { section: "", text: words, comment: "Where?" },
    ])
    expect(row).toMatchObject({
      sectionId: "s02",
      targets: ["10.7"],
      targetsUnknown: ["99.9"],
      kind: "substantive",
      outcome: "accepted",
      organization: "gha",
    })
    expect(general).toMatchObject({ sectionId: null, isSectionUnknown: false })
    expect(nowhere).toMatchObject({ sectionId: null, isSectionUnknown: true, words: { kind: "none" } })
    expect(told).toMatchObject({ sectionId: "s02", isSectionUnknown: false, words: { kind: "found", by: "exact" } })
    expect(chosen).toMatchObject({ sectionId: "s02", isSectionUnknown: false, words: { kind: "found" } })
  })

  it("recognises every comment of the register in its own file, in each language", async () => {
    for (const language of ["en", "fr", "es"]) {
      const file = await editor.get(`/api/publications/pub-2016/review/file?format=csv&language=${language}`)
      const cells = recordsIn(await file.text())
      const table = { heading: "", rows: cells.map((row) => row.map((text) => ({ text, isMerged: false }))) }
      const { rows } = rowsIn([table], null, 5_000)
      const found: RowPreview[] = []
      for (let at = 0; at < rows.length; at += 100) {
        found.push(...(await previewed(rows.slice(at, at + 100))))
      }
      expect(found.length).toBeGreaterThan(30)
      expect(rows.filter((_, at) => found[at]?.known === null)).toEqual([])
    }
  })

  it("is for those who may record comments, and tells nothing of what they may not read", async () => {
    const row = { ...empty, section, comment: "Which ones?" }
    for (const person of [lead, ngo]) expect(await code(await preview(person, [row]))).toBe("409 editors-record")
    const stranger = await editor.post("/api/publications/pub-2017/review/import-preview", {
      organization: null,
      rows: [row],
    })
    expect(stranger.status).toBe(404)
    const nobody = await world.post("/api/publications/pub-2016/review/import-preview", {
      organization: null,
      rows: [row],
    })
    expect(nobody.status).toBe(401)

    const { hidden, title } = await hiddenFrom(editor)
    const [byName, byId, nonsense] = await previewed([
      { section: title, text: "the", comment: "a" },
      { section: "x", text: "the", comment: "a", sectionId: hidden },
      { section: "x", text: "the", comment: "a", sectionId: "s-nothing" },
    ])
    expect(byName).toEqual(nonsense)
    expect(byId).toEqual(nonsense)
  })

  it("has bounds", async () => {
    const row = { ...empty, section, comment: "a" }
    expect(
      (
        await preview(
          editor,
          Array.from({ length: 101 }, () => row),
        )
      ).status,
    ).toBe(400)
    expect((await preview(editor, [])).status).toBe(400)
    expect((await preview(editor, [{ ...row, text: "x".repeat(12_001) }])).status).toBe(400)
    expect(
      (
        await preview(
          editor,
          Array.from({ length: 30 }, () => ({ ...row, text: "x".repeat(10_000) })),
        )
      ).status,
    ).toBe(413)
  })
})

describe("the import of a table", () => {
  it("writes each row in the name of its organisation, with its mark, by whoever imports it", async () => {
    const [found] = await previewed([{ section, text: words, comment: "Which ones?" }])
    if (found?.words.kind !== "found") throw new Error("the words are in the text")
    const { quote, start, end } = found.words.words
    const { rows, events } = await imported([
      { threadId: "i-1", sectionId: "s02", anchor: { quote, start, end }, body: "Which ones?", targets: ["10.7"] },
      { threadId: "i-2", sectionId: "s02", body: "Not @{p-swe-1} but @{nobody}.", kind: "editorial" },
      { threadId: "i-3", body: "A good text.", organization: "gha" },
    ])
    expect(rows).toEqual(["i-1", "i-2", "i-3"].map((threadId) => ({ threadId, kind: "imported" })))
    expect(events).toMatchObject([
      { stream: "review:s02", author: "p-iom-1", event: { organization: "swe", onBehalf, targets: ["10.7"] } },
      { stream: "review:s02", event: { body: "Not @ {p-swe-1} but @ {nobody}.", anchor: null } },
      { stream: "review:pub-2016", event: { organization: "gha", onBehalf: { ...onBehalf, organization: "gha" } } },
    ])
    const [mark] = (await marksIn(world, "s02")).filter(({ threadId }) => threadId === "i-1")
    expect(mark?.words).toBe(words)
    expect(await previewed([{ section, text: words, comment: "Which ones?" }])).toMatchObject([{ known: "i-1" }])
    expect(
      await previewed([
        { section, text: "« Many more […] left out »", comment: "Which ones?" },
        { section: "Elsewhere", text: words, comment: "Which ones?" },
        { section, text: "", comment: "Which ones?" },
      ]),
    ).toMatchObject([{ known: "i-1" }, { known: "i-1" }, { known: null }])
  })

  it("is said in the files of the register", async () => {
    const file = await editor.get("/api/publications/pub-2016/review/file?format=csv&language=fr&organization=swe")
    expect(await file.text()).toContain('Sweden,"reçu par courriel, 2016-05-12, comments.docx",')
  })

  it("does nothing twice, and one row that is refused keeps no other out", async () => {
    const rows = [
      { threadId: "i-4", sectionId: "s02", anchor: { quote: { exact: words } }, body: "Say more." },
      { threadId: "i-5", sectionId: "s02", anchor: { quote: { exact: "words that nobody wrote" } }, body: "Where?" },
      { threadId: "i-6", sectionId: "s02", body: "   " },
      { threadId: "i-7", sectionId: "s02", body: "And this.", targets: ["99.9"] },
      { threadId: "i-8", sectionId: "s02", body: "And that." },
    ]
    const first = await imported(rows)
    expect(first.rows.map(({ kind, refusal }) => refusal?.code ?? kind)).toEqual([
      "imported",
      "words-not-found",
      "comment-empty",
      "no-such-target",
      "imported",
    ])
    const before = [await head("text:s02"), await head("review:s02")]
    const again = await imported([rows[0] ?? {}, rows[4] ?? {}])
    expect(again).toMatchObject({ events: [], rows: [{ kind: "present" }, { kind: "present" }] })
    expect([await head("text:s02"), await head("review:s02")]).toEqual(before)
  })

  it("keeps what the table says as the answer, where that is asked, and says where it could not", async () => {
    const { rows } = await imported([
      { threadId: "i-10", sectionId: "s02", body: "Reply to me.", response: "Done in the next draft." },
      { threadId: "i-11", sectionId: "s02", body: "Settle me.", response: "Taken up.", outcome: "accepted" },
      { threadId: "i-12", sectionId: "s07-phl", body: "Settle me.", outcome: "noted" },
      { threadId: "i-13", sectionId: "s02", body: "Give a reason.", outcome: "not-taken-up" },
    ])
    expect(rows.map(({ kind, refusal }) => [kind, refusal?.code !== undefined])).toEqual([
      ["imported", false],
      ["imported", false],
      ["imported", true],
      ["imported", true],
    ])
    const page = await editor.json<{ threads: { thread: Record<string, unknown> }[] }>(
      "/api/publications/pub-2016/review",
    )
    const thread = (id: string) => page.threads.find((one) => one.thread["id"] === id)?.thread
    expect(thread("i-10")).toMatchObject({ state: "answered", comments: [{}, { body: "Done in the next draft." }] })
    expect(thread("i-11")).toMatchObject({ state: "resolved", outcome: "accepted", reason: "Taken up." })
    expect(thread("i-12")).toMatchObject({ state: "open" })
    const { events } = await imported([
      { threadId: "i-10", sectionId: "s02", body: "Reply to me.", response: "Done in the next draft." },
      { threadId: "i-11", sectionId: "s02", body: "Settle me.", response: "Taken up.", outcome: "accepted" },
    ])
    expect(events).toEqual([])
  })

  it("is for those who may record comments, in sections that they read", async () => {
    const row = { threadId: "i-20", sectionId: "s02", body: "Mine." }
    for (const person of [lead, ngo]) expect(await code(await importing(person, [row]))).toBe("409 editors-record")
    expect(
      (await editor.command({ type: "importComments", onBehalf, rows: [row], publicationId: "pub-2017" })).status,
    ).toBe(404)
    const { hidden } = await hiddenFrom(editor)
    const { rows, events } = await imported([
      { ...row, sectionId: hidden },
      { ...row, threadId: "i-21", sectionId: "s-nothing" },
      { ...row, threadId: "i-22", organization: "nobody" },
    ])
    expect(rows.map(({ refusal }) => refusal?.code)).toEqual([
      "no-such-section",
      "no-such-section",
      "no-such-organization",
    ])
    expect(rows[0]?.refusal).toEqual(rows[1]?.refusal)
    expect(events).toEqual([])
  })

  it("has bounds", async () => {
    const row = (at: number) => ({ threadId: `i-b${at}`, sectionId: "s02", body: "a" })
    const many = Array.from({ length: 101 }, (_, at) => row(at))
    expect((await importing(editor, many)).status).toBe(400)
    expect((await importing(editor, [])).status).toBe(400)
  })
})

/** A section that the editor may not read: a State's own, which its delegation has not shown yet. */
async function hiddenFrom(person: Person): Promise<{ hidden: string; title: string }> {
  const { publication } = await person.json<{ publication: Publication }>("/api/publications/pub-2016")
  const all = world.server.publications
  const ids = ["s07-can", "s07-cri", "s07-gha", "s07-mar", "s07-phl", "s07-swe"]
  const hidden = ids.find((id) => !(id in publication.sections)) ?? ""
  const title = all.known(hidden as never)?.section.title ?? ""
  expect([hidden, title]).not.toContain("")
  return { hidden, title }
}

/** The records of a CSV as RFC 4180 has it. */
function recordsIn(text: string): string[][] {
  const records: string[][] = [[]]
  for (const [, quoted, bare, end] of text
    .replace(/^\uFEFF/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "")
    if (end === "\r\n") records.push([])
  }
  return records.slice(0, -1)
}
