import { request } from "node:http"
import { KeySetSchema } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
import { strFromU8, unzipSync } from "fflate"
import { afterEach, beforeEach, expect, it } from "vitest"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"
import { Typist } from "./typist.ts"

const rounds = 3
const section = "s13"
const writers = ["p-bgd-1", "p-mda-1"]
const editor = "p-iom-1"
const waitingMax = 2
const versionsPath = "/api/publications/pub-2016/versions"

const coverNote = {
  addressee: "Chair of the Forum\nDhaka",
  salutation: "Dear colleagues,",
  closing: "Yours sincerely,",
  contact: { name: "Amara Diallo-Reyes", organization: "IOM", email: "office@example.org" },
}

let server: ServerProcess
beforeEach(async () => {
  server = await ServerProcess.start()
})
afterEach(async () => {
  await server?.dispose()
})

interface Shown {
  number: number
  title: string
  kind: string
  corrects: number | null
  seal: { failed: unknown[]; files: { name: string }[] } | null
}

/** Null while the server asks to be asked less often. */
async function versionsNow(cookie: string): Promise<Shown[] | null> {
  const answer = await fetch(server.url + versionsPath, { headers: { Cookie: cookie } })
  return answer.ok ? ((await answer.json()) as { versions: Shown[] }).versions : null
}

/** The server lets nobody ask for everything at once. */
async function file(cookie: string, number: number, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return eventually(`${name} of version ${number}`, async () => {
    const answer = await fetch(`${server.url}${versionsPath}/${number}/${name}`, { headers: { Cookie: cookie } })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  })
}

/** What goes out although people write: a submission, and what corrects it. */
function goingOut(title: string, kind: "submission" | "corrigendum") {
  const checks = ["open-comments", "section-not-closed", "empty-section", "country-name"]
  const overrides = checks.map((check) => ({ check, reason: "It goes out all the same." }))
  return { kind, symbol: kind === "submission" ? "IDM/2016/1" : "", confirmation: title, overrides }
}

/**
 * 200 once the version is there; 0 where the server died before it could answer. Over a connection of its own: one that has been
 * idle may be closed by the server just when it is used again.
 */
