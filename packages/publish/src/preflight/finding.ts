import type { SectionId } from "@codraft/publication"
import type { FrozenSection, PublicationContent } from "../content/index.ts"

/** A point of the pre-flight list: what one check found in one place. Plain JSON; whoever shows it finds the words. */
export interface Finding {
  readonly check: string
  /** A blocker stands in the way of a version of this kind until an editor says why it may pass. What is exempt stands in nobody's way. */
  readonly level: "blocker" | "warning" | "exempt"
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
  /**
   * By which an editor may exempt this one point, with a reason. It is the same as long as the check finds the same in the same
   * place; absent where the check lets nothing be exempted one by one, or has exempted it by itself.
   */
  readonly key?: string
  /** Why it is exempt: it stands in a quotation or in the title of a work, or an editor said so. */
  readonly exemption?: "quotation" | "title" | "editor"
  /** The editor's. */
  readonly reason?: string
}

/** What editors have exempted: reasons by the keys of findings. */
export type Exemptions = ReadonlyMap<string, string>

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
export type Found = Omit<Finding, "check" | "level" | "isFinal" | "section" | "key" | "exemption" | "reason"> & {
  readonly section?: FrozenSection
  /** Where the check itself lets it stand. */
  readonly exemption?: "quotation" | "title"
}

export interface Check {
  readonly name: string
  /** For kinds that go out of the house; drafts and revisions are only warned. `final` stops every kind for good. */
  readonly strictness: "warning" | "blocks-final" | "blocks-all" | "final"
  /** Whether editors may exempt what it finds one by one; it finds each thing once in a block. */
  readonly allowsExemptions?: true
  find(content: PublicationContent, facts: PreflightFacts): readonly Found[]
}
