import { strFromU8, unzipSync } from "fflate"
import { openText, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterOf, beforeOf, type ShownComparison } from "@codraft/publish/compare"
import { afterEach, beforeEach, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let amara: Person
let ghana: Person
beforeEach(async () => {
  world = await openWorld()
  amara = await world.signIn("p-iom-1")
  ghana = await world.signIn("p-gha-1")
})
afterEach(() => world.close())

const at = "/api/publications/pub-2016/versions"
const diff = (person: Person, a: number | string, b: number | string) =>
  person.json<ShownComparison>(`${at}/${a}/diff/${b}`)

async function freeze(title: string, more: object = {}): Promise<void> {
  const answer = await amara.command({ type: "freezeVersion", title, ...more })
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
}

async function writeParagraph(person: Person, sectionId: string, words: string): Promise<void> {
  const text = await openText(person, sectionId)
  const said = await text.sends((root) => {
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText(words)])
    root.insert(root.length - 1, [paragraph])
  })
  expect(said).toBe("receipted")
}

it("says what became of one version in another, either way round, and holds both", async () => {
  await freeze("Rev.1")
  await writeParagraph(amara, "s02", "Nobody had counted them before.")
  await freeze("Rev.2", { sections: ["s01", "s02"] })
  const { comparison, numbers } = await diff(amara, 1, 2)
  expect([comparison.before.version?.title, comparison.after.version?.title]).toEqual(["Rev.1", "Rev.2"])
  const change = comparison.sections.find((section) => section.kind === "kept" && section.after.id === "s02")
  expect(change).toMatchObject({ text: { kind: "compared", comparison: { counts: { added: 1, removed: 0 } } } })
  expect(Object.keys(numbers)).toEqual(["before", "after"])
  expect((await diff(amara, 2, 1)).comparison.counts).toMatchObject({
    added: comparison.counts.removed,
    removed: comparison.counts.added,
  })
  // All but what readers see of cross-references is as it was frozen.
  const unsaid = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (key, member: unknown) => (key === "said" ? undefined : member))) as unknown
  expect(unsaid(beforeOf(comparison))).toEqual(await amara.json(`${at}/1/publication.json`))
  expect(unsaid(afterOf(comparison))).toEqual(await amara.json(`${at}/2/publication.json`))
})

it("compares with the draft as it is now, in the words of no version and no text that its editors may not read", async () => {
  await freeze("Rev.1")
  const etag = async () => (await amara.get(`${at}/1/diff/draft`)).headers.get("etag")
  const first = await etag()
  expect((await diff(amara, 1, "draft")).comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 0 })
  await writeParagraph(amara, "s02", "Written after the cut.")
  const { comparison } = await diff(amara, 1, "draft")
  expect(comparison.after.version).toBeNull()
  expect(comparison.counts).toEqual({ added: 1, removed: 0, changed: 0, moved: 0 })
  expect(JSON.stringify(comparison)).toContain("Written after the cut.")
  expect(JSON.stringify(comparison)).not.toContain("s07-can")
  expect((await diff(amara, "draft", 1)).comparison.counts.removed).toBe(1)
  expect(await etag()).not.toBe(first)
})

it("is for who may read both; the draft is for who may freeze it", async () => {
  await freeze("Rev.1")
  await freeze("Rev.2")
  const paths = ["1/diff/2", "2/diff/1", "1/diff/draft", "draft/diff/1"].map((path) => `${at}/${path}`)
  const statuses = (person: Person) => Promise.all(paths.map(async (path) => (await person.get(path)).status))
  expect(await statuses(amara)).toEqual([200, 200, 200, 200])
  expect(await statuses(ghana)).toEqual([404, 404, 404, 404])
  const circulate = async (version: number) => {
    expect((await amara.command({ type: "circulateVersion", version, to: ["gha"] })).status).toBe(200)
  }
  await circulate(1)
  expect(await statuses(ghana)).toEqual([404, 404, 404, 404])
  await circulate(2)
  expect(await statuses(ghana)).toEqual([200, 200, 404, 404])
  expect((await world.request(`${at}/1/diff/2`)).status).toBe(401)
  for (const path of ["1/diff/3", "0/diff/1", "1/diff/x"])
    expect([400, 404]).toContain((await amara.get(`${at}/${path}`)).status)
})

it("is not sent again to somebody who has it, and comes packed to those who take it so", async () => {
  await freeze("Rev.1")
  await freeze("Rev.2")
  const path = `${at}/1/diff/2`
  const plain = await amara.get(path)
  const etag = plain.headers.get("etag") ?? ""
  const packed = await amara.get(path, { "Accept-Encoding": "gzip" })
  expect([plain.headers.get("content-encoding"), packed.headers.get("content-encoding")]).toEqual([null, "gzip"])
  const again = await amara.get(path, { "If-None-Match": etag })
  expect([again.status, await again.text()]).toEqual([304, ""])
})

it("is not made without end for one person", async () => {
  await freeze("Rev.1")
  const answers = await Promise.all(Array.from({ length: 70 }, () => amara.get(`${at}/1/diff/1`)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]))
})

it("gives the same as a Word file with tracked changes, to whom may read both", async () => {
  await freeze("Rev.1")
  await writeParagraph(amara, "s02", "Nobody had counted them before.")
  await freeze("Rev.2")
  const path = `${at}/1/diff/2/redline.docx`
  const answer = await amara.get(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-type")).toBe(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  )
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="redline-1-to-2.docx"')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const document = strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array())
  expect(document).toMatch(
    /<w:ins [^>]*w:author="Codraft: Rev.1 to Rev.2"[^>]*><w:r>.*?Nobody had counted them before\./,
  )
  expect(new Uint8Array(await (await amara.get(path)).arrayBuffer())).toEqual(bytes)
  const draft = await amara.get(`${at}/1/diff/draft/redline.docx`)
  expect([draft.status, draft.headers.get("content-disposition")]).toEqual([
    200,
    'attachment; filename="redline-1-to-draft.docx"',
  ])
  const etag = answer.headers.get("etag") ?? ""
  expect((await amara.get(path, { "If-None-Match": etag })).status).toBe(304)
  for (const kept of [path, `${at}/1/diff/draft/redline.docx`]) expect((await ghana.get(kept)).status).toBe(404)
  expect((await amara.get(`${at}/1/diff/9/redline.docx`)).status).toBe(404)
})
