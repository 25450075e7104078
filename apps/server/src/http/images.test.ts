import { createHash } from "node:crypto"
import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const ascii = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0))

const chunk = (name: string, data: number[]) => [...u32(data.length), ...ascii(name), ...data, ...u32(0)]

/** As much of a PNG as anybody here looks at; the words make it another file. */
function png(words: string, width = 40, height = 30): Uint8Array<ArrayBuffer> {
  const header = chunk("IHDR", [...u32(width), ...u32(height), 8, 2, 0, 0, 0])
  return new Uint8Array([0x89, ...ascii("PNG"), 13, 10, 26, 10, ...header, ...chunk("IDAT", ascii(words))])
}
const svg = (inside: string) => {
  return new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">${inside}</svg>`)
}
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

async function upload(person: Person, sectionId: string, body: BodyInit, type = "image/png"): Promise<Response> {
  return world.request(`/api/sections/${sectionId}/images`, {
    method: "POST",
    headers: { Cookie: person.cookie, "Content-Type": type },
    body,
    duplex: "half",
  } as RequestInit)
}
const code = async (answer: Response) => {
  const body = (await answer.json()) as { refusal?: { code: string }; error?: { code: string } }
  return `${answer.status} ${(body.refusal ?? body.error)?.code}`
}

describe("an image given to a section", () => {
  it("is answered with what it is, is a fact of the section, and is there byte for byte", async () => {
    const bytes = png("a chart", 1200, 630)
    const answer = await upload(editor, "s01", bytes, "text/html")
    const known = { sha256: sha256(bytes), mediaType: "image/png", width: 1200, height: 630 }
    expect([answer.status, await answer.json()]).toEqual([200, known])

    const { publication } = await editor.json<{ publication: { images: unknown } }>("/api/publications/pub-2016")
    const { sha256: blob, ...size } = known
    expect(publication.images).toMatchObject({ s01: { [blob]: { blob, bytes: bytes.byteLength, ...size } } })

    const got = await editor.get(`/api/sections/s01/images/${blob}`)
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes)
    expect(Object.fromEntries(got.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "private, max-age=31536000, immutable",
      etag: `"${blob}"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    })
  })

  it("costs nothing when it is given again, by whomever", async () => {
    const bytes = png("twice")
    const first = await upload(editor, "s01", bytes)
    const before = (await world.storage.log.heads(["section:s01"])).get("section:s01")
    const again = await upload(await world.signIn("p-iom-2"), "s01", bytes)
    expect(await again.json()).toEqual(await first.json())
    expect((await world.storage.log.heads(["section:s01"])).get("section:s01")).toBe(before)
  })

  it("is not sent again to somebody who has it", async () => {
    const bytes = png("kept")
    await upload(editor, "s01", bytes)
    const answer = await editor.get(`/api/sections/s01/images/${sha256(bytes)}`, {
      "If-None-Match": `"${sha256(bytes)}"`,
    })
    expect([answer.status, await answer.text()]).toEqual([304, ""])
  })

  it("may be a drawing of shapes, and no other", async () => {
    const answer = await upload(editor, "s01", svg(`<path d="M0 0h40"/>`))
    expect(await answer.json()).toMatchObject({ mediaType: "image/svg+xml", width: 40, height: 30 })
    const refused = await upload(editor, "s01", svg("<script>alert(1)</script>"))
    expect(refused.status).toBe(409)
    expect(await refused.json()).toEqual({
      refusal: {
        code: "drawing-not-allowed",
        message: "This SVG drawing holds something that a drawing cannot hold here: <script>.",
        details: { what: "<script>" },
      },
    })
  })

  it("is what its bytes say, not what its header says", async () => {
    expect(await code(await upload(editor, "s01", "GIF89a and more", "image/png"))).toBe("409 image-unreadable")
    expect(await code(await upload(editor, "s01", "", "image/png"))).toBe("409 image-unreadable")
    expect(await code(await upload(editor, "s01", png("x", 10_000, 6000)))).toBe("409 image-too-many-pixels")
    const heavy = svg(`<text>${"x".repeat(2 * 1024 * 1024)}</text>`)
    expect(await code(await upload(editor, "s01", heavy))).toBe("409 drawing-too-heavy")
  })

  it("is not read beyond 10 MB, whether or not it says how large it is", async () => {
    const large = new Uint8Array(10 * 1024 * 1024 + 1)
    expect(await code(await upload(editor, "s01", large))).toBe("413 too-large")
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1024 * 1024))
      },
    })
    expect(await code(await upload(editor, "s01", endless))).toBe("413 too-large")
    expect(pulled).toBeLessThan(16)
  })

  it("leaves nothing behind when there is no room for it", async () => {
    const { storage } = world
    const put = storage.blobs.put.bind(storage.blobs)
    let puts = 0
    storage.blobs.put = async (bytes) => {
      puts += 1
      return put(bytes)
    }
    await upload(editor, "s01", png("refused", 10_000, 6000))
    await upload(await world.signIn("p-ngo-1"), "s01", png("not a writer"))
    expect(puts).toBe(0)
    storage.blobs.put = put
  })
})

describe("rights", () => {
  it("to give an image are those to write the section now", async () => {
    const reviewer = await world.signIn("p-ngo-1")
    expect(await code(await upload(reviewer, "s01", png("by a reader")))).toBe("409 not-your-part")
    expect(await code(await upload(editor, "s07-swe", png("to another State")))).toBe("404 not-found")
    expect((await world.request("/api/sections/s01/images", { method: "POST", body: png("by nobody") })).status).toBe(
      401,
    )
  })

  it("to get one are those to read a section that has it; a known hash opens nothing", async () => {
    const sweden = await world.signIn("p-swe-1")
    const bytes = png("of a national draft")
    const { sha256: blob } = (await (await upload(sweden, "s07-swe", bytes)).json()) as { sha256: string }
    expect((await sweden.get(`/api/sections/s07-swe/images/${blob}`)).status).toBe(200)

    const answers = await Promise.all(
      ["s07-swe", "s01", "s99"].map(async (id) => {
        const answer = await editor.get(`/api/sections/${id}/images/${blob}`)
        return `${answer.status} ${await answer.text()}`
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain("404")
    const claim = { type: "storeImage", sectionId: "s01", blob, mediaType: "image/png", bytes: 1, width: 1, height: 1 }
    expect((await editor.command(claim)).status).toBe(400)
  })
})

it("is gone for everybody once its section is shown to more people, if its text has it no more", async () => {
  const added = await editor.command({
    type: "addSection",
    title: "A draft with pictures",
    textClass: "secretariat",
    leadPerson: "p-iom-1",
    language: "en",
  })
  const { events } = (await added.json()) as { events: { stream: string }[] }
  const sectionId = events[0]?.stream.replace("section:", "") ?? ""
  const bytes = png("taken out again")
  await upload(editor, sectionId, bytes)
  const address = `/api/sections/${sectionId}/images/${sha256(bytes)}`
  expect((await editor.get(address)).status).toBe(200)
  expect((await editor.command({ type: "setSectionAudience", sectionId, audience: "members" })).status).toBe(200)
  const reader = await world.signIn("p-gha-1")
  expect((await reader.get(`/api/sections/${sectionId}/text`)).status).toBe(200)
  expect([(await reader.get(address)).status, (await editor.get(address)).status]).toEqual([404, 404])
  expect((await upload(editor, sectionId, bytes)).status).toBe(200)
  expect((await reader.get(address)).status).toBe(200)
})

it("is one of few that a person gives at once", async () => {
  const ends: (() => void)[] = []
  const slow = () => {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(png("slow"))
        ends.push(() => controller.close())
      },
    })
  }
  const underWay = [1, 2, 3, 4].map(async () => upload(editor, "s01", slow()))
  // Signatures are checked in another thread: ask until all four have come as far as their bodies.
  let fifth = await upload(editor, "s01", png("fifth"))
  while (fifth.status === 200) fifth = await upload(editor, "s01", png("fifth"))
  expect([await code(fifth), fifth.headers.get("retry-after")]).toEqual(["429 too-many-requests", "2"])
  for (const end of ends) end()
  expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await upload(editor, "s01", png("fifth"))).status).toBe(200)
})

it("fails as every write does when the disk is full, and can be given again", async () => {
  const bytes = png("late")
  world.storage.faults.setFull(true)
  const answer = await upload(editor, "s01", bytes)
  expect([await code(answer), answer.headers.get("retry-after")]).toEqual(["503 storage-full", "5"])
  world.storage.faults.setFull(false)
  expect((await upload(editor, "s01", bytes)).status).toBe(200)
})
