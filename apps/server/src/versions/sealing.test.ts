import {
  AttemptEndedError,
  makeValue,
  namedFiles,
  openText,
  openWorld,
  type Person,
  type VersionPress,
  type World,
} from "@codraft/server/testing"
import { payloadsName } from "@codraft/document/form"
import { KeySetSchema, newSigningKey, type SigningKey } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
import { afterEach, describe, expect, it, vi } from "vitest"
import * as Y from "yjs"

const at = "/api/publications/pub-2016/versions"

interface Named {
  name: string
  because?: string
  reason?: string
}
interface Shown {
  number: number
  contentSha256: string
  made: { files: Named[]; failed: Named[]; isWaived: boolean } | null
  seal: { files: Named[]; failed: Named[] } | null
}

let world: World
let amara: Person
afterEach(() => world.close())

async function open(files: VersionPress["files"] = namedFiles, ...[storage, instead]: Parameters<typeof openWorld>) {
  world = await openWorld(storage, { ...instead, versionPress: { value: makeValue, files } })
  amara = await world.signIn("p-iom-1")
}

async function freeze(title = "Rev.1", more: object = {}): Promise<void> {
  const answer = await amara.command({ type: "freezeVersion", title, sections: ["s01", "s02"], ...more })
  expect(answer.status, await answer.clone().text()).toBe(200)
}
const ask = async (type: "makeFilesAgain" | "waiveFiles", version = 1) =>
  expect((await amara.command({ type, version })).status).toBe(200)

/** The versions, oldest first, once they are so. */
function once(are: (versions: Shown[]) => boolean): Promise<Shown[]> {
  return vi.waitFor(async () => {
    const versions = (await amara.json<{ versions: Shown[] }>(at)).versions.toReversed()
    if (!are(versions))
      throw new Error(`not yet: ${JSON.stringify(versions.map(({ made, seal }) => ({ made, seal })))}`)
    return versions
  }, 20_000)
}
const areSealed = (versions: Shown[]) => versions.every(({ seal }) => seal !== null)
const hasFailed = ([version]: Shown[]) => (version?.made?.failed.length ?? 0) > 0
const names = (files: Named[] = []) => files.map(({ name }) => name)
const status = async (path: string) => (await amara.get(`${at}/${path}`)).status

/** What a package says of itself, given the packages before it. */
async function verified(number: number, before: ReadonlyMap<number, string> = new Map()) {
  const zip = new Uint8Array(await (await amara.get(`${at}/${number}/codraft.zip`)).arrayBuffer())
  const { keys } = KeySetSchema.parse(await (await world.request("/.well-known/jwks.json")).json())
  const checked = await verifyPackage(zip, { trusted: keys, manifests: before })
  if (checked.verdict === "unreadable") throw new Error(checked.because)
  return checked
}

/** Makes files until it comes to one of these, of which it dies. */
function dyingOf(because: AttemptEndedError["because"], ...fatal: string[]): VersionPress["files"] {
  return async (job, attempt) => {
    for (const name of job.names) {
      if (fatal.includes(name)) throw new AttemptEndedError(because, "killed")
      await namedFiles({ ...job, names: [name] }, attempt)
    }
  }
}

