import type { SectionId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import type { Passage } from "./passage.ts"

/** A section, or a block of its text. */
export interface PlaceInText {
  readonly section: string
  readonly block?: string | undefined
}

/** No passage that can be taken back has gone further. */
const movesMax = 64

/**
 * Where a block that was in this section is now, by the moves that the state tells of; where the text of a section is that was merged into
 * another. null: it has gone to where the state, which may be what one person sees, tells nothing of. What has not moved is where it was.
 */
export function whereNow(
  { passages, sections }: Pick<Publication, "passages" | "sections">,
  place: PlaceInText,
): (PlaceInText & { isMoved: boolean }) | null {
  let { section, block } = place
  /** How many of the section's moves were over when the block came. */
  let over = 0
  for (let moves = 0; moves < movesMax; moves++) {
    const known: readonly Passage[] = passages[section as SectionId] ?? []
    const of = block
    const isGone = sections[section as SectionId] === undefined
    const latest = known.findLast(
      (passage, i) =>
        i >= over && (of === undefined ? passage.type === "gone" && passage.isWhole : passage.blockIds.includes(of)),
    )
    if (latest === undefined || latest.type === "come" || (of === undefined && !isGone)) {
      if (isGone) return null
      return of === undefined ? { section, isMoved: moves > 0 } : { section, block: of, isMoved: moves > 0 }
    }
    const there = cameTo(passages, latest)
    if (there === null) return null
    block = of === undefined ? undefined : there.passage.blockIds[latest.blockIds.indexOf(of)]
    if (of !== undefined && (block === undefined || block === "")) return null
    section = there.section
    over = there.index + 1
  }
  return null
}

function cameTo(
  passages: Publication["passages"],
  { moveId }: Passage,
): { section: string; passage: Passage; index: number } | null {
  for (const [section, known] of Object.entries(passages)) {
    const index = known.findIndex((passage) => passage.type === "come" && passage.moveId === moveId)
    const passage = known[index]
    if (passage !== undefined) return { section, passage, index }
  }
  return null
}
