import { $createRangeSelection, $getNodeByKey, $setSelection } from "lexical"
import * as Y from "yjs"
import { anchoredThreads } from "../anchor/anchored.ts"
import { remarkLost } from "../anchor/marking.ts"
import { Anchors, type WordRange } from "../collab/index.ts"
import { createHeadlessSection } from "../collab/headless.ts"
import { Chance } from "./chance.ts"
import { edits } from "./edits.ts"
import { checkRest, FuzzFailure, type Run, runOf, type StepKind } from "./fuzz.ts"
import { type Standing, standingIn } from "./standing.ts"
import type { World } from "./world.ts"

/** Comments, and what people do to words that have them. */
const weights: [StepKind, number][] = [
  ["mark", 14],
  ["send", 10],
  ["deliver", 16],
  ...kindsOf("insert", "typeOn", "insertFormatted", "replaceWords", "remove", "removeAcross", "format", "formatAcross"),
  ...kindsOf("split", "breakLine", "merge", "setHeading", "moveBlock", "copy", "paste", "cutAndPaste", "undo", "redo"),
  ...kindsOf(
    "setList",
    "unsetList",
    "indent",
    "typeInCell",
    "insertFootnote",
    "typeInNote",
    "removeReference",
    "pause",
  ),
]

function kindsOf(...kinds: (keyof typeof edits)[]): [StepKind, number][] {
  return kinds.map((kind) => [kind, edits[kind][1]])
}

export interface CommentTally {
  comments: number
  /** Comments without words at rest, and those of them that were marked again by their quote. */
  removed: number
  remarked: number
  /** Deletions that were taken back. */
  returned: number
}

export function commentRunOf(seed: number): Run {
  return runOf(seed, weights, 32)
}

/** Follows the comments of a world; what it answers checks them at rest, and then deletes some and takes that back. */
export function watchComments(seed: number, tally: CommentTally): (world: World) => () => void {
  return (world) => {
    const sights = world.writers.map(
      ({ editor, binding }) => new Anchors({ editor, binding, schedule: () => () => {} }),
    )
    return () => {
      checkComments(world, sights)
      tally.comments += world.server.comments.size
      const chance = new Chance(seed)
      for (let round = 0; round < 2; round++) if (deleteAndUndo(world, sights, chance)) tally.returned += 1
      countRemoved(world, tally)
      for (const sight of sights) sight.destroy()
    }
  }
}

function checkComments(world: World, sights: readonly Anchors[]): void {
  const { doc, comments } = world.server
  const standing = standingIn(doc)
  const marked = wordsByThread(standing)
  for (const [threadId, comment] of comments) {
    const words = marked.get(threadId) ?? ""
    const before = new Map(comment.standing.map((one) => [one.character, one]))
    for (const now of standing) {
      const put = before.get(now.character)
      // Beside a copy of itself it may be the copy that the document takes for the character.
      if (put === undefined || !isSame(put, now) || world.pastedOver.has(now.character)) continue
      if (!words.includes(now.character))
        throw new FuzzFailure(`${threadId} is not on ${JSON.stringify(now.character)}, on which somebody put it`)
    }
  }
  checkSights(world, sights, standing)
}

/** Everybody's index says what the document does, and so does that of somebody who opens it now. */
function checkSights(world: World, sights: readonly Anchors[], standing: readonly Standing[]): void {
  const wanted = wordsByThread(standing)
  const told = new Set(anchoredThreads(world.server.doc).map(({ threadId }) => threadId))
  same(sorted(told), sorted(wanted.keys()), "the reader tells of other threads")
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(world.server.doc))
  const fresh = createHeadlessSection(copy, { newBlockId: () => "fresh" })
  const late = new Anchors({ ...fresh, schedule: () => () => {} })
  const all = [...world.writers.map((writer, i) => [writer, sights[i]] as const), [fresh, late] as const]
  for (const [{ editor }, sight] of all) {
    if (sight === undefined) continue
    const threads = sight.inOrder()
    same(sorted(threads), sorted(wanted.keys()), "an editor tells of other threads")
    for (const threadId of threads) {
      const words = editor.getEditorState().read(() => sight.rangesOf(threadId).map($wordsOf).join(""))
      same(sorted(words), sorted(wanted.get(threadId) ?? ""), `an editor has ${threadId} on other words`)
    }
  }
  fresh.binding.destroy()
}

