import { payloadsName } from "@codraft/document/form"
import {
  makeArtefacts,
  makeValue,
  openText,
  openWorld,
  type Person,
  type World,
  AttemptEndedError,
  filesInThread,
  type VersionPress,
} from "@codraft/server/testing"
import type { PublicationContent } from "@codraft/publish/content"
import { KeySetSchema } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
import { StorageError } from "@codraft/storage"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
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

interface Shown {
  number: number
  title: string
  mayOpen: boolean
  contentSha256: string
  made: { failed: unknown[] } | null
  seal: { files: { name: string; sha256: string }[]; failed: unknown[] } | null
}
const list = async (person: Person) => (await person.json<{ versions: Shown[] }>(at)).versions
const freeze = (person: Person, more: object = {}) => person.command({ type: "freezeVersion", title: "Rev.1", ...more })

async function done(answer: Promise<Response>): Promise<Response> {
  const response = await answer
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`)
  return response
}

/** Its files are made. */
async function sealed(number: number): Promise<Shown> {
  return vi.waitFor(async () => {
    const version = (await list(amara)).find((one) => one.number === number)
    if (!version?.seal) throw new Error("not yet")
    return version
  }, 20_000)
}
const content = (number: number) => amara.json<PublicationContent>(`${at}/${number}/publication.json`)
async function bytes(person: Person, path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await done(person.get(path))).arrayBuffer())
}

async function placeImage(sectionId: string, blob: string): Promise<void> {
  const text = await openText(amara, sectionId)
  await text.sends((root) => {
    const image = new Y.XmlElement("image")
    image.setAttribute("__payload", "pic1")
    root.insert(1, [image])
    const payload = { kind: "image", blob, mediaType: "image/svg+xml", width: 4, height: 3 }
    text.doc.getMap(payloadsName).set("pic1", new Y.Map(Object.entries(payload)))
  })
}

describe("freezing a version", () => {
  it("gives a version that is there at once, and its files soon after", async () => {
    await done(freeze(amara, { symbol: "IDM/2016/1/Rev.1", kind: "revision", note: "For comments." }))
    const [version] = await list(amara)
    expect(version).toMatchObject({ number: 1, title: "Rev.1", mayOpen: true })
    const { sections } = await content(1)
    expect(sections.find(({ id }) => id === "s02")?.text).not.toBeNull()
    // Canada has not opened its text, and the editor does not see it: it is not there, not even as one to follow.
    expect(JSON.stringify(sections)).not.toContain("Canada")
    expect((await sealed(1)).seal?.failed).toEqual([])
  })

  it("has everything that was logged before the cut and nothing that came after, while people write", async () => {
    const text = await openText(amara, "s02")
    const writes = (words: string) =>
      text.sends((root) => {
        const paragraph = new Y.XmlElement("paragraph")
        paragraph.insert(0, [new Y.XmlText(words)])
        root.insert(root.length - 1, [paragraph])
      })
    expect(await writes("Before the cut.")).toBe("receipted")
    const [answer, during] = await Promise.all([freeze(amara), writes("At the cut.")])
    expect([answer.status, during]).toEqual([200, "receipted"])
    expect(await writes("After the cut.")).toBe("receipted")
    const said = JSON.stringify((await content(1)).sections)
    expect(said).toContain("Before the cut.")
    expect(said).not.toContain("After the cut.")
    await done(freeze(amara, { title: "Rev.2" }))
    expect(JSON.stringify((await content(2)).sections)).toContain("After the cut.")
    expect(JSON.stringify((await content(1)).sections)).toBe(said)
  })

  it("gives two editors at once two versions, one after the other", async () => {
    const answers = await Promise.all([freeze(amara, { title: "A" }), freeze(amara, { title: "B" })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const versions = await list(amara)
    expect(versions.map(({ number }) => number)).toEqual([2, 1])
    expect(new Set(versions.map(({ title }) => title))).toEqual(new Set(["A", "B"]))
    const numbers = await Promise.all([content(1), content(2)])
    expect(numbers.map(({ version }) => version.number)).toEqual([1, 2])
  })

  it("leaves nothing behind that anybody sees when its last step fails", async () => {
    world.storage.faults.failNext(new StorageError("the disk is full"))
    expect((await freeze(amara)).status).toBe(503)
    expect(await list(amara)).toEqual([])
    await done(freeze(amara))
    expect((await list(amara)).map(({ number }) => number)).toEqual([1])
  })

  it("holds what was chosen; the rest is to follow, and what may not be in is refused", async () => {
    await done(freeze(amara, { sections: ["s01", "s02"] }))
    const { sections } = await content(1)
    expect(sections.filter(({ text }) => text !== null).map(({ id }) => id)).toEqual(["s01", "s02"])
    expect(sections.find(({ id }) => id === "s03")).toMatchObject({ text: null, title: "Two workshops, one review" })
    expect((await freeze(amara, { sections: ["s07-can"] })).status).toBe(409)
    expect((await freeze(amara, { sections: ["nowhere"] })).status).toBe(409)
  })

  it("is refused to everybody else", async () => {
    for (const personId of ["p-gha-1", "p-ngo-1"]) expect((await freeze(await world.signIn(personId))).status).toBe(409)
    expect(
      (await world.post("/api/commands", { type: "freezeVersion", publicationId: "pub-2016", title: "x" })).status,
    ).toBe(401)
  })
})

describe("the pre-flight list", () => {
  it("says what there is to look at, and freezes nothing", async () => {
    const answer = await done(amara.post(`${at}/preflight`, { title: "Rev.1", kind: "revision" }))
    const { number, findings } = (await answer.json()) as {
      number: number
      findings: { check: string; level: string }[]
    }
    expect(number).toBe(1)
    expect(new Set(findings.map(({ check }) => check))).toContain("open-comments")
    expect(findings.every(({ level }) => level === "warning")).toBe(true)
    expect(await list(amara)).toEqual([])
  })

  it("stops a submission until an editor says for each point why it goes out all the same", async () => {
    const submission = { kind: "submission", title: "Final", confirmation: "Final" }
    const refused = await freeze(amara, submission)
    expect(refused.status).toBe(409)
    const { refusal } = (await refused.json()) as {
      refusal: { code: string; details: { checks: { check: string }[] } }
    }
    expect(refusal.code).toBe("not-ready")
    const overrides = refusal.details.checks.map(({ check }) => ({ check, reason: "The Summit does not wait." }))
    await done(freeze(amara, { ...submission, overrides }))
    const opened = await amara.json<{ record: { overrides: unknown } }>(`${at}/1`)
    expect(opened.record.overrides).toEqual(overrides)
  })
})

describe("what was frozen", () => {
  it("verifies with the key that the server publishes, and follows the version before", async () => {
    await done(freeze(amara))
    await done(freeze(amara, { title: "Rev.2" }))
    await sealed(2)
    const { keys } = KeySetSchema.parse(await (await world.request("/.well-known/jwks.json")).json())
    const zip = await bytes(amara, `${at}/2/codraft.zip`)
    const first = await verifyPackage(await bytes(amara, `${at}/1/codraft.zip`), { trusted: keys })
    if (first.verdict === "unreadable") throw new Error(first.because)
    const manifests = new Map([[1, first.manifestSha256]])
    expect(await verifyPackage(zip, { trusted: keys, manifests })).toMatchObject({
      verdict: "as-frozen",
      signature: "trusted",
      container: "as-packed",
      version: { number: 2, title: "Rev.2", frozenBy: { name: "Amara Diallo-Reyes" } },
      previous: { state: "follows" },
    })
  })

  it("is there for the secretariat alone until it is circulated; others know that it exists", async () => {
    await done(freeze(amara))
    await sealed(1)
    expect(await list(ghana)).toMatchObject([{ number: 1, mayOpen: false }])
    const paths = [`${at}/1`, `${at}/1/publication.json`, `${at}/1/codraft.zip`, `${at}/1/manifest.json`]
    for (const path of [...paths, `${at}/2`]) expect((await ghana.get(path)).status).toBe(404)
    await done(amara.command({ type: "circulateVersion", version: 1, to: ["gha"] }))
    for (const path of paths) expect((await ghana.get(path)).status).toBe(200)
    // How it was frozen is the secretariat's.
    expect(await ghana.json<{ record: unknown }>(`${at}/1`)).toMatchObject({ record: null })
    expect((await (await world.signIn("p-swe-1")).get(`${at}/1`)).status).toBe(404)
    expect((await world.request(`${at}/1`)).status).toBe(401)
  })

  it("is circulated with a date until which an organization may comment, which editors give anew to one of them", async () => {
    await done(freeze(amara))
    const circulate = (to: string[], commentUntil: number) =>
      amara.command({ type: "circulateVersion", version: 1, to, commentUntil })
    const until = Date.now() + 3_600_000
    expect((await circulate(["gha"], Date.now())).status).toBe(409)
    await done(circulate(["gha", "swe"], until))
    await done(circulate(["swe"], until + 1))
    const [version] = await amara.json<{ versions: { circulatedTo: object }[] }>(at).then(({ versions }) => versions)
    expect(version?.circulatedTo).toMatchObject({ gha: { commentUntil: until }, swe: { commentUntil: until + 1 } })
  })

  it("shows the images of its texts to whoever may read it, and no other images", async () => {
    const give = async (sectionId: string, words: string) => {
      const body = new TextEncoder().encode(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>${words}</title></svg>`,
      )
      const headers = { Cookie: amara.cookie, Origin: world.origin, "Content-Type": "image/svg+xml" }
      const answer = await done(world.request(`/api/sections/${sectionId}/images`, { method: "POST", headers, body }))
      return ((await answer.json()) as { sha256: string }).sha256
    }
    const [placed, unplaced] = await Promise.all([give("s02", "placed"), give("s02", "not placed")])
    await placeImage("s02", placed)
    await done(freeze(amara))
    await sealed(1)
    await done(amara.command({ type: "circulateVersion", version: 1, to: ["gha"] }))
    const image = await ghana.get(`${at}/1/images/${placed}`)
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/svg+xml"])
    expect(image.headers.get("content-security-policy")).toContain("sandbox")
    expect(await image.text()).toContain("placed")
    expect((await ghana.get(`${at}/1/images/${unplaced}`)).status).toBe(404)
    expect((await (await world.signIn("p-swe-1")).get(`${at}/1/images/${placed}`)).status).toBe(404)
  })

  it("has no bytes that a text calls an image and its section was never given", async () => {
    await done(freeze(amara))
    await sealed(1)
    // Every member knows the name of what is in a version that they may not open.
    const [known] = await list(ghana)
    const secret = known?.contentSha256 ?? ""
    await placeImage("s02", secret)
    await done(freeze(amara, { title: "Rev.2" }))
    await sealed(2)
    await done(amara.command({ type: "circulateVersion", version: 2, to: ["gha"] }))
    expect((await ghana.get(`${at}/2/images/${secret}`)).status).toBe(404)
    const { files } = await ghana.json<{ files: { name: string }[] }>(`${at}/2/manifest.json`)
    expect(files.filter(({ name }) => name.includes(secret))).toEqual([])
    const preflight = await done(amara.post(`${at}/preflight`, { title: "Rev.3" }))
    const { findings } = (await preflight.json()) as { findings: { check: string; section?: { id: string } }[] }
    expect(findings.find(({ check }) => check === "missing-image")?.section?.id).toBe("s02")
  })

  it("is the same bytes each time, and need not be sent twice", async () => {
    await done(freeze(amara))
    const { seal } = await sealed(1)
    for (const { name, sha256 } of seal?.files ?? []) {
      const answer = await amara.get(`${at}/1/${name}`)
      expect(answer.headers.get("etag")).toBe(`"${sha256}"`)
      expect((await amara.get(`${at}/1/${name}`, { "If-None-Match": `"${sha256}"` })).status).toBe(304)
    }
    expect((await amara.get(`${at}/1/nothing.pdf`)).status).toBe(404)
  })

  it("is changed or deleted by no route", async () => {
    await done(freeze(amara))
    const before = await list(amara)
    for (const method of ["PUT", "PATCH", "DELETE", "POST"]) {
      for (const path of [`${at}/1`, `${at}/1/publication.json`]) {
        const answer = await world.request(path, { method, headers: { Cookie: amara.cookie, Origin: world.origin } })
        expect([404, 405]).toContain(answer.status)
      }
    }
    expect((await list(amara))[0]?.contentSha256).toBe(before[0]?.contentSha256)
  })

  it("knows a file of it again, whoever has it", async () => {
    await done(freeze(amara, { symbol: "IDM/2016/1" }))
    const { seal } = await sealed(1)
    const [file] = seal?.files ?? []
    const known = await world.request(`/api/files/${file?.sha256}`)
    expect(await known.json()).toMatchObject({ version: { number: 1, symbol: "IDM/2016/1" }, name: file?.name })
    expect((await world.request(`/api/files/${"0".repeat(64)}`)).status).toBe(404)
  })
})

