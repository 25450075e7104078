import { $generateJSONFromSelectedNodes } from "@lexical/clipboard"
import { $isRangeSelection } from "lexical"
import * as Y from "yjs"
import { remarkLost } from "../anchor/marking.ts"
import { sectionWords } from "../anchor/section-words.ts"
import { Chance } from "./chance.ts"
import { edits } from "./edits.ts"
import { $acrossLines, $wordsAnywhere, type Edit, edit } from "./places.ts"
import { standingIn } from "./standing.ts"
import { World } from "./world.ts"
import type { Writer } from "./writer.ts"

/** What became of the comments of some runs. */
export interface MovedTally {
  comments: number
  /** On all of their words that are there. */
  whole: number
  /** On some of them: what else is there of them says too little to be known, stands twice, or has been written into. */
  partial: number
  /** Without words. */
  removed: number
}

/** Letters of the fuzz, which are Chinese, that are known by themselves. */
const partMin = 3
const aloneMin = 6

/** Cuts words, in one line or over the ends of lines; they are pasted later, perhaps after a comment on them has arrived, or in part. */
const cut: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.7) ? $acrossLines(chance) : $wordsAnywhere(chance)
    if (!$isRangeSelection(selection)) return false
    writer.clipboard = JSON.stringify($generateJSONFromSelectedNodes(writer.editor, selection).nodes)
    selection.removeText()
    return true
  })

const paste: Edit = (writer, chance) => writer.clipboard !== null && edits.paste[0](writer, chance)

type Step = (world: World, writer: Writer, chance: Chance) => unknown

const steps: readonly (readonly [Step, number])[] = [
  [(world, _, chance) => world.server.mark(chance), 6],
  [(_, writer, chance) => cut(writer, chance), 4],
  [(_, writer, chance) => paste(writer, chance), 5],
  [(_, writer, chance) => edits.undo[0](writer, chance), 2],
  [(_, writer, chance) => edits.redo[0](writer, chance), 1],
  [(_, writer, chance) => edits.split[0](writer, chance), 1],
  [(_, writer, chance) => edits.merge[0](writer, chance), 1],
  [(_, writer, chance) => edits.insert[0](writer, chance), 1],
  [(_, writer) => writer.binding.endUndoStep(), 4],
  [(world, writer) => world.send(writer), 6],
  [(world, writer, chance) => world.deliver(writer, chance), 6],
]
const total = steps.reduce((sum, [, weight]) => sum + weight, 0)

function chosen(chance: Chance): Step | undefined {
  let rest = chance.next() * total
  return steps.find(([, weight]) => (rest -= weight) < 0)?.[0]
}

/** Two or three people who move words while others comment on them; at rest the server marks again what it can. */
export function playMoves(seed: number, tally: MovedTally): void {
  const chance = new Chance(seed)
  const world = new World({ writers: chance.between(2, 3), readers: 0 })
  for (let i = chance.between(10, 30); i > 0; i--) {
    const writer = chance.pick(world.writers)
    if (writer !== undefined) chosen(chance)?.(world, writer, chance)
  }
  world.settle()
  remark(world)
  world.settle()
  count(world, seed, tally)
}

function remark({ server }: World): void {
  const threads = [...server.comments].map(([threadId, { quote }]) => ({ threadId, quote }))
  const parts = [Y.encodeStateAsUpdate(server.doc)]
  const { update } = remarkLost({ parts, clientId: 3, threads })
  if (update !== null) Y.applyUpdate(server.doc, update)
}

function count({ server }: World, seed: number, tally: MovedTally): void {
  const standing = standingIn(server.doc)
  const { quoted } = sectionWords(server.doc)
  const times = new Map<string, number>()
  for (const { character } of standing) times.set(character, (times.get(character) ?? 0) + 1)
  const isThere = (part: string) => quoted.placesOf(part).length === 1
  for (const [threadId, { quote, standing: put }] of server.comments) {
    const marked = new Set(standing.filter(({ threads }) => threads.has(threadId)).map(({ character }) => character))
    const missing = put.filter(({ character }) => times.get(character) === 1 && !marked.has(character))
    const isWrittenInto = [...marked].some((character) => !quote.exact.includes(character))
    const known = partsWithout(quote.exact, marked).filter(isThere)
    tally.comments += 1
    if (marked.size === 0) tally.removed += 1
    else if (missing.length > 0) tally.partial += 1
    else tally.whole += 1
    const lost = known.filter((part) => part.length >= (marked.size === 0 ? aloneMin : partMin))
    if (lost.length > 0 && !isWrittenInto)
      throw new Error(
        `FUZZ_SEED=${seed}: ${threadId} "${quote.exact}" is on "${[...marked].join("")}", not on "${lost.join(" ")}"`,
      )
  }
}

/** The stretches of a line that have none of these characters. */
function partsWithout(words: string, characters: ReadonlySet<string>): string[] {
  return Array.from(words, (character) => (characters.has(character) ? "\n" : character))
    .join("")
    .split("\n")
}
