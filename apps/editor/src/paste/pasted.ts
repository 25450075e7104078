import type { Block, Note } from "@codraft/document"

/** What was pasted, as a section would hold it: without ids. */
export interface Pasted {
  readonly blocks: readonly Block[]
  /** What the references in `blocks` name by index. */
  readonly footnotes: readonly Note[]
}