describe("a file that cannot be made", () => {
  it.each(["memory", "time", "ended"] as const)(
    "keeps no other from being there, and says why: %s",
    async (because) => {
      await open(dyingOf(because, "publication.docx"))
      await freeze("Rev.1", { withRegister: true })
      const [version] = await once(hasFailed)
      expect(version?.made?.failed).toEqual([
        { name: "publication.docx", because, reason: expect.stringMatching(/\w\.$/) },
      ])
      expect(names(version?.made?.files)).toEqual([
        "publication.json",
        "publication.html",
        "publication.pdf",
        "register.docx",
        "register.xlsx",
      ])
      expect(version?.seal).toBeNull()
      for (const name of names(version?.made?.files)) expect([name, await status(`1/${name}`)]).toEqual([name, 200])
      for (const name of ["publication.docx", "codraft.zip", "manifest.json"])
        expect(await status(`1/${name}`)).toBe(404)
    },
  )

  it("is tried again when an editor asks, and the version is sealed whole", async () => {
    let isIll = true
    await open((...asked) => (isIll ? dyingOf("memory", "publication.pdf") : namedFiles)(...asked))
    await freeze()
    await once(hasFailed)
    const refused = await (await world.signIn("p-gha-1")).command({ type: "makeFilesAgain", version: 1 })
    expect(await refused.json()).toMatchObject({ refusal: { code: "versions-by-editors" } })
    isIll = false
    await ask("makeFilesAgain")
    const [version] = await once(areSealed)
    expect([version?.made, version?.seal?.failed]).toEqual([null, []])
    expect(await verified(1)).toMatchObject({ verdict: "as-frozen", signature: "trusted" })
  })

  it("is said again where it cannot be made the second time either", async () => {
    const press = vi.fn(dyingOf("memory", "publication.pdf"))
    await open(press)
    await freeze()
    await once(hasFailed)
    const before = press.mock.calls.length
    await ask("makeFilesAgain")
    await once((versions) => hasFailed(versions) && press.mock.calls.length > before)
  })

  it("is left out when an editor waives it: what is signed lists it not", async () => {
    await open(dyingOf("time", "publication.pdf"))
    await freeze()
    await once(hasFailed)
    await ask("waiveFiles")
    const [version] = await once(areSealed)
    expect(names(version?.seal?.failed)).toEqual(["publication.pdf"])
    const checked = await verified(1)
    expect(checked.verdict).toBe("as-frozen")
    expect(names([...checked.files])).not.toContain("publication.pdf")
  })

  it("holds up no later version: that is sealed, and the one before it just before, as it is", async () => {
    let frozen = 0
    const ill = dyingOf("memory", "publication.pdf")
    await open((...asked) => (frozen === 1 ? ill : namedFiles)(...asked))
    frozen = 1
    await freeze()
    await once(hasFailed)
    frozen = 2
    await freeze("Rev.2")
    const [first, second] = await once(areSealed)
    expect([names(first?.seal?.failed), names(second?.seal?.failed)]).toEqual([["publication.pdf"], []])
    const before = new Map([[1, (await verified(1)).manifestSha256]])
    expect((await verified(2, before)).previous).toEqual({ state: "follows", number: 1, sha256: before.get(1) })
  })

  it("is tried again when the server starts, on which an editor need not wait", async () => {
    await open(dyingOf("memory", "publication.html"))
    await freeze()
    await once(hasFailed)
    await world.close()
    await open(namedFiles, world.storage)
    expect((await once(areSealed))[0]?.seal?.failed).toEqual([])
  })

  it("has a process to itself before it is given up, where others were made in the same before it", async () => {
    const asked: string[][] = []
    const ill = dyingOf("memory", "publication.docx")
    await open((job, attempt) => {
      asked.push([...job.names])
      return ill(job, attempt)
    })
    await freeze()
    await once(hasFailed)
    expect(asked).toEqual([
      ["publication.html", "publication.docx", "publication.pdf"],
      ["publication.docx", "publication.pdf"],
      ["publication.pdf"],
    ])
  })
})

describe("a version whose files take long", () => {
  it("steps aside: what there is of both can be had, and they are sealed in their order when it is done", async () => {
    const timers: (() => void)[] = []
    const clock = {
      now: () => Date.now(),
      setTimer: (fn: () => void, ms: number) => {
        if (ms === 30_000) timers.push(fn)
        return () => {}
      },
    }
    let finish = () => {}
    let begun = 0
    const held = new Promise<void>((resolve) => (finish = resolve))
    await open(
      async (job, attempt) => {
        const isFirst = (begun += 1) === 1
        const html = job.names.slice(0, 1)
        await namedFiles({ ...job, names: html }, attempt)
        if (isFirst) await held
        await namedFiles({ ...job, names: job.names.slice(1) }, attempt)
      },
      undefined,
      { clock },
    )
    await freeze()
    await vi.waitFor(() => expect(begun).toBe(1))
    await freeze("Rev.2")
    for (const fire of timers.splice(0)) fire()
    const [first, second] = await once((versions) => versions[1]?.made?.files.length === 4)
    expect(names(first?.made?.files)).toEqual(["publication.json", "publication.html"])
    expect([first?.seal, second?.seal, first?.made?.failed]).toEqual([null, null, []])
    expect([await status("1/publication.html"), await status("2/publication.pdf")]).toEqual([200, 200])
    finish()
    await once(areSealed)
    const before = new Map([[1, (await verified(1)).manifestSha256]])
    expect((await verified(2, before)).previous.state).toBe("follows")
  })
})

