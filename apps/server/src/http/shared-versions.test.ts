import { payloadsName } from "@codraft/document/form"
import { openText, openWorld, type Person, type World } from "@codraft/server/testing"
import type { Manifest } from "@codraft/publish/manifest"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import * as Y from "yjs"
import { systemClock } from "../clock.ts"
import type { SharedVersion } from "../versions/shared-versions.ts"

const at = "/api/publications/pub-2016"
const dayMs = 86_400_000
const gone = "This link is not valid any more. Ask whoever sent it for a new one."

const lines: string[] = []
let daysLater = 0
let world: World
let amara: Person
let image: string
beforeAll(async () => {
  world = await openWorld(undefined, {
    clock: { ...systemClock, now: () => Date.now() + daysLater * dayMs },
    record: (line) => void lines.push(line),
  })
  amara = await world.signIn("p-iom-1")
  image = await imageIn("s02")
  await command({ type: "freezeVersion", title: "Rev.1", symbol: "IDM/2016/1/Rev.1", kind: "revision" })
  await command({ type: "freezeVersion", title: "Rev.2" })
  await vi.waitFor(async () => {
    const { versions } = await amara.json<{ versions: { seal: unknown }[] }>(`${at}/versions`)
    expect(versions.every(({ seal }) => seal !== null)).toBe(true)
  }, 20_000)
  await command({ type: "circulateVersion", version: 1, to: ["gha"] })
})
afterAll(() => world.close())

interface Done {
  position: number
  events: { stream: string; event: { type: string; linkId?: string } }[]
  token?: string
}

async function command(sent: object): Promise<Done> {
  const answer = await amara.command(sent as Record<string, unknown>)
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Done
}

async function share(more: object = {}): Promise<{ token: string; linkId: string; path: string }> {
  const link = { label: "Ministry of Labour", expiresAt: Date.now() + 90 * dayMs, version: 1, ...more }
  const { token = "", events } = await command({ type: "shareVersion", ...link })
  return { token, linkId: events[0]?.event.linkId ?? "", path: `/api/shared/${token}` }
}

