import type { CanonicalContent } from "@codraft/document/canonical"
import { type ChangeCounts, compareContents, countsIn } from "@codraft/document/compare"
import canonicalize from "canonicalize"
import type { PublicationComparison, SectionChange, SectionMove } from "./comparison.ts"
import { passageChanges } from "./moves.ts"

/** How many paragraphs of a section came, went, changed and moved. What came from another section counts as moved, here. */
export function countsOf(section: SectionChange, moves: readonly SectionMove[]): ChangeCounts {
  const id = section.kind === "added" || section.kind === "kept" ? section.after.id : section.before.id
  const own = ownCounts(section)
  if (section.kind === "left") return own
  const changes = passageChanges(section)
  return moves.reduce((counts, { from, to, change, footnotes }) => {
    const [gone, come] = [
      from.section === id ? changes[from.at] : undefined,
      to.section === id ? changes[to.at] : undefined,
    ]
    const paragraphs = (passage: typeof gone) => (passage ? countsIn([passage], []) : none)
    const became = countsIn([change], [])
    return {
      added: counts.added - (come ? paragraphs(come).added + footnotes.length - became.added : 0),
      removed: counts.removed - (gone ? paragraphs(gone).removed + footnotes.length : 0) + (come ? became.removed : 0),
      changed: counts.changed + (come ? became.changed : 0),
      moved: counts.moved + (come ? 1 + became.moved : 0),
    }
  }, own)
}

/** How many passages of a section stand in another one now. */
export function movedAwayFrom(section: SectionChange, moves: readonly SectionMove[]): number {
  if (section.kind === "added" || section.kind === "left") return 0
  return moves.filter(({ from }) => from.section === section.before.id).length
}

function ownCounts(change: SectionChange): ChangeCounts {
  if (change.kind === "added") return countsOfText(null, change.after.text)
  if (change.kind === "removed") return countsOfText(change.before.text, null)
  if (change.kind === "left" || change.text === null) return none
  if (change.text.kind === "came") return countsOfText(null, change.text.after)
  return change.text.kind === "went" ? countsOfText(change.text.before, null) : change.text.comparison.counts
}

/** Whether a section is another one to who reads it: its text, its title or number, its place, or what is said of it. */
export function isChanged(change: SectionChange): boolean {
  if (change.kind !== "kept") return true
  const { before, after, isMoved, text } = change
  if (isMoved || canonicalize(before) !== canonicalize(after)) return true
  if (text === null) return false
  return text.kind !== "compared" || text.comparison.before !== undefined || isAny(text.comparison.counts)
}

/** Whether the two read the same, whatever version each is. */
export function areAlike({ before, after, sections }: PublicationComparison): boolean {
  const saidOf = ({ publication, organizations }: typeof before) => canonicalize([publication, organizations])
  return saidOf(before) === saidOf(after) && !sections.some(isChanged)
}

export function summed(counts: readonly ChangeCounts[]): ChangeCounts {
  return counts.reduce(
    (sum, { added, removed, changed, moved }) => ({
      added: sum.added + added,
      removed: sum.removed + removed,
      changed: sum.changed + changed,
      moved: sum.moved + moved,
    }),
    none,
  )
}

const none: ChangeCounts = { added: 0, removed: 0, changed: 0, moved: 0 }

function isAny({ added, removed, changed, moved }: ChangeCounts): boolean {
  return added + removed + changed + moved > 0
}

function countsOfText(before: CanonicalContent | null, after: CanonicalContent | null): ChangeCounts {
  const text = before ?? after
  if (text === null) return none
  const { footnotes: _, ...rest } = text
  const empty = { ...rest, blocks: [] }
  return compareContents(before ?? empty, after ?? empty).counts
}
