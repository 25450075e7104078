import type { PersonId, SectionId } from "./ids.ts"
import type { Publication } from "./publication.ts"
import type { Refusal } from "./refusals.ts"

export type SectionAction =
  | "readSection"
  /** May change the text at all; in clearance only editorially, see `changeSubstance`. */
  | "writeSection"
  /** May change more than spelling, layout, numbering, official names and cross-references. */
  | "changeSubstance"
  | "comment"
  | "replyToComment"
  | "propose"
  | "object"
  | "renameSection"
  | "moveSection"
  | "closeSection"
  | "openSection"
  | "submitSection"
  | "setSectionState"
  | "setSectionAudience"
  | "setSectionLead"
  | "setSectionCoAuthors"

export type PublicationAction = "readPublication" | "addSection" | "setMember" | "removeMember"

export type Action = SectionAction | PublicationAction

export type Permission = { allowed: true } | { allowed: false; refusal: Refusal }

export function can(
  _state: Publication,
  _personId: PersonId,
  _action: Action,
  _on?: { sectionId?: SectionId; at: number },
): Permission {
  throw new Error("not yet")
}
