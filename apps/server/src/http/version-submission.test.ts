import { openText, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import * as Y from "yjs"

let world: World
let amara: Person
let ghana: Person
beforeAll(async () => {
  world = await openWorld()
  amara = await world.signIn("p-iom-1")
  ghana = await world.signIn("p-gha-1")
})
afterAll(() => world.close())

const at = "/api/publications/pub-2016/versions"
const today = () => new Date().toISOString().slice(0, 10)

interface Shown {
  number: number
  corrects: number | null
  seal: object | null
  submissions: { to: string; files: string[]; by: string }[]
}
const versions = async () => (await amara.json<{ versions: Shown[] }>(at)).versions
const stateOf = async (sectionId: string) => {
  const { publication } = await amara.json<{ publication: { sections: Record<string, { state: string }> } }>(
    "/api/publications/pub-2016",
  )
  return publication.sections[sectionId]?.state
}
const submission = (more: object = {}) => ({
  type: "submitVersion",
  version: 1,
  to: "GFMD Summit, Dhaka",
  on: today(),
  files: ["publication.json"],
  ...more,
})
async function refused(answer: Promise<Response>): Promise<string> {
  const response = await answer
  expect(response.status).toBe(409)
  return ((await response.json()) as { refusal: { code: string } }).refusal.code
}
async function frozen(more: object): Promise<void> {
  const answer = await amara.command({ type: "freezeVersion", title: "T", ...more })
  expect(answer.status, await answer.clone().text()).toBe(200)
  await vi.waitFor(async () => expect((await versions())[0]?.seal).not.toBeNull(), 20_000)
}

it("names what has changed since, closes what is in the version with one append, and lets editors open it again", async () => {
  await frozen({ kind: "revision", symbol: "IDM/2016/1/Rev.1", sections: ["s01", "s02"] })
  const text = await openText(amara, "s02")
  const writes = (words: string) =>
    text.sends((root) => {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText(words)])
      root.insert(root.length, [paragraph])
    })
  // A mark is written into the text, and the words stay what they are.
  const exact = "many more cannot be reached if migrants are left out"
  const ngo = await world.signIn("p-ngo-1")
  const comment = { type: "addComment", sectionId: "s02", anchor: { quote: { exact } }, body: "Which ones?" }
  const before = await world.storage.log.heads(["text:s02"])
  expect((await ngo.command({ ...comment, threadId: "test-1" })).status).toBe(200)
  expect(await world.storage.log.heads(["text:s02"])).not.toEqual(before)
  expect(await amara.json(`${at}/1/submission`)).toEqual({ sections: ["s01", "s02"], changed: [] })

  expect(await writes("After the cut.")).toBe("receipted")
  expect(await amara.json(`${at}/1/submission`)).toEqual({ sections: ["s01", "s02"], changed: ["s02"] })
  expect(await refused(amara.command(submission()))).toBe("changed-since-frozen")
  expect([await stateOf("s01"), (await versions())[0]?.submissions]).toEqual([
    expect.not.stringMatching("submitted"),
    [],
  ])

  expect((await amara.command(submission({ changed: ["s02"] }))).status).toBe(200)
  expect(await versions()).toMatchObject([
    { submissions: [{ to: "GFMD Summit, Dhaka", files: ["publication.json"], by: "p-iom-1" }] },
  ])
  expect([await stateOf("s01"), await stateOf("s02"), await stateOf("s03")]).toEqual([
    "submitted",
    "submitted",
    expect.not.stringMatching("submitted"),
  ])
  expect(await writes("Too late.")).not.toBe("receipted")
  expect(await amara.json(`${at}/1/submission`)).toEqual({ sections: [], changed: [] })

  // To another body, with nothing left to close.
  expect((await amara.command(submission({ to: "UN DESA" }))).status).toBe(200)
  expect((await versions())[0]?.submissions.map(({ to }) => to)).toEqual(["GFMD Summit, Dhaka", "UN DESA"])

  const opened = amara.command({ type: "setSectionState", sectionId: "s02", state: "under-revision", until: null })
  expect((await opened).status).toBe(200)
  expect(await amara.json(`${at}/1/submission`)).toEqual({ sections: ["s02"], changed: ["s02"] })
})

it("is for editors, and only of what has its files", async () => {
  expect(await refused(ghana.command(submission()))).toBe("versions-by-editors")
  expect(await refused(ghana.get(`${at}/1/submission`))).toBe("versions-by-editors")
  expect(await refused(amara.get(`${at}/9/submission`))).toBe("no-such-version")
  expect(await refused(amara.command(submission({ files: ["publication.pdf"] })))).toBe("no-such-file")
  expect(await refused(amara.command(submission({ on: "2016-01-01" })))).toBe("submission-day")
  for (const more of [{ to: "" }, { on: "10 December" }, { files: [] }, { to: "x".repeat(201) }])
    expect((await amara.command(submission(more))).status).toBe(400)
})

it("lets a corrigendum say which version it corrects", async () => {
  const overrides = [{ check: "open-comments", reason: "They are answered in the next one." }]
  await frozen({ kind: "corrigendum", symbol: "IDM/2016/1/Corr.1", sections: ["s01"], overrides })
  await frozen({ kind: "addendum", symbol: "IDM/2016/1/Add.1", sections: ["s01"], overrides, corrects: 1 })
  expect((await versions()).map(({ number, corrects }) => [number, corrects])).toEqual([
    [3, 1],
    [2, 1],
    [1, null],
  ])
  const wrong = { type: "freezeVersion", title: "T", kind: "corrigendum", sections: ["s01"], corrects: 2 }
  expect(await refused(amara.command(wrong))).toBe("not-correctable")
})
