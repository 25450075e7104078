import type { CanonicalContent } from "@codraft/document/canonical"
import {
  type ChangeCounts,
  type NoteChange,
  type PassageChange,
  passagesOf,
  type TextHead,
} from "@codraft/document/compare"
import type { SectionChange, SectionHead } from "@codraft/publish/compare"

/** The text of a section in both, passage by passage; of one that is only in one of them, all of it came or went. */
export interface ComparedTexts {
  readonly before: TextHead
  readonly after: TextHead
  readonly passages: readonly PassageChange[]
  readonly footnotes: readonly NoteChange[]
}

/** Null where there is no text, or where a section stood that has moved. */
export function textsOf(change: SectionChange): ComparedTexts | null {
  if (change.kind === "left") return null
  if (change.kind === "added") return change.after.text && wholeText(change.after.text, "added")
  if (change.kind === "removed") return change.before.text && wholeText(change.before.text, "removed")
  const { text } = change
  if (text === null) return null
  if (text.kind === "came") return wholeText(text.after, "added")
  if (text.kind === "went") return wholeText(text.before, "removed")
  const { passages, footnotes, before, ...after } = text.comparison
  return { before: before ?? after, after, passages, footnotes }
}

function wholeText(text: CanonicalContent, kind: "added" | "removed"): ComparedTexts {
  return {
    before: text,
    after: text,
    passages: passagesOf(text.blocks).map((passage) =>
      kind === "added" ? { kind, after: passage } : { kind, before: passage },
    ),
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
