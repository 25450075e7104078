import { can, canRead } from "./can.ts"
import { exhausted } from "./exhausted.ts"
import type { PersonId } from "./ids.ts"
import { emptyPublication, type Member, type Publication } from "./publication.ts"
import { withFormer } from "./passages/former.ts"
import { isAmong } from "./review/readers.ts"
import { isOfOrganization, isOfSecretariat, roles } from "./roles.ts"
import type { Section } from "./section.ts"
import { parseStream, type StreamName, streams } from "./streams.ts"

/** Whether this person may join this stream. Ask with the full state. */
export function canJoin(state: Publication, personId: PersonId, stream: StreamName): boolean {
  const parsed = parseStream(stream)
  if (parsed === null) return false
  if (parsed.kind === "person") return parsed.personId === personId
  const member = state.members[personId]
  if (member === undefined) return false
  switch (parsed.kind) {
    case "publication":
      return parsed.publicationId === state.id
    case "text":
    case "section":
      return canReadById(state, member, parsed.sectionId)
    case "review":
      return (parsed.id as string) === state.id
        ? roles[member.role].standing !== "recipient"
        : canReadById(state, member, parsed.id)
    case "delegation":
      return parsed.publicationId === state.id && isOfOrganization(state, member, parsed.orgId)
    case "shared":
      return (
        parsed.publicationId === state.id &&
        (isOfOrganization(state, member, parsed.orgId) || isOfSecretariat(state, member))
      )
    case "thread": {
      const thread = state.privateThreads[parsed.threadId]
      if (thread === undefined || !isAmong(state, member, thread.readers)) return false
      return thread.sectionId === null || canReadById(state, member, thread.sectionId)
    }
    case "links":
      return parsed.publicationId === state.id && can(state, personId, "shareVersion").allowed
    default:
      return exhausted(parsed)
  }
}

/** The state as folded from the streams that this person can join, and from nothing else. */
export function visibleTo(state: Publication, personId: PersonId): Publication {
  const member = state.members[personId]
  if (member === undefined) return emptyPublication(state.id)
  return {
    ...state,
    officers: pick(state.officers, (_, orgId) => canJoin(state, personId, streams.shared(state.id, orgId))),
    sections: pick(state.sections, (section) => canRead(state, section, member)),
    formerSections: pick(state.formerSections, (_, sectionId) => canReadById(state, member, sectionId)),
    passages: pick(state.passages, (_, sectionId) => canReadById(state, member, sectionId)),
    privateThreads: pick(state.privateThreads, (_, threadId) => canJoin(state, personId, streams.thread(threadId))),
    exemptions: pick(state.exemptions, (_, sectionId) => canReadById(state, member, sectionId)),
    images: pick(state.images, (_, sectionId) => canReadById(state, member, sectionId)),
    links: canJoin(state, personId, streams.links(state.id)) ? state.links : {},
  }
}

function canReadById(state: Publication, member: Member, id: string): boolean {
  const section = state.sections[id as Section["id"]]
  if (section !== undefined) return canRead(state, section, member)
  // Whoever could read a text that went into another one may know that, and send what they had not sent yet.
  const before = withFormer(state, id as Section["id"])
  const former = before?.sections[id as Section["id"]]
  return before !== null && former !== undefined && canRead(before, former, member)
}

function pick<K extends string, V>(record: Record<K, V>, isKept: (value: V, key: K) => boolean): Record<K, V> {
  const entries = Object.entries(record) as [K, V][]
  return Object.fromEntries(entries.filter(([key, value]) => isKept(value, key))) as Record<K, V>
}
