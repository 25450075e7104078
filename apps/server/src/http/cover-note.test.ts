import {
  makeArtefacts,
  makeValue,
  openWorld,
  type Person,
  type World,
  AttemptEndedError,
  filesInThread,
} from "@codraft/server/testing"
import type { CoverNote } from "@codraft/publication"
import { KeySetSchema, type Manifest } from "@codraft/publish/manifest"
import { openPackage } from "@codraft/publish/package"
import { verifyPackage } from "@codraft/publish/verify"
import { strFromU8, unzipSync } from "fflate"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"

const at = "/api/publications/pub-2016/versions"
const note: CoverNote = {
  addressee: "Chair of the Forum\nDhaka",
  salutation: "Dear colleagues,",
  body: "Please find enclosed the draft.\n\nIt is sent to you alone.",
  closing: "Yours sincerely,",
  contact: { name: "Amara Diallo-Reyes", organization: "IOM", email: "office@example.org" },
}

let world: World
let amara: Person
beforeAll(async () => {
  // Real files, and a fall of the server between the freeze and them.
  const files = () => Promise.reject(new AttemptEndedError("ended", "the process died"))
  const before = await openWorld(undefined, { versionPress: { value: makeValue, files } })
  amara = await before.signIn("p-iom-1")
  for (const [sectionId, threadId, audience] of [
    ["s02", "said-to-all", "section"],
    ["s02", "said-to-the-house", "secretariat"],
    ["s03", "left-out", "section"],
  ] as const) {
    const comment = { type: "addComment", threadId, sectionId, audience, body: `Words ${threadId} @{p-iom-2}.` }
    await done((await before.signIn("p-gha-1")).command(comment))
  }
  const numbering = { paragraphs: true, headings: false, tables: true, figures: true }
  await done(amara.command({ type: "setSectionNumbering", sectionId: "s02", numbering }))
  await done(amara.command({ type: "freezeVersion", title: "Plain" }))
  const more = { sections: ["s01", "s02"], coverNote: note, withRegister: true }
  await done(amara.command({ type: "freezeVersion", title: "Rev.1", symbol: "IDM/2016/1", ...more }))
  // What is said afterwards is in no register.
  await done(amara.command({ type: "replyToComment", threadId: "said-to-all", body: "Answered too late." }))
  await before.close()
  world = await openWorld(before.storage, { versionPress: { value: makeValue, files: filesInThread } })
  amara = await world.signIn("p-iom-1")
  await vi.waitFor(async () => expect((await shown(2)).seal).not.toBeNull(), 100_000)
}, 120_000)
afterAll(() => world.close())