describe("what was frozen and is damaged on the disk", () => {
  const dying: VersionPress["files"] = () => Promise.reject(new AttemptEndedError("ended", "killed"))

  it("is said of its version alone: later ones are sealed, and follow what was sealed before them", async () => {
    await open(dying)
    await freeze()
    await freeze("Rev.2")
    const [frozen] = await once(([, second]) => second !== undefined)
    await world.close()
    world.storage.faults.damageBlob(frozen?.contentSha256 ?? "")
    await open(namedFiles, world.storage)
    const [first] = await once(([, second]) => second?.seal !== null)
    expect(first?.seal).toBeNull()
    expect(first?.made?.failed).toMatchObject([{ name: "publication.json", because: "damaged" }])
    expect((await verified(2)).previous).toEqual({ state: "first" })
    const answer = await amara.get(`${at}/1/publication.json`)
    expect([answer.status, await answer.json()]).toMatchObject([500, { error: { code: "damaged" } }])
    const again = await amara.command({ type: "makeFilesAgain", version: 1 })
    expect(await again.json()).toMatchObject({ refusal: { code: "version-passed-over" } })
  })

  it("is told of an image by the section that it stands in", async () => {
    await open(dying)
    const body = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>`)
    const headers = { Cookie: amara.cookie, Origin: world.origin, "Content-Type": "image/svg+xml" }
    const given = await world.request("/api/sections/s02/images", { method: "POST", headers, body })
    const { sha256: blob } = (await given.json()) as { sha256: string }
    const text = await openText(amara, "s02")
    await text.sends((root) => {
      const image = new Y.XmlElement("image")
      image.setAttribute("__payload", "pic1")
      root.insert(1, [image])
      const payload = { kind: "image", blob, mediaType: "image/svg+xml", width: 4, height: 3 }
      text.doc.getMap(payloadsName).set("pic1", new Y.Map(Object.entries(payload)))
    })
    await freeze()
    await world.close()
    world.storage.faults.damageBlob(blob)
    const { filesInThread } = await import("@codraft/server/testing")
    await open((job, attempt) => filesInThread({ ...job, names: ["publication.html"] }, attempt), world.storage)
    const [version] = await once(hasFailed)
    expect(version?.made?.failed[0]).toMatchObject({
      name: "publication.html",
      reason:
        "An image in section 2, “Introduction: migration in the 2030 Agenda”, is missing on the server, or damaged there.",
    })
  })

  it("is told of a text by its section, which can be left out of the version", async () => {
    await open()
    const { storage } = world
    const get = storage.snapshots.get.bind(storage.snapshots)
    const read = storage.log.read.bind(storage.log)
    const garbage = new Uint8Array([255, 255, 255, 7])
    vi.spyOn(storage.snapshots, "get").mockImplementation(async (stream) => {
      const kept = await get(stream)
      return stream === "text:s02" && kept ? { ...kept, data: garbage } : kept
    })
    // Where its snapshot alone is damaged, it is read from the log.
    await freeze()
    vi.spyOn(storage.log, "read").mockImplementation(async (stream, ...asked) => {
      const entries = await read(stream, ...asked)
      return stream === "text:s02" ? entries.map((entry) => ({ ...entry, data: garbage })) : entries
    })
    const answer = await amara.command({ type: "freezeVersion", title: "Rev.1", sections: ["s01", "s02"] })
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { refusal: { code: "section-unreadable", details: { section: "Introduction: migration in the 2030 Agenda" } } },
    ])
    await freeze("Rev.2", { sections: ["s01"] })
    expect(await once(areSealed)).toHaveLength(2)
  })
})

describe("a server without a key to sign with", () => {
  const source = (first: SigningKey | null) => {
    let known = first
    return {
      get known() {
        return known
      },
      current: async () => known,
      open: async () => {},
      put: (key: SigningKey | null) => (known = key),
    }
  }

  it("refuses to freeze with a sentence, makes the files of what is frozen, and seals it once there is a key", async () => {
    const key = await newSigningKey()
    const signingKey = source(key)
    await open(dyingOf("ended", "publication.html"), undefined, { signingKey })
    await freeze()
    await once(hasFailed)
    await world.close()
    signingKey.put(null)
    await open(namedFiles, world.storage, { signingKey })
    const [version] = await once(([first]) => first?.made?.failed[0]?.because === "key")
    expect(names(version?.made?.files)).toContain("publication.pdf")
    for (const path of ["/api/commands", `${at}/preflight`]) {
      const command = { type: "freezeVersion", publicationId: "pub-2016", title: "Rev.2" }
      const answer = await amara.post(path, command)
      expect([answer.status, await answer.json()]).toMatchObject([409, { refusal: { code: "no-signing-key" } }])
    }
    expect((await world.request("/.well-known/jwks.json")).status).toBe(200)
    signingKey.put(key)
    await ask("makeFilesAgain")
    expect((await once(areSealed))[0]?.seal?.failed).toEqual([])
  })
})
