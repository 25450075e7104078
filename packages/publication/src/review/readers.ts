import { z } from "zod"
import { OrgIdSchema, PersonIdSchema, SectionIdSchema, type ThreadId } from "../ids.ts"
import type { Member, Publication } from "../publication.ts"
import { isOfOrganization, isOfSecretariat } from "../roles.ts"
import { parseStream, type StreamName } from "../streams.ts"

export const readersMax = 20

/** Whom a thread is for, as far as they may read the section that it is on. */
export const ReadersSchema = z.object({
  organizations: z.array(OrgIdSchema).max(readersMax),
  /** An observer of a State is of none of the organisations that have streams, and reads what is their own all the same. */
  people: z.array(PersonIdSchema).max(readersMax),
  secretariat: z.boolean(),
})
export type Readers = z.infer<typeof ReadersSchema>

/** What `canJoin` must know of a `thread:` stream. */
export const PrivateThreadSchema = z.object({ sectionId: SectionIdSchema.nullable(), readers: ReadersSchema })

export function isAmong(state: Publication, member: Member, readers: Readers): boolean {
  if (readers.secretariat && isOfSecretariat(state, member)) return true
  if (readers.people.includes(member.personId)) return true
  return readers.organizations.some((orgId) => isOfOrganization(state, member, orgId))
}

interface TellsReaders {
  type: "commentAdded" | "threadCopied" | "threadMoved"
  place: StreamName
  threadId: ThreadId
  sectionId: z.infer<typeof SectionIdSchema> | null
  readers?: Readers | undefined
}

/** Readers are said once, by the first event of the stream; only the section can change, when its words move. */
export function withPrivateThread(state: Publication, event: TellsReaders): Publication {
  if (parseStream(event.place)?.kind !== "thread") return state
  const { threadId, sectionId } = event
  const known = state.privateThreads[threadId]
  const isMove = event.type === "threadMoved"
  const readers = isMove ? known?.readers : event.readers
  if (readers === undefined || (!isMove && known !== undefined)) return state
  return { ...state, privateThreads: { ...state.privateThreads, [threadId]: { sectionId, readers } } }
}
