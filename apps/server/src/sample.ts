import type { Reader } from "@codraft/document/reader"
import {
  type PersonId,
  PersonIdSchema,
  type Role,
  RoleSchema,
  OrgIdSchema,
  PublicationIdSchema,
  SectionIdSchema,
  streams,
} from "@codraft/publication"
import { sampleEvents, samplePublication, sampleSections } from "@codraft/publication/sample"
import type { Log, NewEntry } from "@codraft/storage"
import { encodeTextEntry } from "@codraft/sync/protocol"
import { mergeUpdates } from "@codraft/sync/server"
import { encodeFact } from "./facts/facts.ts"
import { sampleComments } from "./review/sample-comments.ts"

export const samplePublicationId = PublicationIdSchema.parse(samplePublication.publication.id)

export interface DemoPerson {
  personId: PersonId
  name: string
  title: string
  role: Role
  language: string
  organization: { id: ReturnType<typeof OrgIdSchema.parse>; name: string }
}

/** The sample people, for the sign-in of the demo: there is nobody behind these names. */
export const demoPeople: readonly DemoPerson[] = samplePublication.people.map((person) => ({
  personId: PersonIdSchema.parse(person.id),
  name: person.name,
  title: person.title,
  role: RoleSchema.parse(person.role),
  language: person.language,
  organization: {
    id: OrgIdSchema.parse(person.org),
    name: samplePublication.organizations.find(({ id }) => id === person.org)?.name ?? person.org,
  },
}))

/**
 * Writes the sample publication into an empty workspace: all of it or nothing, in one append, so that a crash at any
 * moment leaves either no sample or a whole one.
 */
export async function seedSample(deps: {
  log: Log
  reader: Pick<Reader, "seed" | "findWords" | "markAll">
  at: number
  clientId: number
}): Promise<void> {
  const { log, reader, at, clientId } = deps
  const publication = streams.publication(samplePublicationId)
  if (((await log.heads([publication])).get(publication) ?? 0) > 0) return
  const seeded = await Promise.all(
    sampleSections.map(async ({ id, language, dir, blocks }) => {
      const update = await reader.seed(blocks, { clientId, language, dir })
      return { id: SectionIdSchema.parse(id), language, dir, update }
    }),
  )
  const { events, marks } = await sampleComments({ reader, at, clientId, texts: seeded })
  const facts = new Map<string, NewEntry[]>()
  for (const { stream, author, event, at: happenedAt } of [...sampleEvents(at), ...events]) {
    facts.set(stream, [...(facts.get(stream) ?? []), encodeFact(happenedAt, author, event)])
  }
  const texts = seeded.map(({ id, update }) => {
    const marking = marks.get(id)
    const whole = marking === undefined ? update : mergeUpdates([update, marking])
    return {
      stream: streams.text(id),
      entries: [{ at, author: "system", data: encodeTextEntry({ update: whole, bound: [] }) }],
    }
  })
  const batch = [...[...facts].map(([stream, entries]) => ({ stream, entries })), ...texts]
  await log.append(batch.map((append) => ({ ...append, expected: 0 })))
}
