import { canJoin } from "../visibility.ts"
import { type PersonId, PersonIdSchema } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { nameFor } from "../section-people.ts"
import type { StreamName } from "../streams.ts"
import { reviewBounds } from "./thread.ts"

/** As it is kept: lines and words, and no character that is only there to steer something. */
export function plainText(written: string): string {
  return written
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replace(/[^\P{Cc}\n]/gu, "")
    .replace(/\p{Cs}/gu, "\uFFFD")
    .trim()
}

const mention = /@\{([a-z0-9][a-z0-9-]{0,63})\}/g

/** The people that a body mentions, each once: `@{p-swe-1}`. */
export function mentionsIn(body: string): PersonId[] {
  const ids = [...body.matchAll(mention)].flatMap(([, id]) => PersonIdSchema.safeParse(id).data ?? [])
  return [...new Set(ids)]
}

/** The body as it is kept, or why it cannot be in this stream. */
export function readBody(
  state: Publication,
  viewer: PersonId,
  written: string,
  place: StreamName,
): { body: string } | Refusal {
  const body = plainText(written)
  if (body === "") return refusalOf("comment-empty")
  if (body.length > reviewBounds.bodyCharactersMax) {
    return refusalOf("comment-too-long", { max: reviewBounds.bodyCharactersMax })
  }
  const mentioned = mentionsIn(body)
  if (mentioned.length > reviewBounds.mentionsMax) {
    return refusalOf("too-many-mentions", { max: reviewBounds.mentionsMax })
  }
  for (const personId of mentioned) {
    if (state.members[personId] === undefined) return refusalOf("no-such-person", { personId })
    // Whoever reads this knows who else can: by the audience of the section, its writers, and whom the comment is for.
    if (!canJoin(state, personId, place))
      return refusalOf("mention-unread", { person: nameFor(state, viewer, personId) })
  }
  return { body }
}
