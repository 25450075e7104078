import type { Block, BlockHead, CanonicalContent, Inline } from "../../canonical/content.ts"
import { plainText } from "../../canonical/lines.ts"
import type { BlockNumber } from "../../canonical/numbers.ts"
import type { GoalKind } from "./form.ts"
import type { Goal } from "./words.ts"

/** Something in a text that a reference may lead to. */
export interface TextGoal {
  readonly block: string
  readonly kind: Exclude<GoalKind, "section">
  readonly number?: Pick<BlockNumber, "kind" | "at">
  /** The heading, the caption, or how the paragraph begins. */
  readonly title: string
}

/** No text has more of them; what is beyond is no goal. */
export const goalsMax = 5000
const titleCharsMax = 160

/** The goals of a text in reading order. */
export function goalsIn(content: CanonicalContent, numbers: ReadonlyMap<string, BlockNumber>): TextGoal[] {
  const goals: TextGoal[] = []
  const add = ({ id }: BlockHead, kind: TextGoal["kind"], words: readonly Inline[]) => {
    if (id === undefined || goals.length >= goalsMax) return
    const number = numbers.get(id)
    const title = shortened(plainText(words))
    goals.push({
      block: id,
      kind,
      ...(number === undefined ? {} : { number: { kind: number.kind, at: number.at } }),
      title,
    })
  }
  const visit = (block: Block): void => {
    if (block.type === "heading") add(block, "heading", block.content)
    else if (block.type === "paragraph" || block.type === "quote") add(block, "paragraph", block.content)
    else if (block.type === "image") add(block, "figure", block.caption?.content ?? [])
    else if (block.type === "list")
      for (const item of block.items) {
        add(item, "subparagraph", item.content)
        for (const deeper of item.lists ?? []) visit(deeper)
      }
    else if (block.type === "table") {
      add(block, "table", block.caption?.content ?? [])
      for (const row of block.rows) for (const cell of row.cells) for (const inner of cell.blocks) visit(inner)
    }
  }
  for (const block of content.blocks) visit(block)
  return goals
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim()
  if (line.length <= titleCharsMax) return line
  return `${line
    .slice(0, titleCharsMax)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}\u2026`
}

/** What a goal of a text is to a reference: only headings are called by their words. */
export function goalOf({ kind, number, title }: TextGoal): Goal {
  return {
    state: "there",
    ...(number === undefined ? {} : { number }),
    ...(kind === "heading" ? { title } : {}),
  }
}