/** An image stands in the text of a section. */
async function imageIn(sectionId: string): Promise<string> {
  const body = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>`)
  const headers = { Cookie: amara.cookie, Origin: world.origin, "Content-Type": "image/svg+xml" }
  const answer = await world.request(`/api/sections/${sectionId}/images`, { method: "POST", headers, body })
  const { sha256 } = (await answer.json()) as { sha256: string }
  const text = await openText(amara, sectionId)
  await text.sends((root) => {
    const placed = new Y.XmlElement("image")
    placed.setAttribute("__payload", "pic1")
    root.insert(1, [placed])
    const payload = { kind: "image", blob: sha256, mediaType: "image/svg+xml", width: 4, height: 3 }
    text.doc.getMap(payloadsName).set("pic1", new Y.Map(Object.entries(payload)))
  })
  return sha256
}

async function expectGone(path: string): Promise<void> {
  const answer = await world.request(path)
  expect([path, answer.status]).toEqual([path, 404])
  expect(await answer.json()).toEqual({ error: { code: "link-gone", message: gone } })
}

describe("a link to a version", () => {
  it("lets somebody without an account read it, its files and its images", async () => {
    const { path } = await share()
    const answer = await world.request(path)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": expect.stringContaining("noindex"),
    })
    const { publication, version, files } = (await answer.json()) as SharedVersion
    expect(publication.title).toContain("migration")
    expect(version).toMatchObject({ number: 1, symbol: "IDM/2016/1/Rev.1", title: "Rev.1", kind: "revision" })
    expect(version.frozenBy).toEqual({ name: "Amara Diallo-Reyes", organization: expect.any(String) })
    expect(files?.map(({ name }) => name).toSorted()).toEqual([
      "codraft.zip",
      "publication.docx",
      "publication.html",
      "publication.json",
      "publication.pdf",
    ])
    for (const { name, sha256 } of [...(files ?? []), { name: "manifest.json", sha256: version.manifestSha256 }]) {
      const file = await world.request(`${path}/${name}`)
      expect([name, file.status]).toEqual([name, 200])
      expect(file.headers.get("cache-control")).toBe("private, no-store")
      const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer())
      expect(Buffer.from(hash).toString("hex")).toBe(sha256)
    }
    const picture = await world.request(`${path}/images/${image}`)
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"])
    expect(picture.headers.get("content-security-policy")).toContain("sandbox")
    expect(picture.headers.get("cache-control")).toBe("private, no-store")
  })

  it("tells nothing beyond what was signed", async () => {
    const { path } = await share({ label: "For the eyes of the Minister" })
    const answer = await (await world.request(path)).text()
    const manifest = (await (await world.request(`${path}/manifest.json`)).json()) as Manifest
    const { publication, version, files, ...rest } = JSON.parse(answer) as SharedVersion
    expect(Object.keys(rest)).toEqual(["corrections", "leadsOn", "corrects", "expiresAt"])
    expect(Object.keys(publication)).toEqual(["title", "language", "timeZone"])
    const signed = ["number", "kind", "symbol", "title", "note", "frozenAt", "frozenBy"]
    expect(Object.keys(version).toSorted()).toEqual([...signed, "contentSha256", "manifestSha256"].toSorted())
    expect(Object.keys(manifest.version).toSorted()).toEqual(signed.toSorted())
    expect(files).toHaveLength(5)
    for (const word of ["Minister", "gha", "p-iom", "linkId", "findings"]) expect(answer).not.toContain(word)
  })

  it("leads to this version alone", async () => {
    const { path } = await share({ version: 2 })
    for (const name of ["cover-note.docx", "register.docx", "register.xlsx", "nothing", `images/${"0".repeat(64)}`]) {
      await expectGone(`${path}/${name}`)
    }
    const content = (await (await world.request(`${path}/publication.json`)).json()) as { version: { number: number } }
    expect(content.version.number).toBe(2)
    for (const other of [`${at}/versions/2`, `${at}/versions/2/publication.json`, at]) {
      expect((await world.request(other)).status).toBe(401)
    }
  })

  it("says which version corrects it, and does not lead there", async () => {
    const out = { type: "freezeVersion", sections: ["s01"], title: "Final", kind: "submission", confirmation: "Final" }
    const refused = (await (await amara.command(out)).json()) as {
      refusal: { details: { checks: { check: string }[] } }
    }
    const overrides = refused.refusal.details.checks.map(({ check }) => ({
      check,
      reason: "The Summit does not wait.",
    }))
    await command({ ...out, overrides })
    const { path } = await share({ version: 3 })
    const corrections = async () => ((await (await world.request(path)).json()) as SharedVersion).corrections
    expect(await corrections()).toEqual([])
    await command({ ...out, title: "Corrigendum", symbol: "Corr.1", kind: "corrigendum", corrects: 3, overrides })
    expect(await corrections()).toEqual([
      { number: 4, kind: "corrigendum", symbol: "Corr.1", title: "Corrigendum", frozenAt: expect.any(Number) },
    ])
    const content = (await (await world.request(`${path}/publication.json`)).json()) as { version: { number: number } }
    expect(content.version.number).toBe(3)
    for (const one of ["4", "4/publication.json", "4/codraft.zip", `4/images/${image}`]) {
      await expectGone(`${path}/corrections/${one}`)
    }
  })

  it("leads on to what corrects it, to read and download, where that was ticked; and to no other version", async () => {
    const { path, linkId } = await share({ version: 3, withCorrections: true })
    const opened = async (at: string) => (await (await world.request(at)).json()) as SharedVersion
    expect(await opened(path)).toMatchObject({ version: { number: 3 }, leadsOn: true, corrects: null })
    const way = `${path}/corrections/4`
    await vi.waitFor(
      async () => {
        const { versions } = await amara.json<{ versions: { seal: unknown }[] }>(`${at}/versions`)
        expect(versions.every(({ seal }) => seal !== null)).toBe(true)
      },
      { timeout: 20_000, interval: 200 },
    )
    const names = (await opened(way)).files?.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(["publication.json", "codraft.zip"]))
    expect(await opened(way)).toMatchObject({
      version: { number: 4, symbol: "Corr.1" },
      corrects: { number: 3, title: "Final" },
      corrections: [],
    })
    for (const name of ["publication.json", "codraft.zip", "manifest.json"]) {
      const file = await world.request(`${way}/${name}`)
      expect([name, file.status, file.headers.get("cache-control")]).toEqual([name, 200, "private, no-store"])
    }
    const content = (await (await world.request(`${way}/publication.json`)).json()) as { version: { number: number } }
    expect(content.version.number).toBe(4)
    for (const other of ["1", "2", "3", "5", "0", "-4", "4.5", "x", "%20"]) {
      for (const of of ["", "/publication.json"]) await expectGone(`${path}/corrections/${other}${of}`)
    }
    // Of another version's link it is no correction.
    const elsewhere = await share({ version: 1, withCorrections: true })
    await expectGone(`${elsewhere.path}/corrections/4`)
    await command({ type: "revokeLink", linkId })
    for (const one of [way, `${way}/publication.json`]) await expectGone(one)
  })

  it("leads nowhere from the moment that it is revoked, and others go on", async () => {
    const [one, other] = [await share(), await share()]
    expect((await world.request(one.path)).status).toBe(200)
    await command({ type: "revokeLink", linkId: one.linkId })
    for (const path of [one.path, `${one.path}/publication.json`, `${one.path}/images/${image}`]) await expectGone(path)
    expect((await world.request(other.path)).status).toBe(200)
    expect((await amara.command({ type: "revokeLink", linkId: one.linkId })).status).toBe(409)
  })

  it("leads nowhere from the moment that it ends", async () => {
    const { path } = await share({ expiresAt: Date.now() + 2 * dayMs })
    daysLater = 1
    expect((await world.request(path)).status).toBe(200)
    daysLater = 3
    for (const one of [path, `${path}/publication.json`]) await expectGone(one)
    daysLater = 0
  })

  it("is one of too many to be guessed; what is no link answers as one that is gone", async () => {
    const { token } = await share()
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const tampered = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`
    for (const other of [tampered, token.slice(1), `${token}A`, "x", "%20", "..%2Fme"])
      await expectGone(`/api/shared/${other}`)
  })

  it("is made and revoked by series editors alone", async () => {
    const { linkId } = await share()
    for (const personId of ["p-iom-2", "p-gha-1", "p-gsu-1"]) {
      const person = await world.signIn(personId)
      const link = { type: "shareVersion", version: 1, label: "Me", expiresAt: Date.now() + dayMs }
      expect((await person.command(link)).status).toBe(409)
      expect((await person.command({ type: "revokeLink", linkId })).status).toBe(409)
    }
    // A token is drawn by the server and by nobody else.
    const own = {
      type: "makeLink",
      version: 1,
      label: "Me",
      expiresAt: Date.now() + dayMs,
      tokenSha256: "a".repeat(64),
    }
    expect((await amara.command(own)).status).toBe(400)
  })
})

