import type { SectionId } from "@codraft/publication"
import type { FrozenSection, PublicationContent } from "../content/index.ts"

/** A point of the pre-flight list: what one check found in one place. Plain JSON; whoever shows it finds the words. */
export interface Finding {
  readonly check: string
  /** A blocker stands in the way of a version of this kind until an editor says why it may pass. */
  readonly level: "blocker" | "warning"
  /** No reason lets it pass: the files could not be made. */
  readonly isFinal: boolean
  /** Absent where it is about the publication as a whole. */
  readonly section?: { readonly id: SectionId; readonly number: string; readonly title: string }
  /** The block in which it is. */
  readonly block?: string
  readonly count: number
  /** What was found, for the words of the point: a target, a name, a number of people. */
  readonly what?: string
  /** What stands for it instead, where the check knows. */
  readonly offered?: string
}

/** What is known besides the value itself, about the sections that are in. */
export interface PreflightFacts {
  /** Comments that wait to be settled, as far as whoever freezes reads them. */
  readonly openComments: ReadonlyMap<SectionId, number>
  /** Sections that nobody may write any more. */
  readonly closed: ReadonlySet<SectionId>
  /** How many people write in a section at this moment. */
  readonly writing: ReadonlyMap<SectionId, number>
  /** What the outline files each section under. */
  readonly targets: ReadonlyMap<SectionId, readonly string[]>
}

/** What a check finds; where, and how much. */
export type Found = Omit<Finding, "check" | "level" | "isFinal" | "section"> & { readonly section?: FrozenSection }

export interface Check {
  readonly name: string
  /** For kinds that go out of the house; drafts and revisions are only warned. `final` stops every kind for good. */
  readonly strictness: "warning" | "blocks-final" | "blocks-all" | "final"
  find(content: PublicationContent, facts: PreflightFacts): readonly Found[]
}
