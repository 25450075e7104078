import { $getRoot } from "lexical"
import type * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { $canonicalFromEditor } from "../canonical/from-editor.ts"
import type { HealReason } from "../collab/index.ts"
import { $blocks } from "../collab/block-identity.ts"
import { $getBlockId, $markedThreads } from "../nodes/index.ts"
import { Chance } from "./chance.ts"
import { type EditKind, edits } from "./edits.ts"
import { sightOf } from "./losses.ts"
import { sectionJson } from "./section-json.ts"
import { World, type WorldOptions } from "./world.ts"
import type { Writer } from "./writer.ts"

export type StepKind = EditKind | "send" | "deliver" | "check" | "mark" | "unmark"

/** What one person (or the server) does next. Its choices come from a seed of its own, so steps can be left out one by one. */
export interface Step {
  who: number
  kind: StepKind
  seed: number
}

export interface Run extends WorldOptions {
  steps: Step[]
}

/** How often each kind of step found something to do, and how many characters overlapping edits have lost and doubled. */
export type Tally = Map<StepKind | "lost" | "doubled", number>

export class FuzzFailure extends Error {
  override name = "FuzzFailure"
}

const weights: [StepKind, number][] = [
  ...Object.entries(edits).map(([kind, [, weight]]): [EditKind, number] => [kind as EditKind, weight]),
  ["send", 12],
  ["deliver", 16],
  ["check", 1],
  ["mark", 5],
  ["unmark", 1],
]

export const stepKinds: readonly StepKind[] = weights.map(([kind]) => kind)

/** The run of a seed. */
export function runOf(seed: number, kinds: readonly [StepKind, number][] = weights, stepsMax = 50): Run {
  const chance = new Chance(seed)
  const writers = chance.between(2, 4)
  const readers = writers > 2 && chance.isLucky(0.3) ? 1 : 0
  const steps = Array.from({ length: chance.between(20, stepsMax) }, () => ({
    who: chance.below(writers),
    kind: weighted(chance, kinds),
    seed: chance.below(2 ** 32),
  }))
  return { writers, readers, steps }
}

function weighted(chance: Chance, kinds: readonly [StepKind, number][]): StepKind {
  const total = kinds.reduce((sum, [, weight]) => sum + weight, 0)
  let rest = chance.next() * total
  for (const [kind, weight] of kinds) {
    rest -= weight
    if (rest < 0) return kind
  }
  return "pause"
}

/**
 * Plays a run and checks it after every step and at rest. Throws a FuzzFailure. `begun` is told of the world before the first step, and its
 * answer of its rest.
 */
export function play(run: Run, tally: Tally, begun?: (world: World) => () => void): void {
  const world = new World(run)
  const rested = begun?.(world)
  run.steps.forEach((step, index) => {
    const at = `step ${index} (${step.kind} by ${step.who})`
    const writer = world.writers[step.who]
    if (writer === undefined) return
    guarded(at, () => {
      if (take(world, writer, step)) tally.set(step.kind, (tally.get(step.kind) ?? 0) + 1)
    })
  })
  guarded("at rest", () => {
    world.settle()
    checkRest(world)
    checkMarks(world)
    checkLosses(world, tally)
    rested?.()
  })
  for (const { doc, heals } of world.writers) {
    if (heals.length > 0) throw new FuzzFailure(`${doc.clientID} had to be healed: ${describe(heals)}`)
  }
}

function describe(heals: HealReason[]): string {
  return heals
    .map(({ kind, error }) => `${kind} ${error instanceof Error ? (error.stack ?? error.message) : ""}`)
    .join("\n")
}

