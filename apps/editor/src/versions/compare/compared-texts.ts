import type { CanonicalContent } from "@codraft/document/canonical"
import type { ChangeCounts, NoteChange, PassageChange, TextHead } from "@codraft/document/compare"
import {
  passageChanges,
  type PublicationComparison,
  type SectionChange,
  type SectionHead,
} from "@codraft/publish/compare"
import type { Elsewhere } from "../../history/shown.ts"

/** The text of a section in both, passage by passage; of one that is only in one of them, all of it came or went. */
export interface ComparedTexts {
  readonly before: TextHead
  readonly after: TextHead
  readonly passages: readonly PassageChange[]
  readonly footnotes: readonly NoteChange[]
  /** Those of the passages that another section has on the other side. */
  readonly elsewhere: ReadonlyMap<object, Elsewhere>
}

/** Null where there is no text, or where a section stood that has moved. */
export function textsOf(change: SectionChange, places: PlacesElsewhere = nowhere): ComparedTexts | null {
  const text = headsOf(change)
  if (text === null) return null
  const passages = passageChanges(change)
  const elsewhere = new Map(
    [...places.passages].flatMap(([at, place]) => {
      const passage = passages[at]
      return passage === undefined ? [] : [[passage, place] as const]
    }),
  )
  return { ...text, passages, footnotes: text.footnotes.filter((note) => !hasMoved(note, places)), elsewhere }
}

/** Of one section: by their places, the passages that another one has on the other side, and the notes that went along. */
export interface PlacesElsewhere {
  readonly passages: ReadonlyMap<number, Elsewhere>
  readonly notes: Readonly<Record<"added" | "removed", ReadonlySet<number>>>
}

const nowhere: PlacesElsewhere = { passages: new Map(), notes: { added: new Set(), removed: new Set() } }

/** By the ids of sections. */
export function placesElsewhere({ sections, moves }: PublicationComparison): ReadonlyMap<string, PlacesElsewhere> {
  const heads = new Map(sections.map((change) => [headOf(change).id, headOf(change)]))
  const found = new Map<string, { passages: Map<number, Elsewhere>; notes: Record<"added" | "removed", Set<number>> }>()
  const add = (section: string, at: number, place: Elsewhere, kind: "added" | "removed", notes: readonly number[]) => {
    const known = found.get(section) ?? { passages: new Map(), notes: { added: new Set(), removed: new Set() } }
    known.passages.set(at, place)
    for (const note of notes) known.notes[kind].add(note)
    found.set(section, known)
  }
  const titleOf = (id: string) => {
    const { number = "", title = "" } = heads.get(id as SectionHead["id"]) ?? {}
    return number === "" ? title : `${number} ${title}`
  }
  moves.forEach(({ from, to, change, footnotes }, i) => {
    const [left, here] = [`crossed-${i + 1}-left`, `crossed-${i + 1}-here`]
    const was = footnotes.map(({ before }) => before)
    add(
      from.section,
      from.at,
      { is: "left", change, id: left, other: here, section: titleOf(to.section) },
      "removed",
      was,
    )
    const now = footnotes.map(({ after }) => after)
    add(to.section, to.at, { is: "here", change, id: here, other: left, section: titleOf(from.section) }, "added", now)
  })
  return found
}

function hasMoved(note: NoteChange, { notes }: PlacesElsewhere): boolean {
  return (note.kind === "added" || note.kind === "removed") && notes[note.kind].has(note.number)
}

type Heads = Omit<ComparedTexts, "passages" | "elsewhere">

function headsOf(change: SectionChange): Heads | null {
  if (change.kind === "left") return null
  if (change.kind === "added") return change.after.text && wholeHeads(change.after.text, "added")
  if (change.kind === "removed") return change.before.text && wholeHeads(change.before.text, "removed")
  const { text } = change
  if (text === null) return null
  if (text.kind === "came") return wholeHeads(text.after, "added")
  if (text.kind === "went") return wholeHeads(text.before, "removed")
  const { footnotes, before, ...after } = text.comparison
  return { before: before ?? after, after, footnotes }
}

function wholeHeads(text: CanonicalContent, kind: "added" | "removed"): Heads {
  return {
    before: text,
    after: text,
    footnotes: (text.footnotes ?? []).map((note, number) =>
      kind === "added" ? { kind, number, after: note } : { kind, number, before: note },
    ),
  }
}

export function headOf(change: SectionChange): SectionHead {
  return change.kind === "added" || change.kind === "kept" ? change.after : change.before
}

/** Whether who looks for changes need not see it: its text, title and place are the same, whatever its number is. */
export function isFoldable(change: SectionChange): boolean {
  if (change.kind !== "kept" || change.isMoved) return false
  const { before, after, text } = change
  const { number: _, annexLetter: __, ...was } = before
  const { number: ___, annexLetter: ____, ...is } = after
  if (sortedJson(was) !== sortedJson(is)) return false
  if (text === null) return true
  return text.kind === "compared" && text.comparison.before === undefined && isNone(text.comparison.counts)
}

export function isNone({ added, removed, changed, moved }: ChangeCounts): boolean {
  return added + removed + changed + moved === 0
}

function sortedJson(value: object): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
