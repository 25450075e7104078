import { expect, it } from "vitest"
import { type CommentTally, commentRunOf, watchComments } from "./comments.ts"
import { explain, play } from "./fuzz.ts"

const one = process.env["FUZZ_SEED"]
const first = one === undefined ? 1 : Number(one)
const count = one === undefined ? Number(process.env["FUZZ_SEEDS"] ?? 300) : 1

it(`keeps comments on their words in ${count} sections, whatever two to four people do to them`, () => {
  const tally: CommentTally = { comments: 0, removed: 0, remarked: 0, returned: 0 }
  for (let seed = first; seed < first + count; seed++) {
    try {
      play(commentRunOf(seed), new Map(), watchComments(seed, tally))
    } catch (failure) {
      const begun = watchComments(seed, { ...tally })
      throw new Error(explain(seed, failure, { whole: commentRunOf(seed), begun, file: "comments" }), {
        cause: failure,
      })
    }
  }
  const { comments, removed, remarked, returned } = tally
  console.log(
    `${count} seeds: ${comments} comments, ${removed} without words at rest, ${remarked} of them marked again`,
  )
  console.log(`${returned} times all words of a comment were deleted and came back`)
  if (count >= 100) expect(Math.min(comments - 500, removed, remarked, returned - 100)).toBeGreaterThan(0)
}, 300_000)
