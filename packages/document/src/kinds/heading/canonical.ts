import type { BlockHead, Inline } from "../../canonical/content.ts"
import { type BlockKind, headOf, printedLine } from "../../canonical/kind.ts"

export type HeadingLevel = 1 | 2 | 3 | 4

export interface Heading extends BlockHead {
  readonly type: "heading"
  readonly level: HeadingLevel
  readonly content: readonly Inline[]
}

/** `h1` is the default, which is not written. */
const levels: Readonly<Record<string, HeadingLevel>> = { h2: 2, h3: 3, h4: 4 }

export const heading: BlockKind<Heading> = {
  build: (source, reading) => ({
    type: "heading",
    ...headOf(source),
    level: levels[String(source.attributes["__tag"])] ?? 1,
    content: reading.inline(source.children),
  }),
  ...printedLine((block) => `h${block.level}`),
}
