import { KeySetSchema } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
import { afterAll, beforeAll, expect, it } from "vitest"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"
import { Typist } from "./typist.ts"

const rounds = 6
const section = "s13"
const writers = ["p-bgd-1", "p-mda-1"]
const editor = "p-iom-1"
const waitingMax = 2
const versionsPath = "/api/publications/pub-2016/versions"

let server: ServerProcess
beforeAll(async () => {
  server = await ServerProcess.start()
})
afterAll(async () => {
  await server?.dispose()
})

interface Shown {
  number: number
  title: string
  seal: { failed: unknown[] } | null
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

/** 200 once the version is there; 0 where the server died before it could answer. */
async function freeze(cookie: string, title: string): Promise<number> {
  const body = JSON.stringify({ type: "freezeVersion", publicationId: "pub-2016", title })
  const headers = { "Content-Type": "application/json", Cookie: cookie }
  return fetch(`${server.url}/api/commands`, { method: "POST", headers, body }).then(
    ({ status }) => status,
    () => 0,
  )
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
    for (const typist of typists) typeWithoutPause(typist)
    const receipted = () => typists.reduce((sum, typist) => sum + typist.receipted.length, 0)
    await eventually("the typing to be in full flow", () => receipted() > 40)
    const title = `Round ${round}`
    before.set(title, new Set(typists.flatMap((typist) => typist.receipted)))
    const asked = freeze(cookie, title).then((status) => {
      if (status === 200) answered.add(title)
    })
    // Typing is the clock. By turns it dies within the freeze and, once that is answered, while files are made.
    const diesWithin = round % 2 === 0
    if (!diesWithin) await asked
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
  for (const { number, title, seal } of versions) {
    expect(seal?.failed).toEqual([])
    const checked = await verifyPackage(await file(cookie, number, "codraft.zip"), { trusted: keys, manifests })
    if (checked.verdict === "unreadable") throw new Error(checked.because)
    expect([checked.verdict, checked.previous.state]).toEqual(["as-frozen", number === 1 ? "first" : "follows"])
    manifests.set(number, checked.manifestSha256)
    const said = new TextDecoder().decode(await file(cookie, number, "publication.json"))
    const words = new Set(said.match(/\bword-[\w-]+\b/g))
    const missing = [...(before.get(title) ?? [])].filter((word) => !words.has(word))
    expect(missing, `what was receipted before ${title}`).toEqual([])
  }
  console.log(`kill -9 while freezing: ${rounds} rounds, ${versions.length} versions whole, ${answered.size} answered`)
}, 600_000)

function typeWithoutPause(typist: Typist): void {
  let count = 0
  const type = () => {
    while (typist.isConnected && typist.waiting < waitingMax) typist.types(`word-${typist.name}-${(count += 1)}`)
  }
  typist.onReceipt = type
  type()
}
