import type { BlockHead, Inline } from "../../canonical/content.ts"
import { type BlockKind, headOf, printedLine } from "../../canonical/kind.ts"

/** A caption with nothing that it belongs to. */
export interface Caption extends BlockHead {
  readonly type: "caption"
  readonly content: readonly Inline[]
}

/** The caption of a table or an image, in that block. */
export interface OwnCaption extends BlockHead {
  readonly content: readonly Inline[]
}

export const caption: BlockKind<Caption> = {
  build: (source, reading) => ({ type: "caption", ...headOf(source), content: reading.inline(source.children) }),
  ...printedLine(() => "p"),
}