describe("the token of a link", () => {
  it("is in the answer to whoever made it, and in no fact, no line of the log and no figure", async () => {
    const { token, path } = await share()
    vi.spyOn(world.storage.blobs, "get").mockRejectedValueOnce(new Error("the disk is gone"))
    expect((await world.request(`${path}/publication.json`)).status).toBe(500)
    expect((await world.request(path)).status).toBe(200)
    const facts = await amara.json<{ publication: { links: object } }>(at)
    expect(JSON.stringify(facts.publication.links)).toContain("Ministry of Labour")
    const metrics = await (await world.request("/metrics")).text()
    expect(lines.some((line) => line.includes("the disk is gone") && line.includes("/api/shared/:token"))).toBe(true)
    for (const told of [JSON.stringify(facts), lines.join(""), metrics]) expect(told).not.toContain(token)
    for await (const entry of entriesOf("links:pub-2016")) expect(entry).not.toContain(token)
  })
})

async function* entriesOf(stream: string): AsyncGenerator<string> {
  const entries = await world.storage.log.read(stream, 0, { entries: 1000, bytes: 1e6 })
  expect(entries.length).toBeGreaterThan(0)
  for (const { data } of entries) yield new TextDecoder().decode(data)
}

describe("that there are links", () => {
  it.each([
    ["a delegate of an organization that has the version", "p-gha-1", "swe"],
    ["a chapter lead", "p-iom-2", "ngo"],
    ["a recipient", "p-gsu-1", "rcp"],
  ])(
    "is told to series editors, and not to %s: no fact, no position, no sign of life",
    async (_, personId, circulatedTo) => {
      const other = await world.signIn(personId)
      const [theirs, own] = [other.socket("/sync/events"), amara.socket("/sync/events")]
      await Promise.all([theirs.opened, own.opened])
      await own.firstJson({ available: "links:pub-2016" })
      await own.send(JSON.stringify({ join: "links:pub-2016", after: 0 }))
      await theirs.send(JSON.stringify({ join: "links:pub-2016", after: 0 }))
      await theirs.firstJson({ stream: "links:pub-2016", refused: 4404 })
      const before = await (await other.get(at)).text()
      const { linkId } = await share()
      await own.first((frame) => (typeof frame === "string" && frame.includes(linkId) ? true : undefined))
      await command({ type: "revokeLink", linkId })
      expect(await (await other.get(at)).text()).toBe(before)
      expect(before).toContain(`"links":{}`)
      expect(before).not.toContain("links:pub-2016")
      // What comes last shows that nothing came before it.
      await command({ type: "circulateVersion", version: 2, to: [circulatedTo] })
      await theirs.first((frame) =>
        typeof frame === "string" && frame.includes(`"changed":"pub-2016"`) ? true : undefined,
      )
      const heard = theirs.received.filter((frame) => typeof frame === "string" && frame.includes("links"))
      expect(heard).toEqual([JSON.stringify({ stream: "links:pub-2016", refused: 4404 })])
      expect(theirs.received.filter((frame) => typeof frame === "string" && frame.includes(`"changed"`))).toHaveLength(
        1,
      )
      for (const socket of [theirs, own]) socket.close()
    },
  )
})

describe("whoever tries links", () => {
  it("is told to wait after many, whether they lead somewhere or not", async () => {
    const { path } = await share()
    let answer = await world.request("/api/shared/nothing")
    for (let tries = 0; tries < 300 && answer.status === 404; tries += 1) {
      answer = await world.request("/api/shared/nothing")
    }
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0)
    expect((await world.request(path)).status).toBe(429)
    daysLater = 1
    expect((await world.request(path)).status).toBe(200)
    daysLater = 0
  })
})
