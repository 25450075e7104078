import { can, canRead } from "../can.ts"
import type { PersonId, SectionId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import type { SectionAction } from "../rights.ts"
import { isWiderAudience, type Section } from "../section.ts"

/**
 * Whether words that go from one section to another may be read by people who could not read them before: some who
 * take part now, or those whom the other audience lets in later.
 */
export function isPublishedBy(state: Publication, from: Section, to: Section): boolean {
  if (isWiderAudience(to.audience, from.audience)) return true
  return Object.values(state.members).some((member) => canRead(state, to, member) && !canRead(state, from, member))
}

/** Why a passage cannot leave one section or come into another, in words that say which of the two. */
export function passageRefusal(
  state: Publication,
  actor: { personId: PersonId; at: number },
  ends: { from: SectionId; to: SectionId },
  alsoFrom: readonly SectionAction[] = [],
): Refusal | null {
  const wanted = [
    ["passage-stays", ends.from, ["changeSubstance", ...alsoFrom]],
    ["passage-not-taken", ends.to, ["changeSubstance"]],
  ] as const
  for (const [code, sectionId, actions] of wanted) {
    for (const action of actions) {
      const permission = can(state, actor.personId, action, { sectionId, at: actor.at })
      if (permission.allowed) continue
      const section = state.sections[sectionId]
      const { refusal } = permission
      if (section === undefined || refusal.code === "no-such-section" || refusal.code === "not-a-member") return refusal
      return refusalOf(code, { section: section.title, why: refusal })
    }
  }
  return null
}
