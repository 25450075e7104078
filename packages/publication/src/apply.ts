import { type Recorded, streamOf } from "./events.ts"
import type { SectionId } from "./ids.ts"
import { passagesKeptMax } from "./passages/passage.ts"
import { withPassage } from "./passages/undo.ts"
import type { Publication } from "./publication.ts"
import { withPrivateThread } from "./review/readers.ts"
import { isWiderAudience, type Section } from "./section.ts"
import { withExemptionEvent } from "./versions/exemption.ts"
import { withVersionEvent } from "./versions/events.ts"
import { withLinkEvent } from "./versions/link.ts"

/**
 * The state after one more event. Pure and total: an event of a type this build does not know, of another
 * publication, or in a stream it does not belong in, leaves the state as it is (the same object).
 *
 * Events of different streams touch different parts of the state, so streams may be read in any order.
 */
export function apply(state: Publication, recorded: Recorded): Publication {
  const { event } = recorded
  if (recorded.stream !== streamOf(state.id, event)) return state
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
      const member = state.members[event.personId]
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
      return { ...state, calendar: calendar.sort((a, b) => byWord(a.start, b.start) || byWord(a.id, b.id)) }
    }
    case "templateSet": {
      const { template } = event
      return { ...state, templates: { ...state.templates, [template.id]: template } }
    }
    case "templateRemoved":
      return { ...state, templates: without(state.templates, event.templateId) }
    case "versionFrozen":
    case "versionFilesMade":
    case "versionFilesAsked":
    case "versionFilesWaived":
    case "versionSealed":
    case "versionCirculated":
    case "versionSubmitted":
      return { ...state, versions: withVersionEvent(state.versions, event, recorded) }
    case "findingExempted":
    case "exemptionWithdrawn":
      return { ...state, exemptions: withExemptionEvent(state.exemptions, event, recorded) }
    case "linkMade":
    case "linkRevoked":
      return { ...state, links: withLinkEvent(state.links, event, recorded) }
    case "officerNamed": {
      const { type: _, orgId, personId, ...officer } = event
      return { ...state, officers: { ...state.officers, [orgId]: { ...state.officers[orgId], [personId]: officer } } }
    }
    case "sectionAdded": {
      const { type: _, sectionId, publicationId, ...section } = event
      if (publicationId !== state.id || isKnown(state, sectionId)) return state
      return { ...state, sections: { ...state.sections, [sectionId]: { id: sectionId, ...section } } }
    }
    case "sectionRenamed":
      return withSection(state, event.sectionId, { title: event.title })
    case "sectionMoved": {
      const { sectionId, parentId, rank, liftedFrom } = event
      const moved = withSection(withoutField(state, sectionId, "liftedFrom"), sectionId, { parentId, rank })
      return liftedFrom === undefined ? moved : withSection(moved, sectionId, { liftedFrom })
    }
    case "sectionStateSet":
      return withSection(state, event.sectionId, { state: event.state, until: event.until })
    case "sectionAudienceSet": {
      const section = state.sections[event.sectionId]
      if (section === undefined || !isWiderAudience(event.audience, section.audience)) return state
      return withSection(state, event.sectionId, { audience: event.audience })
    }
    case "sectionLeadSet":
      return withSection(state, event.sectionId, { leadPerson: event.leadPerson, leadOrg: event.leadOrg })
    case "coAuthorsSet":
      return withSection(state, event.sectionId, { coAuthors: event.coAuthors })
    case "sectionNumberingSet":
      return withSection(state, event.sectionId, { numbering: event.numbering })
    case "sectionLimitSet":
      return withSection(state, event.sectionId, { limit: event.limit })
    case "sectionShaped":
      return event.shape === null
        ? withoutField(state, event.sectionId, "shape")
        : withSection(state, event.sectionId, { shape: event.shape })
    case "imageStored": {
      const { type: _, sectionId, ...image } = event
      if (state.sections[sectionId] === undefined) return state
      const images = { ...state.images[sectionId], [image.blob]: image }
      return { ...state, images: { ...state.images, [sectionId]: images } }
    }
    case "imagesForgotten": {
      const { sectionId, blobs } = event
      const images = state.images[sectionId]
      if (images === undefined) return state
      const kept = Object.values(images).filter(({ blob }) => !blobs.includes(blob))
      return {
        ...state,
        images: { ...state.images, [sectionId]: Object.fromEntries(kept.map((one) => [one.blob, one])) },
      }
    }
    case "passageGone":
    case "passageCome": {
      const { type, sectionId } = event
      const { at, author: by } = recorded
      const passage =
        type === "passageGone"
          ? ({ ...event, type: "gone", at, by } as const)
          : ({ ...event, type: "come", at, by } as const)
      const passages = withPassage(state.passages[sectionId], passage, passagesKeptMax)
      return { ...state, passages: { ...state.passages, [sectionId]: passages } }
    }
    case "sectionRemoved": {
      const section = state.sections[event.sectionId]
      if (section === undefined) return state
      return {
        ...state,
        sections: without(state.sections, section.id),
        formerSections: { ...state.formerSections, [section.id]: section },
      }
    }
    case "sectionRestored": {
      const section = state.formerSections[event.sectionId]
      if (section === undefined) return state
      return {
        ...state,
        sections: { ...state.sections, [section.id]: section },
        formerSections: without(state.formerSections, section.id),
      }
    }
    case "commentAdded":
    case "threadCopied":
    case "threadMoved":
      return withPrivateThread(state, event)
    case "commentReplied":
    case "commentEdited":
    case "commentDeleted":
    case "commentTargetsSet":
    case "commentAssigned":
    case "commentResolved":
    case "commentReopened":
    case "commentWithdrawn":
    case "commentOpened":
    case "threadGone":
    case "threadSeen":
    case "reviewSeen":
      return state
    case "sectionRead": {
      if (event.position <= (state.readPositions[event.sectionId] ?? -1)) return state
      return { ...state, readPositions: { ...state.readPositions, [event.sectionId]: event.position } }
    }
    default:
      event satisfies never
      return state
  }
}

function isKnown(state: Publication, id: SectionId): boolean {
  return state.sections[id] !== undefined || state.formerSections[id] !== undefined
}

function withoutField(state: Publication, id: SectionId, field: "liftedFrom" | "shape"): Publication {
  const section = state.sections[id]
  if (section?.[field] === undefined) return state
  const { [field]: _, ...rest } = section
  return { ...state, sections: { ...state.sections, [id]: rest } }
}

function withSection(state: Publication, id: SectionId, change: Partial<Section>): Publication {
  const section = state.sections[id]
  if (section === undefined) return state
  return { ...state, sections: { ...state.sections, [id]: { ...section, ...change } } }
}

function without<K extends string, V>(record: Record<K, V>, key: K): Record<K, V> {
  const { [key]: _, ...rest } = record
  return rest as Record<K, V>
}

function byWord(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