describe("the files of a version", () => {
  it("are Word and PDF of what was frozen, the same bytes whenever they are made", { timeout: 120_000 }, async () => {
    await world.close()
    const versionPress = { value: makeValue, files: filesInThread }
    world = await openWorld(world.storage, { versionPress })
    amara = await world.signIn("p-iom-1")
    await done(freeze(amara, { symbol: "IDM/2016/1/Rev.1" }))
    const { seal } = await vi.waitFor(() => sealed(1), 100_000)
    expect(seal?.failed).toEqual([])
    expect(seal?.files.map(({ name }) => name).toSorted()).toEqual([
      "codraft.zip",
      "publication.docx",
      "publication.html",
      "publication.json",
      "publication.pdf",
    ])
    const pdf = await bytes(amara, `${at}/1/publication.pdf`)
    expect(new TextDecoder().decode(pdf.subarray(0, 5))).toBe("%PDF-")
    const content = await bytes(amara, `${at}/1/publication.json`)
    const again = await makeArtefacts({ content, images: new Map() })
    const made = again.find(({ name }) => name === "publication.pdf")
    expect(made && "bytes" in made && Buffer.from(made.bytes).equals(pdf)).toBe(true)
  })
})

describe("a server that starts again", () => {
  it("reads what it has kept of files that could not be made, however long the reason", async () => {
    await world.close()
    const reason = `No image can be read from the file of ${"“A map of all corridors” in 7.2 Ghana, ".repeat(100)}`
    const files: VersionPress["files"] = async ({ names }, { made }) => {
      for (const name of names) await made({ name, reason })
    }
    world = await openWorld(world.storage, { versionPress: { value: makeValue, files } })
    amara = await world.signIn("p-iom-1")
    await done(freeze(amara))
    await vi.waitFor(async () => expect((await list(amara))[0]?.made?.failed).toHaveLength(3))
    await done(amara.command({ type: "waiveFiles", version: 1 }))
    await sealed(1)
    await world.close()
    world = await openWorld(world.storage)
    amara = await world.signIn("p-iom-1")
    const [, , failed] = (await sealed(1)).seal?.failed ?? []
    expect(failed).toMatchObject({ name: "publication.pdf", reason: expect.stringMatching(/^No image .*…$/) })
  })

  it("makes the files of versions that were frozen before it fell, in their order, and the same ones", async () => {
    await world.close()
    const { storage } = world
    const files = () => Promise.reject(new AttemptEndedError("ended", "the process died"))
    world = await openWorld(storage, { versionPress: { value: makeValue, files } })
    amara = await world.signIn("p-iom-1")
    await done(freeze(amara))
    await done(freeze(amara, { title: "Rev.2" }))
    await world.close()
    world = await openWorld(storage)
    amara = await world.signIn("p-iom-1")
    const second = await sealed(2)
    expect(second.seal?.files.map(({ name }) => name)).toContain("codraft.zip")
    const versions = await list(amara)
    expect(versions.map(({ seal }) => seal !== null)).toEqual([true, true])
    expect((await world.request("/.well-known/jwks.json")).status).toBe(200)
  })
})
