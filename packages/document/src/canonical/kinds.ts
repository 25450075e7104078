import { caption } from "../kinds/caption/canonical.ts"
import { crossreference } from "../kinds/crossreference/canonical.ts"
import { footnote } from "../kinds/footnote/canonical.ts"
import { heading } from "../kinds/heading/canonical.ts"
import { image } from "../kinds/image/canonical.ts"
import { linebreak } from "../kinds/linebreak/canonical.ts"
import { link } from "../kinds/link/canonical.ts"
import { list } from "../kinds/list/canonical.ts"
import { paragraph } from "../kinds/paragraph/canonical.ts"
import { quote } from "../kinds/quote/canonical.ts"
import { table } from "../kinds/table/canonical.ts"
import { target } from "../kinds/target/canonical.ts"
import type { Block, Inline, TextRun } from "./content.ts"
import type { BlockKind, InlineKind } from "./kind.ts"
import { unknown } from "./unknown.ts"

/** Every kind of block, by its name in the Yjs form, which is its type in the canonical form too. */
export const blockKinds: { readonly [T in Block["type"]]: BlockKind<Extract<Block, { type: T }>> } = {
  paragraph,
  heading,
  quote,
  caption,
  list,
  table,
  image,
  unknown,
}

export function blockKindOf<B extends Block>(block: B): BlockKind<B> {
  return blockKinds[block.type] as unknown as BlockKind<B>
}

type Part = Exclude<Inline, TextRun>

const inlineKinds: { readonly [T in Part["type"]]: InlineKind<Extract<Part, { type: T }>> } = {
  link,
  break: linebreak,
  footnote,
  tablenote: footnote,
  target,
  crossreference,
}

export function inlineKindOf<I extends Part>(part: I): InlineKind<I> {
  return inlineKinds[part.type] as unknown as InlineKind<I>
}

/** How an element among words is read, by its name. */
export const inlineElements: Readonly<Record<string, Pick<InlineKind<never>, "append">>> = {
  link,
  linebreak,
  footnoteref: footnote,
  target,
  crossreference,
}
