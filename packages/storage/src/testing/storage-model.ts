import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ConflictError } from "../errors.ts"
import type { Append, Entry, NewEntry, Position, Snapshot, Storage } from "../storage.ts"
import { everyEntry, type StorageRig } from "./storage-contract.ts"

const runsMax = 25
const stepsMax = 40
const timeoutMs = 60_000
/** Few, so that steps meet in the same stream. */
const names = ["text:a", "text:b", "section:a"] as const

/** What storage is, said as simply as possible. */
interface Model {
  readonly streams: Map<string, Entry[]>
  readonly snapshots: Map<string, Snapshot>
}

interface Subject {
  readonly rig: StorageRig
  storage: Storage
  /** Makes the streams of this run its own: opening a storage per run would take longer than the run. */
  readonly mine: (name: string) => string
}

type Step = fc.AsyncCommand<Model, Subject>

/** Random steps, each compared with a simple model. A failure prints its seed, its path and the shortest steps that fail. */
export function storageModel(name: string, open: () => Promise<StorageRig>): void {
  describe(`storage model: ${name}`, () => {
    it(
      "[LOG2] [LOG3] [LOG4] [LOG10] [LOG13] [SNAP2] does what the model does, whatever the order of the steps",
      async () => {
        const rig = await open()
        let storage = rig.storage
        let run = 0
        try {
          await fc.assert(
            fc.asyncProperty(fc.commands([...steps], { maxCommands: stepsMax }), async (commands) => {
              run += 1
              const subject: Subject = { rig, storage, mine: (stream) => `${stream}.${run}` }
              await fc.asyncModelRun(
                () => ({ model: { streams: new Map(), snapshots: new Map() }, real: subject }),
                commands,
              )
              storage = subject.storage
            }),
            { numRuns: runsMax },
          )
        } finally {
          await rig.remove()
        }
      },
      timeoutMs,
    )
  })
}

const aName = fc.constantFrom(...names)
const anEntry: fc.Arbitrary<NewEntry> = fc.record({
  at: fc.nat(),
  author: fc.constantFrom("p-iom-1", "p-bgd-2", "system"),
  data: fc.uint8Array({ maxLength: 40 }),
})
const anAppend = fc.record({
  stream: aName,
  entries: fc.array(anEntry, { maxLength: 12 }),
  /** How far the expectation is off; null for none. */
  offBy: fc.option(fc.constantFrom(0, 0, 0, 1, -1), { freq: 2 }),
})

const steps: fc.Arbitrary<Step>[] = [
  fc
    .array(anAppend, { minLength: 1, maxLength: 3 })
    .map((batch) => step(`append ${fc.stringify(batch)}`, (m, s) => appendStep(m, s, batch))),
  fc
    .record({
      stream: aName,
      after: fc.nat(40),
      entries: fc.integer({ min: 1, max: 20 }),
      bytes: fc.integer({ min: 1, max: 200 }),
    })
    .map(({ stream, after, ...limits }) =>
      step(
        `read ${stream} after ${after} within ${limits.entries}, ${limits.bytes} bytes`,
        async (model, { storage, mine }) => {
          expect(await storage.log.read(mine(stream), after, limits)).toEqual(
            readOf(entriesOf(model, stream), after, limits),
          )
        },
      ),
    ),
  fc.tuple(aName, fc.nat(60)).map(([stream, through]) =>
    step(`archive ${stream} through ${through}`, async (model, { storage, mine }) => {
      await storage.log.archive(mine(stream), through)
      expect(await everyEntry(storage.log, mine(stream))).toEqual(entriesOf(model, stream))
    }),
  ),
  fc
    .tuple(aName, fc.nat(40), fc.uint8Array({ maxLength: 40 }))
    .map(([stream, position, data]) =>
      step(`snapshot ${stream} at ${position}`, (model, subject) =>
        snapshotStep(model, subject, stream, { position, data }),
      ),
    ),
  fc.constant(
    step("compare everything", async (model, { storage, mine }) => {
      const heads = names.map((name): [string, Position] => [mine(name), entriesOf(model, name).length])
      expect(await storage.log.heads(names.map(mine))).toEqual(new Map(heads))
      for (const name of names) {
        expect(await everyEntry(storage.log, mine(name))).toEqual(entriesOf(model, name))
        expect(await storage.snapshots.get(mine(name))).toEqual(model.snapshots.get(name) ?? null)
      }
    }),
  ),
  fc.boolean().map((isOrderly) =>
    step(isOrderly ? "stop and start" : "crash", async (_, subject) => {
      subject.storage = isOrderly ? await subject.rig.reopen() : await subject.rig.crash()
    }),
  ),
]

function step(name: string, run: (model: Model, subject: Subject) => Promise<void>): Step {
  return { check: () => true, run, toString: () => name }
}

interface DrawnAppend {
  readonly stream: string
  readonly entries: readonly NewEntry[]
  readonly offBy: number | null
}

async function appendStep(model: Model, { storage, mine }: Subject, drawn: readonly DrawnAppend[]): Promise<void> {
  const after = new Map(names.map((name) => [name as string, entriesOf(model, name)]))
  const batch: Append[] = []
  let conflict: { stream: string; expected: Position; actual: Position } | null = null
  for (const { stream, entries, offBy } of drawn) {
    const before = after.get(stream) ?? []
    const expected = offBy === null ? undefined : Math.max(0, before.length + offBy)
    if (expected !== undefined && expected !== before.length)
      conflict ??= { stream: mine(stream), expected, actual: before.length }
    batch.push({ stream: mine(stream), entries, ...(expected === undefined ? {} : { expected }) })
    after.set(stream, [
      ...before,
      ...entries.map((entry, index) => ({ position: before.length + index + 1, ...entry })),
    ])
  }
  if (conflict !== null) {
    const error: unknown = await storage.log.append(batch).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConflictError)
    expect(error).toMatchObject(conflict)
    return
  }
  const heads = await storage.log.append(batch)
  for (const [stream, entries] of after) model.streams.set(stream, entries)
  expect(heads).toEqual(new Map(batch.map(({ stream }) => [stream, headOf(model, stream)])))
}

async function snapshotStep(
  model: Model,
  { storage, mine }: Subject,
  stream: string,
  snapshot: Snapshot,
): Promise<void> {
  const put = storage.snapshots.put(mine(stream), snapshot)
  if (snapshot.position === 0 || snapshot.position > entriesOf(model, stream).length) {
    await expect(put).rejects.toBeInstanceOf(RangeError)
    return
  }
  await put
  if ((model.snapshots.get(stream)?.position ?? 0) <= snapshot.position) model.snapshots.set(stream, snapshot)
  expect(await storage.snapshots.get(mine(stream))).toEqual(model.snapshots.get(stream))
}

function entriesOf(model: Model, stream: string): Entry[] {
  return model.streams.get(stream) ?? []
}

/** Of a stream by the name that it has in the storage. */
function headOf(model: Model, stream: string): Position {
  return entriesOf(model, stream.slice(0, stream.lastIndexOf("."))).length
}

function readOf(all: readonly Entry[], after: Position, limits: { entries: number; bytes: number }): Entry[] {
  const found: Entry[] = []
  let bytes = 0
  for (const entry of all.slice(after, after + limits.entries)) {
    bytes += entry.data.byteLength
    if (found.length > 0 && bytes > limits.bytes) break
    found.push(entry)
  }
  return found
}
