import type { Publication, Section } from "@codraft/publication"

/** The section into which a move went, if that is this person's to see. */
export function whereTo({ passages, sections }: Publication, moveId: string): Section | null {
  const ends = Object.values(passages).flat()
  const end = ends.find((passage) => passage.type === "come" && passage.moveId === moveId)
  return (end && sections[end.sectionId]) ?? null
}
