import { openWorld, type Person, type World } from "@codraft/server/testing"
import { unzipSync } from "fflate"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
let ngo: Person
let editor: Person
let drafter: Person
beforeAll(async () => {
  world = await openWorld()
  ngo = await world.signIn("p-ngo-1")
  editor = await world.signIn("p-iom-1")
  drafter = await world.signIn("p-gha-2")
  await does(ngo, { threadId: "r1", sectionId: "s02", quote: "left out", body: `=1+1 says "no"`, targets: ["gap"] })
  await does(ngo, { threadId: "r2", sectionId: "s02", body: "<b>Wider</b> & wider\nsecond line", targets: ["10.7.2"] })
  await does(ngo, { threadId: "r3", body: "يجب ذكر البيانات" })
  await does(editor, { type: "resolveComment", threadId: "r2", outcome: "not-taken-up", reason: "Out of scope here" })
})
afterAll(() => world.close())

async function does(person: Person, command: Record<string, unknown>): Promise<void> {
  const answer = await person.command({ type: "addComment", audience: "section", ...command })
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
}
const file = (person: Person, query: string) => person.get(`/api/publications/pub-2016/review/file?${query}`)
const csv = async (person: Person, query = "") => (await file(person, `format=csv${query}`)).text()
async function part(person: Person, query: string, path: string): Promise<string> {
  const bytes = new Uint8Array(await (await file(person, query)).arrayBuffer())
  const found = unzipSync(bytes)[path]
  if (found === undefined) throw new Error(`the file has no ${path}`)
  return new TextDecoder().decode(found)
}
/** The words of a Word file's part, a line for each paragraph. */
const wordsOf = (xml: string) =>
  xml
    .replace(/<\/w:p>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")

describe("the register as a file", () => {
  it("has what the person may read, and nothing else", async () => {
    const inside = "Ghana"
    await does(drafter, {
      threadId: "r-inside",
      sectionId: "s11",
      body: `${inside} will not say this aloud.`,
      audience: "delegation",
    })
    for (const query of ["format=csv", "format=jsonld"]) {
      expect(await (await file(drafter, query)).text()).toContain("will not say this aloud")
      for (const person of [ngo, editor]) expect(await (await file(person, query)).text()).not.toContain("aloud")
    }
    for (const id of ["pub-2017", "nothing"]) {
      expect((await ngo.get(`/api/publications/${id}/review/file?format=csv`)).status).toBe(404)
    }
    expect((await world.request("/api/publications/pub-2016/review/file?format=csv")).status).toBe(401)
    expect((await file(ngo, "format=exe")).status).toBe(400)
  })

  it("holds what the filter and the words searched for leave", async () => {
    const lines = async (query: string) => (await csv(ngo, query)).split("\r\n").length - 2
    const all = await lines("")
    expect(await lines("&target=gap&section=s02&unanswered=true")).toBe(1)
    expect(await lines("&q=WIDER%20nowhere")).toBe(0)
    expect(await lines("&q=Wider%20second")).toBe(1)
    expect(await lines("&section=general&mine=true")).toBe(2)
    expect(await lines("&state=resolved")).toBeLessThan(all)
    expect(await csv(ngo, "&state=resolved&section=s02&q=wider")).toContain("Out of scope here")
  })

  it("is named after the publication and the day, in the language asked for", async () => {
    const answer = await file(ngo, "format=csv&language=fr&section=general")
    const name = answer.headers.get("Content-Disposition") ?? ""
    expect(name).toMatch(
      /^attachment; filename="Registre des commentaires - .* - \d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''/,
    )
    expect(await answer.text()).toContain("Commentaires généraux")
  })

  it("as CSV quotes as RFC 4180 says, and runs no formula in a spreadsheet", async () => {
    const text = await csv(ngo, "&section=s02&mine=true")
    expect(text.startsWith("Section,Paragraph,")).toBe(true)
    const bytes = new Uint8Array(await (await file(ngo, "format=csv&section=s02&mine=true")).arrayBuffer())
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    expect(text).toContain(`,"'=1+1 says ""no""",`)
    expect(text).toContain(`,"<b>Wider</b> & wider\nsecond line",10.7.2 (2016),`)
    expect(text.endsWith("\r\n")).toBe(true)
  })

  it("as a workbook has text in every cell, and a heading that stays", async () => {
    const query = "format=xlsx&section=s02&mine=true"
    const sheet = await part(ngo, query, "xl/worksheets/sheet1.xml")
    expect(sheet).toContain("<pane")
    expect(sheet).not.toContain("<f>")
    expect(await part(ngo, query, "xl/sharedStrings.xml")).toContain("=1+1 says")
  })

  it("as annotations is one collection whose sources are the sections", async () => {
    const answer = await file(ngo, "format=jsonld&mine=true")
    expect(answer.headers.get("Content-Type")).toContain("application/ld+json")
    const all = (await answer.json()) as { type: string; total: number; first: { items: Record<string, unknown>[] } }
    expect([all.type, all.total]).toEqual(["AnnotationCollection", all.first.items.length])
    const ofId = (id: string) => all.first.items.find((item) => String(item["id"]).endsWith(`#comment-${id}`))
    expect(ofId("r1")).toMatchObject({ target: { source: expect.stringMatching(/\/p\/pub-2016\/s\/s02$/) } })
    expect(ofId("r3")).toMatchObject({ target: expect.stringMatching(/\/p\/pub-2016$/) })
  })
})

describe("the register in Word", () => {
  it("is landscape A4 with a page number, a date with hour and zone, and the general comments first", async () => {
    const xml = await part(editor, "format=docx", "word/document.xml")
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/)
    expect(wordsOf(xml)).toMatch(/\d{1,2} \w+ \d{4} at \d\d:\d\d \(.+\)/)
    const headings = [...xml.matchAll(/<w:pStyle w:val="Heading1"\/>.*?<\/w:p>/g)].map(([found]) =>
      wordsOf(found).trim(),
    )
    expect(headings[0]).toBe("General comments")
    expect(headings.length).toBeGreaterThan(3)
    const foot = await part(editor, "format=docx", "word/footer1.xml")
    expect(foot).toMatch(/PAGE<.*NUMPAGES</)
  })

  it("has tables whose headings come again on each page, of the seven columns that are handed round", async () => {
    const xml = await part(ngo, "format=docx&section=s02&mine=true", "word/document.xml")
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(xml.match(/<w:gridCol /g)).toHaveLength(7)
    const lines = wordsOf(xml).split("\n")
    const names = ["Paragraph", "Text", "Organization", "Comment", "Targets", "Response", "Outcome"]
    expect(lines.slice(lines.indexOf("Paragraph"), lines.indexOf("Paragraph") + 7)).toEqual(names)
    for (const words of [
      "left out",
      `=1+1 says "no"`,
      "<b>Wider</b> & wider",
      "second line",
      "Out of scope here",
      "Not taken up",
    ])
      expect(lines).toContain(words)
  })

  it("runs what is written from right to left that way", async () => {
    const xml = await part(ngo, "format=docx&section=general&mine=true", "word/document.xml")
    expect(xml).toMatch(/<w:pPr>(?:(?!<\/w:pPr>).)*<w:bidi\/>(?:(?!<\/w:p>).)*<w:rtl\/>(?:(?!<\/w:p>).)*يجب ذكر/)
  })
})

describe("the position of the register", () => {
  it("goes on with what the person reads, and stays with what they do not", async () => {
    const position = async (person: Person) =>
      (await person.json<{ position: number }>("/api/publications/pub-2016/review/position")).position
    const before = [await position(ngo), await position(drafter)] as const
    await does(drafter, { sectionId: "s02", body: "Among us.", audience: "delegation" })
    expect(await position(ngo)).toBe(before[0])
    expect(await position(drafter)).toBeGreaterThan(before[1])
    await does(editor, { type: "assignComment", threadId: "r1", to: { personId: "p-iom-2" } })
    expect(await position(ngo)).toBeGreaterThan(before[0])
  })
})
