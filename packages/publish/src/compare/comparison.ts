import type { CanonicalContent } from "@codraft/document/canonical"
import type { ChangeCounts, Comparison, MovedPassage, NoteNumbers } from "@codraft/document/compare"
import type { SectionId } from "@codraft/publication"
import type { FrozenSection, PublicationContent } from "../content/index.ts"

/** What may be compared: a version, or the draft as it would be frozen now, which is no version. */
export type ComparedContent = Omit<PublicationContent, "version"> & {
  readonly version: PublicationContent["version"] | null
}

/** What is said of one of the two as a whole. */
export type ComparedSide = Omit<ComparedContent, "format" | "formatVersion" | "sections">

export type SectionHead = Omit<FrozenSection, "text">

/** What has become of one version in another, section by section. It holds both whole: `beforeOf` and `afterOf` give them. */
export interface PublicationComparison {
  readonly before: ComparedSide
  readonly after: ComparedSide
  /** In the order of `after`; what went stands where it stood. */
  readonly sections: readonly SectionChange[]
  /** What went from one section into another, in the order of `after`: in the one it was removed, in the other added. */
  readonly moves: readonly SectionMove[]
  /** Those of all sections, added up. */
  readonly counts: ChangeCounts
}

export interface SectionMove {
  readonly from: PassagePlace
  readonly to: PassagePlace
  readonly change: MovedPassage
  /** The footnotes that went along, by their numbers in either section. */
  readonly footnotes: readonly NoteNumbers[]
}

export interface PassagePlace {
  readonly section: SectionId
  /** Among what `passageChanges` says of the section. */
  readonly at: number
}

/** Sections are each other's by their ids. */
export type SectionChange =
  | { readonly kind: "added"; readonly after: FrozenSection }
  | { readonly kind: "removed"; readonly before: FrozenSection }
  /** Where one stood that has moved: it is `kept` at its new place. */
  | { readonly kind: "left"; readonly before: SectionHead }
  | KeptSection

export interface KeptSection {
  readonly kind: "kept"
  readonly before: SectionHead
  readonly after: SectionHead
  /** It changed its place among the others; another number or depth alone is no move. */
  readonly isMoved: boolean
  readonly text: TextChange
}

/** Null where neither has a text. It came where it was to follow, and went where it is to follow again. */
export type TextChange =
  | null
  | { readonly kind: "came"; readonly after: CanonicalContent }
  | { readonly kind: "went"; readonly before: CanonicalContent }
  | { readonly kind: "compared"; readonly comparison: Comparison }
