import { expect, it } from "vitest"
import { type MovedTally, playMoves } from "./moved-comments.ts"

const one = process.env["FUZZ_SEED"]
const first = one === undefined ? 1 : Number(one)
const count = one === undefined ? Number(process.env["FUZZ_SEEDS"] ?? 300) : 1

it(`keeps comments whole in ${count} sections in which words are moved while others comment on them`, () => {
  const tally: MovedTally = { comments: 0, whole: 0, partial: 0, removed: 0 }
  for (let seed = first; seed < first + count; seed++) playMoves(seed, tally)
  const { comments, whole, partial, removed } = tally
  console.log(
    `${count} seeds: ${comments} comments, ${whole} whole, ${partial} on some of their words, ${removed} without`,
  )
  // Without what marks again what was lost, and what knows pasted words to be those that were cut, it is one in eighteen.
  if (count >= 100) expect(partial).toBeLessThan(comments / 35)
}, 300_000)
