import { compareContents } from "@codraft/document/compare"
import type { CanonicalContent } from "@codraft/document/canonical"
import { describe, expect, it } from "vitest"
import { itemNumbers } from "./item-numbers.ts"

const line = (text: string) => [{ type: "text" as const, text }]
const list: CanonicalContent["blocks"][number] = {
  type: "list",
  ordered: true,
  items: [
    {
      content: line("One"),
      lists: [
        {
          type: "list",
          ordered: true,
          items: [
            { content: line("Below"), lists: [{ type: "list", ordered: true, items: [{ content: line("Deepest") }] }] },
          ],
        },
      ],
    },
    { content: line("Two") },
  ],
}

function marks(language: string, hasSubparagraphs: boolean): string[] {
  const content = (blocks: CanonicalContent["blocks"]): CanonicalContent => ({
    format: "codraft.section",
    formatVersion: 3,
    language,
    dir: "ltr",
    blocks,
  })
  const { passages } = compareContents(content([]), content([list]))
  return [...itemNumbers(passages, { language, hasSubparagraphs }).values()]
}

describe("what stands before the items of a compared list", () => {
  it("is what the page shows: letters below figures", () => {
    expect(marks("en", false)).toEqual(["1.", "a.", "i.", "2."])
    expect(marks("ar", false)).toEqual(["1.", "أ.", "1.", "2."])
  })

  it("is the letter of the subparagraph where those are numbered", () => {
    expect(marks("en", true)).toEqual(["(a)", "(i)", "(a)", "(b)"])
    expect(marks("fr", true)).toEqual(["a)", "i)", "a)", "b)"])
  })
})
