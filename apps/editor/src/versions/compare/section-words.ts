import type { ChangeCounts } from "@codraft/document/compare"
import {
  countsOf,
  movedAwayFrom,
  type SectionChange,
  type SectionHead,
  type SectionMove,
} from "@codraft/publish/compare"
import { intlLocale, m } from "../../language/language.ts"
import { isFoldable, isNone } from "./compared-texts.ts"

/** What became of a section, in short: "Section moved here, 3 changed, 1 added". */
export function sectionWords(change: SectionChange, moves: readonly SectionMove[]): string {
  if (change.kind === "left") return m.compare_section_left()
  const counts = countsOf(change, moves)
  const away = movedAwayFrom(change, moves)
  const words = [
    ...placeWords(change),
    ...(isNone(counts) ? [] : [countWords(counts)]),
    ...(away > 0 ? [m.compare_counts_away({ count: away })] : []),
  ]
  if (words.length === 0) return isFoldable(change) ? m.compare_section_same() : m.compare_section_settings()
  return new Intl.ListFormat(intlLocale(), { type: "unit", style: "short" }).format(words)
}

/** "3 changed, 1 added": paragraphs, where that is plain from what stands around. */
export function countWords({ changed, added, removed, moved }: ChangeCounts): string {
  const words = [
    ...(changed > 0 ? [m.compare_counts_changed({ count: changed })] : []),
    ...(added > 0 ? [m.paragraphs_added({ count: added })] : []),
    ...(removed > 0 ? [m.paragraphs_removed({ count: removed })] : []),
    ...(moved > 0 ? [m.paragraphs_moved({ count: moved })] : []),
  ]
  return new Intl.ListFormat(intlLocale(), { type: "unit", style: "short" }).format(words)
}

function placeWords(change: Exclude<SectionChange, { kind: "left" }>): string[] {
  if (change.kind === "added") return [m.compare_section_added()]
  if (change.kind === "removed") return [m.compare_section_removed()]
  const { before, after, isMoved, text } = change
  return [
    ...(isMoved ? [m.compare_section_moved()] : []),
    ...(text?.kind === "came" ? [m.compare_text_came()] : []),
    ...(text?.kind === "went" ? [m.compare_text_went()] : []),
    ...(before.title === after.title ? [] : [m.compare_section_renamed()]),
  ]
}

/** What is said of a section in both that is not the same, beside its title and its place. */
export function settingsWords(before: SectionHead, after: SectionHead): string[] {
  return [
    ...(before.number === after.number ? [] : [m.compare_number_was({ number: before.number })]),
    ...(before.language === after.language && before.dir === after.dir ? [] : [m.language_changed()]),
    ...(sameNumbering(before, after) ? [] : [m.numbering_changed()]),
  ]
}

function sameNumbering({ numbering: a }: SectionHead, { numbering: b }: SectionHead): boolean {
  return (Object.keys(a) as (keyof typeof a)[]).every((key) => a[key] === b[key])
}

export function placeOf(sectionId: string): string {
  return `section-${sectionId}`
}

/** Where one stood that has moved. */
export function leftPlaceOf(sectionId: string): string {
  return `left-${sectionId}`
}
