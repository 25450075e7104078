import type { Comparison } from "@codraft/document/compare"
import { type Publication, type SectionId, whereNow } from "@codraft/publication"

/** Paragraphs of an older text that are in another section now. */
export interface MovedAway {
  /** Where they are; null: this person may not know. */
  readonly section: string | null
  readonly at: number
  readonly count: number
  /** The blocks of the text in which they stood, by their ids. */
  readonly blocks: readonly string[]
}

/** What an older text would bring a second time: it is not in the present one, and not lost either. `changes` lead from the present to the older one. */
export function movedAway(
  publication: Pick<Publication, "passages" | "sections">,
  sectionId: string,
  changes: Pick<Comparison, "passages">,
  only: readonly string[] | null,
): MovedAway[] {
  const gone = (publication.passages[sectionId as SectionId] ?? []).filter(({ type }) => type === "gone")
  if (gone.length === 0) return []
  const found = new Map<string, { section: string | null; at: number; count: number; blocks: string[] }>()
  for (const change of changes.passages) {
    if (change.kind !== "added") continue
    const { after } = change
    if (only !== null && !only.includes(after.id ?? "")) continue
    const block = after.type === "item" ? after.lists[0]?.id : after.id
    const move = gone.findLast(({ blockIds }) => block !== undefined && blockIds.includes(block))
    const place = move === undefined ? undefined : whereNow(publication, { section: sectionId, block })
    if (block === undefined || move === undefined || place === undefined || place?.section === sectionId) continue
    const section = place === null ? null : (publication.sections[place.section as SectionId]?.title ?? null)
    const key = `${move.moveId} ${place?.section ?? ""}`
    const known = found.get(key) ?? { section, at: move.at, count: 0, blocks: [] }
    known.count += 1
    known.blocks.push(block)
    if ("caption" in after && after.caption?.id !== undefined) known.blocks.push(after.caption.id)
    found.set(key, known)
  }
  return [...found.values()]
}
