import { KeySetSchema, newSigningKey } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
import { openWorld, type Person, type World } from "@codraft/server/testing"
import { createMemoryStorage, type MemoryStorage } from "@codraft/storage/memory"
import { expect, it, vi } from "vitest"

const at = "/api/publications/pub-2016/versions"
const known = await newSigningKey()
const signingKey = { known, current: async () => known, open: async () => {} }

interface Shown {
  number: number
  title: string
  contentSha256: string
  seal: { files: { name: string }[]; failed: unknown[] } | null
}

const coverNote = {
  addressee: "Chair of the Forum",
  salutation: "Dear colleagues,",
  body: "Please find enclosed the draft.",
  closing: "Yours sincerely,",
  contact: { name: "Amara Diallo-Reyes", organization: "IOM", email: "office@example.org" },
}
const command = (title: string) => ({
  type: "freezeVersion",
  title,
  sections: ["s01", "s02"],
  coverNote,
  withRegister: true,
})

/** At which of its writes a process dies: before that is on the disk, or after, when nobody has heard of it yet. */
interface Death {
  readonly write: number
  readonly isWritten: boolean
}

/** What a process writes from now on, in words; it dies at one of these writes. */
function watch(storage: MemoryStorage, death: Death | null, die: () => void): string[] {
  const writes: string[] = []
  const { log, blobs } = storage
  const append = log.append.bind(log)
  const put = blobs.put.bind(blobs)
  const orDies = async <T>(name: string, write: () => Promise<T>): Promise<T> => {
    writes.push(name)
    if (writes.length !== death?.write) return write()
    if (death.isWritten) await write()
    die()
    return new Promise<never>(() => {})
  }
  vi.spyOn(log, "append").mockImplementation((batch) =>
    orDies(batch.flatMap(({ entries }) => entries.map(({ data }) => typeIn(data))).join(), () => append(batch)),
  )
  vi.spyOn(blobs, "put").mockImplementation((bytes) => orDies("blob", () => put(bytes)))
  return writes
}

const typeIn = (data: Uint8Array) => /"type":"(\w+)"/.exec(new TextDecoder().decode(data))?.[1] ?? "?"

let amara: Person
async function open(storage: MemoryStorage): Promise<World> {
  const world = await openWorld(storage, { signingKey })
  amara = await world.signIn("p-iom-1")
  return world
}

const list = async () => (await amara.json<{ versions: Shown[] }>(at)).versions.toReversed()

/** The versions, once all files of all of them are made. */
async function sealed(): Promise<Shown[]> {
  return vi.waitFor(async () => {
    const versions = await list()
    if (versions.some(({ seal }) => seal === null)) throw new Error("not yet")
    return versions
  }, 20_000)
}

/** Freezes a version and dies as it is told to: what is on the disk then, and whether the editor had heard of the version. */
async function diesFreezing(world: World, title: string, death: Death) {
  let isAnswered = false
  const left = await new Promise<MemoryStorage>((resolve) => {
    watch(world.storage, death, () => resolve(world.storage.crash()))
    void amara.command(command(title)).then(({ status }) => (isAnswered = status === 200))
  })
  await world.vanish()
  vi.restoreAllMocks()
  return { left, isAnswered }
}

it("is whole or absent wherever a freeze is cut off, and a start finishes what there is", {
  timeout: 300_000,
}, async () => {
  let world = await open(createMemoryStorage())
  const writes = watch(world.storage, null, () => {})
  expect((await amara.command(command("Undisturbed"))).status).toBe(200)
  let versions = await sealed()
  vi.restoreAllMocks()
  // Value, record, note and register; the version; each of its files; package and manifest; the seal.
  const frozen = writes.indexOf("versionFrozen") + 1
  expect(writes.slice(0, frozen)).toEqual([...Array.from({ length: 4 }, () => "blob"), "versionFrozen"])
  expect(writes.slice(frozen)).toEqual([...Array.from({ length: 9 }, () => "blob"), "versionSealed"])

  for (let write = 1; write <= writes.length; write += 1) {
    for (const isWritten of [false, true]) {
      const title = `Cut off ${isWritten ? "after" : "before"} ${write}`
      const { left, isAnswered } = await diesFreezing(world, title, { write, isWritten })
      world = await open(left)
      const before = versions.map((version) => version.title)
      versions = await sealed()
      const isThere = write > frozen || (write === frozen && isWritten)
      expect(versions.map((version) => version.title)).toEqual([...before, ...(isThere ? [title] : [])])
      expect(isAnswered && !isThere).toBe(false)
    }
  }

  const { keys } = KeySetSchema.parse(await (await world.request("/.well-known/jwks.json")).json())
  const manifests = new Map<number, string>()
  for (const { number, seal, contentSha256 } of versions) {
    expect([seal?.failed, seal?.files.length]).toEqual([[], 9])
    expect(await world.storage.blobs.get(contentSha256)).not.toBeNull()
    const zip = await vi.waitFor(async () => {
      const answer = await amara.get(`${at}/${number}/codraft.zip`)
      if (!answer.ok) throw new Error(`answered ${answer.status}`)
      return new Uint8Array(await answer.arrayBuffer())
    })
    const checked = await verifyPackage(zip, { trusted: keys, manifests })
    if (checked.verdict === "unreadable") throw new Error(checked.because)
    expect([checked.verdict, checked.previous.state]).toEqual(["as-frozen", number === 1 ? "first" : "follows"])
    manifests.set(number, checked.manifestSha256)
  }
  await world.close()
})