interface Shown {
  coverSha256?: string
  registerSha256?: string
  seal: { files: { name: string; sha256: string }[]; failed: unknown[] } | null
}
const shown = async (number: number) => (await amara.json<{ version: Shown }>(`${at}/${number}`)).version
const names = async (number: number) => (await shown(number)).seal?.files.map(({ name }) => name) ?? []
async function bytes(path: string, person = amara): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await done(person.get(path))).arrayBuffer())
}
async function done(answer: Promise<Response>): Promise<Response> {
  const response = await answer
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`)
  return response
}
const wordsOf = (office: Uint8Array) =>
  Object.values(unzipSync(office))
    .map((part) => strFromU8(part))
    .join("\n")

describe("a cover note", () => {
  it("goes with the version that it was written for, in the package and the manifest, and verifies", async () => {
    expect((await shown(2)).seal?.failed).toEqual([])
    const manifest = await amara.json<Manifest>(`${at}/2/manifest.json`)
    const notes = ["cover-note.docx", "cover-note.pdf"]
    expect(manifest.files.map(({ name }) => name)).toEqual(expect.arrayContaining(notes))
    const zip = await bytes(`${at}/2/codraft.zip`)
    const { keys } = KeySetSchema.parse(await (await world.request("/.well-known/jwks.json")).json())
    // Both versions were frozen under another key; that of the package is the one that signed it.
    const checked = await verifyPackage(zip, { trusted: keys })
    if (checked.verdict === "unreadable") throw new Error(checked.because)
    expect(checked.verdict).toBe("as-frozen")
    expect(checked.files.filter(({ name }) => notes.includes(name)).map(({ state }) => state)).toEqual([
      "as-frozen",
      "as-frozen",
    ])
    const said = wordsOf(await bytes(`${at}/2/cover-note.docx`))
    const wanted = ["Dhaka", "It is sent to you alone.", "IDM/2016/1", "publication.pdf", "office@example.org"]
    expect(wanted.filter((words) => !said.includes(words))).toEqual([])
    expect(said.includes("register.")).toBe(false)
  })

  it("is with no version that was frozen without one", async () => {
    expect((await names(1)).toSorted()).toEqual([
      "codraft.zip",
      "publication.docx",
      "publication.html",
      "publication.json",
      "publication.pdf",
    ])
    expect(await shown(1)).not.toHaveProperty("coverSha256")
  })

  it("is offered again for the next version, to those who freeze, and is in nothing that others see", async () => {
    expect(await amara.json("/api/publications/pub-2016/cover-note")).toEqual({ note })
    for (const personId of ["p-iom-2", "p-gha-1"]) {
      const person = await world.signIn(personId)
      expect((await person.get("/api/publications/pub-2016/cover-note")).status).toBe(404)
      expect(JSON.stringify(await person.json(at))).not.toContain("sent to you alone")
      expect(JSON.stringify(await person.json("/api/publications/pub-2016"))).not.toContain("sent to you alone")
    }
  })

  it("that no font can print, or no letter holds, is refused before anything is frozen", async () => {
    const asked = (more: object) =>
      amara.command({ type: "freezeVersion", title: "Rev.2", coverNote: { ...note, ...more } })
    const refused = await asked({ addressee: "主席" })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ refusal: { code: "cover-note-unprintable" } })
    expect((await asked({ body: "x".repeat(6_001) })).status).toBe(400)
    expect((await amara.get(`${at}/3`)).status).toBe(404)
  })
})

describe("what goes with a version and cannot be read", () => {
  it("is said to be missing, and the files of the version itself are made", async () => {
    const content = await bytes(`${at}/1/publication.json`)
    const broken = new TextEncoder().encode("{}")
    const made = await makeArtefacts({
      content,
      images: new Map(),
      coverNote: broken,
      register: broken,
      corrects: broken,
    })
    const failed = made.flatMap((file) => ("reason" in file ? file.name : []))
    const beside = ["corrigendum", "cover-note"].flatMap((name) => [`${name}.docx`, `${name}.pdf`])
    expect(failed).toEqual([...beside, "register.docx", "register.xlsx"])
    const whole = ["publication.json", "publication.html", "publication.docx", "publication.pdf"]
    expect(made.flatMap((file) => ("bytes" in file ? file.name : []))).toEqual(whole)
  })
})

describe("the register of comments beside a version", () => {
  it("holds what everybody reads on the sections that are in, as it stood, and names nobody", async () => {
    for (const name of ["register.docx", "register.xlsx"]) {
      const said = wordsOf(await bytes(`${at}/2/${name}`))
      const wanted = ["Words said-to-all @IOM secretariat.", "Ghana"]
      expect(wanted.filter((words) => !said.includes(words))).toEqual([])
      const hidden = ["said-to-the-house", "left-out", "Answered too late", "p-iom-2", "Amara", "127.0.0.1"]
      expect(hidden.filter((words) => said.includes(words))).toEqual([])
    }
  })

  it("says of each comment which paragraph of the version it is on", async () => {
    const { registerSha256 = "" } = await shown(2)
    const kept = new TextDecoder().decode((await world.storage.blobs.get(registerSha256)) ?? new Uint8Array())
    const { rows } = JSON.parse(kept) as { rows: { section: string | null; paragraph: string; text: string | null }[] }
    expect(rows.slice(-5).map(({ section, paragraph, text }) => [section, paragraph, text?.slice(0, 24)])).toEqual([
      ["s02", "", undefined],
      ["s02", "1.", "Several other targets na"],
      ["s02", "2.", "A link is called related"],
      ["s02", "3.", "The editors corrected sp"],
      ["s02", "4.", "Where figures are not av"],
    ])
  })

  it("is beside the publication: in no package and no manifest", async () => {
    expect(await names(2)).toEqual(expect.arrayContaining(["register.docx", "register.xlsx"]))
    const manifest = await amara.json<Manifest>(`${at}/2/manifest.json`)
    expect(JSON.stringify(manifest.files)).not.toContain("register")
    const opened = openPackage(await bytes(`${at}/2/codraft.zip`))
    if (typeof opened === "string") throw new Error(opened)
    expect([...opened.entries.keys()].filter((name) => name.includes("register"))).toEqual([])
  })

  it("is for those whom the version was circulated to, but for who sees no draft", async () => {
    const [ghana, recipient] = [await world.signIn("p-gha-1"), await world.signIn("p-gsu-1")]
    const path = `${at}/2/register.docx`
    expect((await ghana.get(path)).status).toBe(404)
    await done(amara.command({ type: "circulateVersion", version: 2, to: ["gha", "gsu"] }))
    expect((await ghana.get(path)).status).toBe(200)
    expect((await recipient.get(`${at}/2/publication.pdf`)).status).toBe(200)
    expect((await recipient.get(path)).status).toBe(404)
  })

  it("and the note are the same bytes whenever they are made", async () => {
    const { coverSha256 = "", registerSha256 = "", seal } = await shown(2)
    const blob = async (hash: string) => new Uint8Array((await world.storage.blobs.get(hash)) ?? [])
    const content = await bytes(`${at}/2/publication.json`)
    const [coverNote, register] = [await blob(coverSha256), await blob(registerSha256)]
    const again = await makeArtefacts({ content, images: new Map(), coverNote, register })
    const { createHash } = await import("node:crypto")
    const hashes = again.flatMap((file) =>
      "bytes" in file ? [[file.name, createHash("sha256").update(file.bytes).digest("hex")]] : [],
    )
    const sealed = seal?.files.filter(({ name }) => name !== "codraft.zip").map(({ name, sha256 }) => [name, sha256])
    expect(Object.fromEntries(hashes)).toEqual(Object.fromEntries(sealed ?? []))
  })
})
