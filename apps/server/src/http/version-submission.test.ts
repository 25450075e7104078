import { makeArtefacts, openText, openWorld, type Person, type World, filesInThread } from "@codraft/server/testing"
import { KeySetSchema } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
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
  expect(await refused(amara.command(submission({ files: ["cover-note.pdf"] })))).toBe("no-such-file")
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

it("has a corrigendum say in files of its own what is to be read instead of what, signed with the others; an addendum has none", {
  timeout: 120_000,
}, async () => {
  const press = await openWorld(undefined, { versionPress: { files: filesInThread } })
  try {
    const editor = await press.signIn("p-iom-1")
    const one = { title: "T", confirmation: "T", sections: ["s02"] }
    const overrides = ["open-comments", "section-not-closed"].map((check) => ({ check, reason: "It goes out today." }))
    const freezes = async (more: object) => {
      const answer = await editor.command({ type: "freezeVersion", ...one, overrides, ...more })
      expect(answer.status, await answer.clone().text()).toBe(200)
    }
    await freezes({ kind: "submission", symbol: "IDM/2016/1" })
    const text = await openText(editor, "s02")
    await text.sends((root) => {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText("This was missing.")])
      root.insert(root.length, [paragraph])
    })
    await freezes({ kind: "corrigendum", symbol: "IDM/2016/1/Corr.1" })
    await freezes({ kind: "addendum", symbol: "IDM/2016/1/Add.1" })
    type Sealed = { seal: { files: { name: string; sha256: string }[]; failed: unknown[] } | null }
    const sealed = await vi.waitFor(async () => {
      const shown = (await editor.json<{ versions: Sealed[] }>(at)).versions
      if (shown.some(({ seal }) => seal === null)) throw new Error("not yet")
      return shown.map(({ seal }) => seal)
    }, 100_000)
    const names = (files: { name: string }[] = []) =>
      files.map(({ name }) => name).filter((name) => name.startsWith("corr"))
    expect(sealed.map((seal) => seal?.failed)).toEqual([[], [], []])
    expect(sealed.map((seal) => names(seal?.files))).toEqual([[], ["corrigendum.docx", "corrigendum.pdf"], []])

    const bytes = async (path: string) => new Uint8Array(await (await editor.get(`${at}/${path}`)).arrayBuffer())
    const { keys } = KeySetSchema.parse(await (await press.request("/.well-known/jwks.json")).json())
    const verified = await verifyPackage(await bytes("2/codraft.zip"), { trusted: keys })
    expect(verified).toMatchObject({ verdict: "as-frozen", signature: "trusted" })
    expect(verified.verdict === "unreadable" ? [] : names([...verified.files])).toEqual([
      "corrigendum.docx",
      "corrigendum.pdf",
    ])

    // Whenever they are made, and so after a crash as well, they are the same.
    const [content, corrects] = [await bytes("2/publication.json"), await bytes("1/publication.json")]
    const again = await makeArtefacts({ content, corrects, images: new Map() })
    for (const name of ["corrigendum.docx", "corrigendum.pdf"]) {
      const made = again.find((file) => file.name === name)
      const kept = await bytes(`2/${name}`)
      expect(made && "bytes" in made && Buffer.from(made.bytes).equals(kept), name).toBe(true)
    }
  } finally {
    await press.close()
  }
})
