import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, expect, it } from "vitest"

interface Length {
  words: number
  parts?: { written: number; of: number; requiredMissing: number; headingsAmiss: number }
}
interface Content {
  blocks: { type: string; id: string; level?: number; content: { text: string }[] }[]
}

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

const lengthsOf = async (person: Person) =>
  (await person.json<{ lengths: Record<string, Length> }>("/api/publications/pub-2016/lengths")).lengths

const addText = async (templateId?: string) => {
  const answer = await editor.command({
    type: "addSection",
    title: "Notes on method",
    textClass: "secretariat",
    leadPerson: "p-iom-1",
    language: "fr",
    ...(templateId ? { templateId } : {}),
  })
  expect(answer.status).toBe(200)
  const { events } = (await answer.json()) as { events: { event: { type: string; sectionId: string } }[] }
  return events.find(({ event }) => event.type === "sectionAdded")?.event.sectionId ?? ""
}
const headingsOf = async (sectionId: string) => {
  const { blocks } = await editor.json<Content>(`/api/sections/${sectionId}/text`)
  return blocks.map(({ type, level, content }) => [type, level, content[0]?.text].filter(Boolean).join(" "))
}
const shaped = [
  "heading 2 Stratégies, politiques et mesures",
  "paragraph",
  "heading 2 Situation de référence",
  "paragraph",
  "heading 2 Bonne pratique",
  "paragraph",
  "heading 2 Difficultés et enseignements",
  "paragraph",
  "heading 2 Capacités et appui",
  "paragraph",
]

it("says how many words each readable section holds, and of no other", async () => {
  const [asEditor, asSweden] = [await lengthsOf(editor), await lengthsOf(await world.signIn("p-swe-2"))]
  expect(asEditor["s01"]?.words).toBeGreaterThan(50)
  expect(asEditor["s01"]?.parts).toBeUndefined()
  expect(asEditor).not.toHaveProperty("s07-swe")
  expect(asSweden["s07-swe"]?.words).toBeGreaterThan(20)
})

it("a section made from a template begins with its headings, in the language of the section", async () => {
  const id = await addText("national-text")
  expect(await headingsOf(id)).toEqual(shaped)
  expect((await lengthsOf(editor))[id]?.parts).toEqual({ written: 0, of: 5, requiredMissing: 4, headingsAmiss: 0 })
})

it("an empty section takes a template, and one with words in it does not", async () => {
  const id = await addText()
  const use = (sectionId: string) => editor.command({ type: "useTemplate", sectionId, templateId: "national-text" })
  expect((await use(id)).status).toBe(200)
  expect(await headingsOf(id)).toEqual(shaped)
  const again = await use(id)
  expect(again.status).toBe(409)
  expect(await again.json()).toMatchObject({ refusal: { code: "section-not-empty" } })
  expect((await use("s02")).status).toBe(409)
})

it("is not sent again to somebody who has it, and is for those who take part", async () => {
  const first = await editor.get("/api/publications/pub-2016/lengths")
  const again = { "If-None-Match": first.headers.get("etag") ?? "" }
  expect((await editor.get("/api/publications/pub-2016/lengths", again)).status).toBe(304)
  expect((await world.request("/api/publications/pub-2016/lengths")).status).toBe(401)
  expect((await editor.get("/api/publications/pub-2017/lengths")).status).toBe(404)
})