async function freeze(cookie: string, title: string, more: object = {}): Promise<number> {
  const body = JSON.stringify({
    type: "freezeVersion",
    publicationId: "pub-2016",
    title,
    coverNote: { ...coverNote, body: `Please find enclosed ${title}.` },
    withRegister: true,
    ...more,
  })
  const headers = { "Content-Type": "application/json", Cookie: cookie }
  return new Promise((resolve) => {
    const asked = request(`${server.url}/api/commands`, { method: "POST", agent: false, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.once("error", () => resolve(0))
    asked.end(body)
  })
}

/** Somebody who writes without pause into one section, or by turns into two: then no word is begun before the last one is durable. */
interface Writer {
  readonly name: string
  readonly typists: readonly Typist[]
  /** How many words she has begun in each of her sections. */
  readonly counts: number[]
  /** She may have come to rest by then. */
  goesOn(): void
}

/** In each section; what freezes steps back behind typing, and so is never done where that has no end. */
const wordsAtFirst = 200

const crowd: Record<string, readonly string[]> = {
  "p-iom-2": ["s02", "s13"],
  "p-iom-3": ["s02", "s08"],
  "p-iom-4": ["s03", "s08"],
  "p-desa-1": ["s02", "s12"],
  "p-bgd-1": ["s13", "s12"],
  "p-can-1": ["s13"],
  "p-mar-1": ["s13"],
  "p-mda-1": ["s13"],
  "p-cri-1": ["s12"],
  "p-phl-1": ["s11"],
}

it("takes all sections at one moment while ten people write, and two freezes at once are two versions in a row", async () => {
  const people = await Promise.all(Object.entries(crowd).map(([person, sections]) => writerIn(person, sections)))
  const typists = people.flatMap((writer) => writer.typists)
  const receipted = () => typists.flatMap((typist) => typist.receipted)
  await eventually("the typing to be in full flow", () => typists.every((typist) => typist.receipted.length > 3))

  const cookies = await Promise.all([signIn(server.url, editor), signIn(server.url, editor)])
  const before = receipted()
  const answers = await Promise.all(cookies.map((cookie, i) => freeze(cookie, `At once ${i + 1}`)))
  const meanwhile = receipted().length - before.length
  const begunAtAnswer = people.map(({ counts }) => [...counts])
  expect(answers).toEqual([200, 200])
  expect(meanwhile).toBeGreaterThan(0)
  for (const writer of people) writer.goesOn()
  await eventually("the typing to go on", () =>
    people.every(({ counts }, i) => counts.every((count, n) => count > (begunAtAnswer[i]?.[n] ?? 0))),
  )
  for (const typist of typists) typist.leaves()

  const [cookie] = cookies
  const versions = await eventually("both versions", async () => (await versionsNow(cookie))?.toReversed() ?? null)
  expect(versions.map(({ number }) => number)).toEqual([1, 2])
  expect(versions.map(({ title }) => title).toSorted()).toEqual(["At once 1", "At once 2"])
  const inFirst = new Map<string, number>()
  for (const { number } of versions) {
    const words =
      new TextDecoder().decode(await file(cookie, number, "publication.json")).match(/\bword-[\w-]+\b/g) ?? []
    expect(new Set(words).size).toBe(words.length)
    const there = new Set(words)
    expect(before.filter((word) => !there.has(word))).toEqual([])
    for (const [i, { name, typists }] of people.entries()) {
      const counts = typists.map((_, n) => wordsInARow(there, `${name}-${n}`))
      for (const [n, count] of counts.entries()) {
        const own = words.filter((word) => word.startsWith(`word-${name}-${n}-`))
        expect(own.length, `the words of ${name} without a gap`).toBe(count)
        expect(count, "nothing that came after").toBeLessThanOrEqual(begunAtAnswer[i]?.[n] ?? 0)
        expect(count).toBeGreaterThanOrEqual(inFirst.get(`${name}-${n}`) ?? 0)
        inFirst.set(`${name}-${n}`, count)
      }
      // Her second section never knows more than her first, nor the first more than one word that the second has still to follow.
      const [first = 0, second = first] = counts
      expect([0, 1]).toContain(first - second)
    }
  }
  console.log(`freeze while ten people write: ${before.length} words before, ${meanwhile} receipted meanwhile`)
}, 300_000)

async function writerIn(person: string, sections: readonly string[]): Promise<Writer> {
  const typists = await Promise.all(
    sections.map((id, n) => Typist.joins(server.url, person, id, { name: `${person}-${n}`, staysAway: true })),
  )
  const counts = sections.map(() => 0)
  /** In which section she writes: she goes on to the next one when her word there is durable, whatever else is receipted. */
  let turn = 0
  let wordsMax = wordsAtFirst
  let rests = false
  const writes = () => {
    rests = (counts[turn] ?? 0) >= wordsMax
    if (rests) return
    const typist = typists[turn]
    if (typist?.isConnected) typist.types(`word-${person}-${turn}-${(counts[turn] = (counts[turn] ?? 0) + 1)}`)
  }
  for (const [n, typist] of typists.entries()) {
    typist.onReceipt = () => {
      if (n !== turn || typist.waiting > 0) return
      turn = (n + 1) % typists.length
      writes()
    }
  }
  writes()
  const goesOn = () => {
    wordsMax = Number.POSITIVE_INFINITY
    if (rests) writes()
  }
  return { name: person, typists, counts, goesOn }
}

function wordsInARow(words: ReadonlySet<string>, name: string): number {
  let count = 0
  while (words.has(`word-${name}-${count + 1}`)) count += 1
  return count
}

it(`keeps a version whole or not at all when it is killed while it freezes under typing, ${rounds} times in a row`, async () => {
  /** By title: what had been receipted before the freeze was asked for. */
  const before = new Map<string, Set<string>>()
  const answered = new Set<string>()
  for (let round = 1; round <= rounds; round += 1) {
    const cookie = await signIn(server.url, editor)
    const typists = await Promise.all(
      writers.map((person) =>
        Typist.joins(server.url, person, section, { name: `${round}-${person}`, staysAway: true }),
      ),
    )
    const typesOn = typists.map(typing)
    const letType = (words: number) => typesOn.forEach((letOne) => letOne(words))
    letType(40)
    const receipted = () => typists.reduce((sum, typist) => sum + typist.receipted.length, 0)
    await eventually("the typing to be in full flow", () => receipted() > 40)
    const title = `Round ${round}`
    before.set(title, new Set(typists.flatMap((typist) => typist.receipted)))
    // The first is answered before the server dies; every other one corrects it, and so is made of two versions.
    const kind = round === 1 ? "submission" : "corrigendum"
    const asked = freeze(cookie, title, goingOut(title, kind)).then((status) => {
      if (status === 200) answered.add(title)
    })
    letType(300)
    // Typing is the clock. By turns it dies within the freeze and, once that is answered, while files are made.
    const diesWithin = round % 2 === 0
    if (!diesWithin) await asked
    letType(round * 30)
    const enough = receipted() + round * (diesWithin ? 100 : 30)
    await Promise.race([
      eventually("the work to be under way", () => receipted() >= enough),
      ...(diesWithin ? [asked] : []),
    ])
    await server.kill()
    await asked
    for (const typist of typists) typist.leaves()
    await server.startAgain()
  }

  const cookie = await signIn(server.url, editor)
  const ready = async () => {
    const all = (await versionsNow(cookie))?.toReversed()
    return all?.every(({ seal }) => seal !== null) ? all : null
  }
  const versions = await eventually("all files to be made", ready, 200_000)
  expect(versions.map(({ number }) => number)).toEqual(versions.map((_, i) => i + 1))
  const titles = versions.map(({ title }) => title)
  for (const title of answered) expect(titles).toContain(title)
  expect(answered.size).toBeGreaterThanOrEqual(rounds / 2)

  const { keys } = KeySetSchema.parse(await (await fetch(`${server.url}/.well-known/jwks.json`)).json())
  const manifests = new Map<number, string>()
  for (const { number, title, kind, corrects, seal } of versions) {
    expect(seal?.failed).toEqual([])
    if (kind === "corrigendum") {
      expect(versions[(corrects ?? 0) - 1]?.kind).toBe("submission")
      expect(seal?.files.map(({ name }) => name)).toContain("corrigendum.pdf")
    }
    const checked = await verifyPackage(await file(cookie, number, "codraft.zip"), { trusted: keys, manifests })
    if (checked.verdict === "unreadable") throw new Error(checked.because)
    expect([checked.verdict, checked.previous.state]).toEqual(["as-frozen", number === 1 ? "first" : "follows"])
    manifests.set(number, checked.manifestSha256)
    // What goes with it was frozen with it.
    expect(checked.files.map(({ name }) => name)).toEqual(expect.arrayContaining(["cover-note.docx", "cover-note.pdf"]))
    const note = strFromU8(unzipSync(await file(cookie, number, "cover-note.docx"))["word/document.xml"] ?? empty)
    expect(note.includes(`Please find enclosed ${title}.`)).toBe(true)
    expect((await file(cookie, number, "register.xlsx")).length).toBeGreaterThan(1_000)
    const said = new TextDecoder().decode(await file(cookie, number, "publication.json"))
    const words = new Set(said.match(/\bword-[\w-]+\b/g))
    const missing = [...(before.get(title) ?? [])].filter((word) => !words.has(word))
    expect(missing, `what was receipted before ${title}`).toEqual([])
  }
  console.log(`kill -9 while freezing: ${rounds} rounds, ${versions.length} versions whole, ${answered.size} answered`)
}, 600_000)

const empty = new Uint8Array()

/**
 * Types without pause, as many words as she is let: what is typed by the thousand is in all files that are made later, and shows
 * nothing more there.
 */
function typing(typist: Typist): (more: number) => void {
  let count = 0
  let allowed = 0
  const type = () => {
    while (count < allowed && typist.isConnected && typist.waiting < waitingMax)
      typist.types(`word-${typist.name}-${(count += 1)}`)
  }
  typist.onReceipt = type
  return (more) => {
    allowed += more
    type()
  }
}