function guarded(at: string, fn: () => void): void {
  try {
    fn()
  } catch (error) {
    if (error instanceof FuzzFailure) throw error
    throw new FuzzFailure(`${at}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, {
      cause: error,
    })
  }
}

function take(world: World, writer: Writer, step: Step): boolean {
  const chance = new Chance(step.seed)
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what is left are the edits
  switch (step.kind) {
    case "send":
      return world.send(writer)
    case "deliver":
      return world.deliver(writer, chance)
    case "check":
      writer.binding.check()
      return true
    case "mark":
      return world.server.mark(chance)
    case "unmark":
      return world.server.unmark(chance)
  }
  return !world.isReader(writer) && makeEdit(world, writer, step.kind, chance)
}

function makeEdit(world: World, writer: Writer, kind: EditKind, chance: Chance): boolean {
  const sight = sightOf(writer)
  const before = sight.counts
  writer.edits += 1
  const marks = writer.marks()
  const isDone = edits[kind][0](writer, chance)
  if (kind === "paste" || kind === "cutAndPaste") notePastedOver(world, writer, marks)
  else checkKept(writer, marks, before)
  world.losses.edited(writer, sight, sightOf(writer))
  if (!isDone) return false
  if (kind === "undo") checkUndo(writer, before)
  else if (kind === "paste" || kind === "cutAndPaste") allowCopied(world, writer)
  else if (kind !== "redo") checkTyped(world, writer, before)
  noteMoved(world, writer)
  return true
}

/** Undo takes away what the person has put in, and nothing else. */
function checkUndo(writer: Writer, before: Map<string, number>): void {
  const after = writer.characters()
  const lost = [...before.keys()].filter((character) => !after.has(character) && !writer.own.has(character))
  if (lost.length > 0)
    throw new FuzzFailure(`undo by ${writer.doc.clientID} removed others' ${JSON.stringify(lost.join(""))}`)
}

/** Words that give way to a copy of themselves, in part, are gone; the document may take the copy for them. */
function notePastedOver(world: World, writer: Writer, marks: ReadonlyMap<string, Set<string>>): void {
  const after = writer.marks()
  for (const [character, threads] of marks)
    if ([...threads].some((threadId) => after.get(character)?.has(threadId) !== true)) world.pastedOver.add(character)
}

/** No edit takes a mark off a character that stays. */
function checkKept(writer: Writer, marks: ReadonlyMap<string, Set<string>>, before: ReadonlyMap<string, number>): void {
  const after = writer.marks()
  const counts = writer.characters()
  for (const [character, threads] of marks) {
    if (before.get(character) !== 1 || counts.get(character) !== 1) continue
    const lost = [...threads].filter((threadId) => after.get(character)?.has(threadId) !== true)
    if (lost.length > 0) throw new FuzzFailure(`${JSON.stringify(character)} has lost the mark of ${lost.join()}`)
  }
}

/** What was typed carries a thread's mark when the settled characters at both its sides do, and only then. */
function checkTyped(world: World, writer: Writer, before: Map<string, number>): void {
  const line = writer.read(() =>
    $getRoot()
      .getAllTextNodes()
      .flatMap((node) => {
        const threads = new Set($markedThreads(node))
        return Array.from(node.getTextContent(), (character) => ({ character, threads }))
      }),
  )
  line.forEach(({ character, threads }, index) => {
    if (before.has(character)) return
    const left = line.slice(0, index).findLast((other) => before.has(other.character))
    const right = line.slice(index).find((other) => before.has(other.character))
    for (const thread of threads) {
      if (left?.threads.has(thread) !== true || right?.threads.has(thread) !== true) {
        throw new FuzzFailure(`${JSON.stringify(character)}, typed at the edge of ${thread}, joined it`)
      }
      world.server.marked.get(thread)?.add(character)
    }
  })
}

/** A copy may stand between a thread's words, and is then theirs as typed text is. */
function allowCopied(world: World, writer: Writer): void {
  for (const [character, threads] of writer.marks()) {
    if (!writer.own.has(character)) continue
    for (const thread of threads) world.server.marked.get(thread)?.add(character)
  }
}

/**
 * An edit may have put any of this person's characters in anew, as a split or undo does. Whoever marks the words beside them
 * at the same time cannot know, and may find them inside; so what counts is what this person knew of threads.
 */
function noteMoved(world: World, writer: Writer): void {
  const marks = writer.marks()
  const known = new Set([...marks.values()].flatMap((threads) => [...threads]))
  for (const character of marks.keys()) world.note(character, known)
}

export function checkRest(world: World): void {
  const [first, ...rest] = world.writers
  if (first === undefined) return
  const json = sectionJson(first.editor)
  for (const writer of rest)
    same(json, sectionJson(writer.editor), `${first.doc.clientID} and ${writer.doc.clientID} differ`)
  same(json, world.freshly(), `${first.doc.clientID} differs from a fresh load`)
  const content = canonicalOf(world.server.doc)
  for (const { doc, editor } of world.writers) {
    same(content, canonicalOf(doc), `${doc.clientID} reads something else than the server`)
    const shown = editor.read(() => $canonicalFromEditor(english))
    same(content, JSON.stringify(shown, null, 1), `${doc.clientID} is shown something else than is read`)
  }
  const ids = first.read(() => $blocks().map($getBlockId))
  if (ids.includes("")) throw new FuzzFailure("a block has no id")
  if (new Set(ids).size < ids.length) throw new FuzzFailure(`two blocks share an id: ${ids.join(" ")}`)
}

/** A thread is on what somebody put it on, and on what came between. */
function checkMarks(world: World): void {
  for (const [character, threads] of world.writers[0]?.marks() ?? []) {
    for (const thread of threads) {
      const wasUnknown = world.known.get(character)?.some((known) => !known.has(thread)) === true
      const isRight = wasUnknown || world.server.marked.get(thread)?.has(character) === true
      if (!isRight) throw new FuzzFailure(`${thread} is on ${JSON.stringify(character)}, on which nobody put it`)
    }
  }
}

/** No character is lost or doubled by edits that did not meet; of those that did it is counted. */
function checkLosses(world: World, tally: Tally): void {
  const [first] = world.writers
  if (first === undefined) return
  for (const { character, kind, isOverlap } of world.losses.at(sightOf(first))) {
    if (!isOverlap) throw new FuzzFailure(`${JSON.stringify(character)} is ${kind}, and no edits met where it stands`)
    tally.set(kind, (tally.get(kind) ?? 0) + 1)
  }
}

const english = { language: "en", dir: "ltr" } as const

function canonicalOf(doc: Y.Doc): string {
  return JSON.stringify(canonicalFromDoc(doc, english), null, 1)
}

function same(a: string, b: string, message: string): void {
  if (a === b) return
  const left = a.split("\n")
  const right = b.split("\n")
  const at = left.findIndex((line, i) => line !== right[i])
  const excerpt = (lines: string[]): string => lines.slice(Math.max(0, at - 4), at + 6).join("\n")
  throw new FuzzFailure(`${message}:\n${excerpt(left)}\n---\n${excerpt(right)}`)
}

type Begun = Parameters<typeof play>[2]

/** Leaves out steps as long as the run still fails. */
export function shrink(run: Run, begun?: Begun): Run {
  const fails = (steps: Step[]): boolean => {
    try {
      play({ ...run, steps }, new Map(), begun)
      return false
    } catch {
      return true
    }
  }
  let { steps } = run
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < steps.length; ) {
      const shorter = [...steps.slice(0, at), ...steps.slice(at + size)]
      if (fails(shorter)) steps = shorter
      else at += size
    }
  }
  return { ...run, steps }
}

/** The message of a failing seed: what broke, the shortest steps that break it, and how to see it again. */
export function explain(
  seed: number,
  failure: unknown,
  { whole = runOf(seed), begun, file = "fuzz" }: { whole?: Run; begun?: Begun; file?: string } = {},
): string {
  const run = shrink(whole, begun)
  let message = String(failure)
  try {
    play(run, new Map(), begun)
  } catch (error) {
    message = String(error)
  }
  const trace = run.steps.map(({ who, kind, seed }) => `  { who: ${who}, kind: "${kind}", seed: ${seed} },`).join("\n")
  return [
    `seed ${seed}: ${message}`,
    `${run.writers} writers, ${run.readers} of them readers; the steps that it takes:`,
    trace,
    `again: FUZZ_SEED=${seed} npx vitest run src/testing/${file}.test.ts`,
  ].join("\n")
}