/** Somebody deletes all words of a comment while others write, comment and read; when they take that back, it has them again. */
function deleteAndUndo(world: World, sights: readonly Anchors[], chance: Chance): boolean {
  const index = chance.below(world.writers.length)
  const [writer, sight] = [world.writers[index], sights[index]]
  const threadId = chance.pick(sight?.inOrder() ?? [])
  if (writer === undefined || sight === undefined || threadId === undefined || world.isReader(writer)) return false
  const before = wordsByThread(standingIn(world.server.doc)).get(threadId) ?? ""
  writer.binding.endUndoStep()
  const ranges = sight.rangesOf(threadId)
  writer.edit(() => {
    for (const range of ranges.toReversed()) $erase(range)
  })
  if (chance.isLucky(0.7)) world.server.mark(chance)
  for (const other of world.writers)
    if (other !== writer && !world.isReader(other) && chance.isLucky(0.5)) edits.insert[0](other, chance)
  world.settle()
  if (wordsByThread(standingIn(world.server.doc)).has(threadId) && !hasJoined(world, threadId, before))
    throw new FuzzFailure(`${threadId} has words, though all of them were deleted`)
  writer.binding.undo()
  world.settle()
  const after = wordsByThread(standingIn(world.server.doc)).get(threadId) ?? ""
  const missing = Array.from(before).filter((character) => !after.includes(character))
  if (missing.length > 0)
    throw new FuzzFailure(`${threadId} is not on ${JSON.stringify(missing.join(""))}, which are back`)
  checkRest(world)
  checkSights(world, sights, standingIn(world.server.doc))
  return true
}

/** What somebody typed into the words just then has stayed. */
function hasJoined(world: World, threadId: string, before: string): boolean {
  const now = wordsByThread(standingIn(world.server.doc)).get(threadId) ?? ""
  return Array.from(now).every((character) => !before.includes(character))
}

function countRemoved(world: World, tally: CommentTally): void {
  const { doc, comments } = world.server
  const present = wordsByThread(standingIn(doc))
  const threads = [...comments].flatMap(([threadId, { quote }]) => (present.has(threadId) ? [] : [{ threadId, quote }]))
  tally.removed += threads.length
  if (threads.length === 0) return
  const { update, marked } = remarkLost({ parts: [Y.encodeStateAsUpdate(doc)], clientId: 3, threads })
  if (update !== null) Y.applyUpdate(doc, update)
  const now = wordsByThread(standingIn(doc))
  for (const { threadId, words } of marked) {
    const letters = words.quote.exact.replaceAll(/\s/g, "")
    if (sorted(now.get(threadId) ?? "") !== sorted(letters.replaceAll(/[0-9.a-d]/g, "")))
      throw new FuzzFailure(`${threadId} was marked again on ${now.get(threadId)}, not on ${letters}`)
  }
  tally.remarked += marked.length
}

function wordsByThread(standing: readonly Standing[]): Map<string, string> {
  const words = new Map<string, string>()
  for (const { character, threads } of standing)
    for (const threadId of threads) words.set(threadId, (words.get(threadId) ?? "") + character)
  return words
}

function isSame(a: Standing, b: Standing): boolean {
  return a.client === b.client && a.clock === b.clock
}

function $wordsOf({ key, start, end }: WordRange): string {
  return $getNodeByKey(key)?.getTextContent().slice(start, end) ?? ""
}

function $erase({ key, start, end }: WordRange): void {
  if ($getNodeByKey(key) === null) return
  const selection = $createRangeSelection()
  selection.anchor.set(key, start, "text")
  selection.focus.set(key, end, "text")
  $setSelection(selection)
  selection.removeText()
}

const sorted = (letters: Iterable<string>): string =>
  Array.from(letters)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(" ")

function same(a: string, b: string, message: string): void {
  if (a !== b) throw new FuzzFailure(`${message}: ${a} and ${b}`)
}
