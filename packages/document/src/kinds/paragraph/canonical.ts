import type { BlockHead, Inline } from "../../canonical/content.ts"
import { type BlockKind, headOf, printedLine } from "../../canonical/kind.ts"

export interface Paragraph extends BlockHead {
  readonly type: "paragraph"
  readonly content: readonly Inline[]
}

export const paragraph: BlockKind<Paragraph> = {
  build: (source, reading) => ({ type: "paragraph", ...headOf(source), content: reading.inline(source.children) }),
  ...printedLine(() => "p"),
}
