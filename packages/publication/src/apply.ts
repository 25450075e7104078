import type { Recorded } from "./events.ts"
import type { Member, Publication } from "./publication.ts"
import type { Section } from "./section.ts"
import { isWiderAudience } from "./section.ts"
import { streams } from "./streams.ts"

/**
 * The state after one more event. Pure and total: an event of a type this build does not know, of another
 * publication, or in a stream it does not belong to leaves the state as it is (the same object).
 *
 * Events of different streams touch different parts of the state, so streams may be read in any order.
 */
export function apply(state: Publication, recorded: Recorded): Publication {
  const { stream, event } = recorded
  switch (event.type) {
    case "publicationCreated":
    case "organizationAdded":
    case "memberSet":
    case "memberRemoved":
    case "calendarEntrySet":
      return stream === streams.publication(state.id) ? applyToPublication(state, recorded, event) : state
    case "officerNamed":
      return stream === streams.shared(state.id, event.orgId) ? applyOfficerNamed(state, event) : state
    case "sectionAdded":
    case "sectionRenamed":
    case "sectionMoved":
    case "sectionStateSet":
    case "sectionAudienceSet":
    case "sectionLeadSet":
    case "coAuthorsSet":
      return stream === streams.section(event.sectionId) ? applyToSection(state, event) : state
    default:
      event satisfies never
      return state
  }
}

type Event = Recorded["event"]
type EventOf<T extends Event["type"]> = Extract<Event, { type: T }>

function applyToPublication(
  state: Publication,
  recorded: Recorded,
  event: EventOf<"publicationCreated" | "organizationAdded" | "memberSet" | "memberRemoved" | "calendarEntrySet">,
): Publication {
  switch (event.type) {
    case "publicationCreated": {
      const { type: _, ...description } = event
      return { ...state, ...description, createdAt: recorded.at }
    }
    case "organizationAdded": {
      const { organization } = event
      return { ...state, organizations: { ...state.organizations, [organization.id]: organization } }
    }
    case "memberSet": {
      const { type: _, ...member } = event
      return {
        ...state,
        members: { ...state.members, [member.personId]: member },
        formerMembers: without(state.formerMembers, member.personId),
      }
    }
    case "memberRemoved": {
      const member: Member | undefined = state.members[event.personId]
      if (member === undefined) return state
      return {
        ...state,
        members: without(state.members, member.personId),
        formerMembers: { ...state.formerMembers, [member.personId]: member },
      }
    }
    case "calendarEntrySet": {
      const { entry } = event
      const calendar = [...state.calendar.filter((other) => other.id !== entry.id), entry]
      return { ...state, calendar: calendar.sort((a, b) => compareWords(a.start, b.start) || compareWords(a.id, b.id)) }
    }
  }
}

function applyOfficerNamed(state: Publication, event: EventOf<"officerNamed">): Publication {
  const { type: _, orgId, personId, ...officer } = event
  return { ...state, officers: { ...state.officers, [orgId]: { ...state.officers[orgId], [personId]: officer } } }
}

function applyToSection(
  state: Publication,
  event: EventOf<
    | "sectionAdded"
    | "sectionRenamed"
    | "sectionMoved"
    | "sectionStateSet"
    | "sectionAudienceSet"
    | "sectionLeadSet"
    | "coAuthorsSet"
  >,
): Publication {
  if (event.type === "sectionAdded") {
    const { type: _, sectionId, publicationId, ...section } = event
    if (publicationId !== state.id || state.sections[sectionId] !== undefined) return state
    return withSection(state, { id: sectionId, ...section })
  }
  const section = state.sections[event.sectionId]
  if (section === undefined) return state
  switch (event.type) {
    case "sectionRenamed":
      return withSection(state, { ...section, title: event.title })
    case "sectionMoved":
      return withSection(state, { ...section, parentId: event.parentId, rank: event.rank })
    case "sectionStateSet":
      return withSection(state, { ...section, state: event.state, until: event.until })
    case "sectionAudienceSet":
      return isWiderAudience(event.audience, section.audience)
        ? withSection(state, { ...section, audience: event.audience })
        : state
    case "sectionLeadSet":
      return withSection(state, { ...section, leadPerson: event.leadPerson, leadOrg: event.leadOrg })
    case "coAuthorsSet":
      return withSection(state, { ...section, coAuthors: event.coAuthors })
  }
}

function withSection(state: Publication, section: Section): Publication {
  return { ...state, sections: { ...state.sections, [section.id]: section } }
}

function without<K extends string, V>(record: Record<K, V>, key: K): Record<K, V> {
  if (!Object.hasOwn(record, key)) return record
  const { [key]: _, ...rest } = record
  return rest as Record<K, V>
}

function compareWords(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
