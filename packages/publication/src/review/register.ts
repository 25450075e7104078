import { z } from "zod"
import { type OrgId, OrgIdSchema, type PersonId, SectionIdSchema } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { targetRefKey } from "../target-codes.ts"
import { VersionNumberSchema } from "../versions/version.ts"
import { mayAnswer } from "./ruling.ts"
import { gap } from "./targets-of-comment.ts"
import { CommentKindSchema, isBegunBy, isOpen, type Thread, ThreadStateSchema } from "./thread.ts"

/** Which comments somebody wants to see, as an address says it. */
export const RegisterFilterSchema = z.object({
  /** `unsettled`: open or answered. */
  state: z.enum([...ThreadStateSchema.options, "unsettled"]).optional(),
  kind: CommentKindSchema.optional(),
  /** As `targetRefKey` has it, or "gap". */
  target: z.string().max(40).optional(),
  organization: OrgIdSchema.optional(),
  /** "general": on the publication as a whole. */
  section: z.union([z.literal("general"), SectionIdSchema]).optional(),
  /** The number of the version that they were made on; "draft": on none. */
  version: z.union([z.literal("draft"), z.coerce.number<number | string>().pipe(VersionNumberSchema)]).optional(),
  /** Begun by whoever asks, assigned to them, or with words of theirs. */
  mine: z.boolean().optional(),
  unanswered: z.boolean().optional(),
})
export type RegisterFilter = z.infer<typeof RegisterFilterSchema>

/** Whether a comment is one of those, for this person. */
export function isInRegister(filter: RegisterFilter, thread: Thread, personId: PersonId): boolean {
  const { state, kind, target, organization, section, version } = filter
  if (state === "unsettled" ? !isOpen(thread) : state !== undefined && thread.state !== state) return false
  if (kind !== undefined && thread.kind !== kind) return false
  if (target !== undefined && !targetKeysOf(thread).includes(target)) return false
  if (organization !== undefined && organizationOf(thread) !== organization) return false
  if (section !== undefined && sectionOf(thread) !== section) return false
  if (version !== undefined && (thread.version?.number ?? "draft") !== version) return false
  if (filter.mine === true && !isOf(thread, personId)) return false
  return filter.unanswered !== true || thread.state === "open"
}

/** Neither a section nor general is what is on a version alone, for whoever does not read that section of the draft. */
function sectionOf({ sectionId, version }: Thread): RegisterFilter["section"] | null {
  return sectionId ?? (version === undefined ? "general" : null)
}

/** In whose name it was said. */
export function organizationOf(thread: Pick<Thread, "organization" | "onBehalf">): OrgId {
  return thread.onBehalf?.organization ?? thread.organization
}

export function targetKeysOf({ targets, isGap }: Pick<Thread, "targets" | "isGap">): string[] {
  return isGap ? [gap] : targets.map(targetRefKey)
}

/** What a search through a register looks into. */
export function registerWords(
  shown: Publication,
  { thread, quote }: { thread: Thread; quote: string | null },
): string[] {
  const { sectionId, comments, anchor, reason } = thread
  const organization = organizationOf(thread)
  return [
    quote ?? anchor?.quote.exact ?? "",
    ...comments.map(({ body }) => body),
    reason ?? "",
    shown.organizations[organization]?.name ?? organization,
    ...targetKeysOf(thread),
    (sectionId === null ? undefined : shown.sections[sectionId]?.title) ?? "",
  ]
}

/** What stands in a register of comments as the answer: the reason for the outcome, else the last reply of those who answer for the text. */
export function answerOf(state: Publication, thread: Thread): string | null {
  if (thread.reason !== null) return thread.reason
  const answer = thread.comments
    .slice(1)
    .findLast(({ author, isDeleted }) => !isDeleted && !isBegunBy(thread, author) && answersFor(state, thread, author))
  return answer?.body ?? null
}

/** Nothing is answered any more in what is submitted; who has answered it is told all the same. */
function answersFor(state: Publication, thread: Thread, personId: PersonId): boolean {
  const member = state.members[personId]
  if (member === undefined) return false
  const section = thread.sectionId === null ? undefined : state.sections[thread.sectionId]
  const asOpen =
    section?.state === "submitted"
      ? { ...state, sections: { ...state.sections, [section.id]: { ...section, state: "closed" as const } } }
      : state
  const actor = { personId, at: thread.at, newId: () => thread.id }
  return mayAnswer({ state: asOpen, actor, member, thread }, "answerComment").allowed
}

function isOf({ comments, assignee }: Thread, personId: PersonId): boolean {
  if (assignee !== null && "person" in assignee && assignee.person === personId) return true
  return comments.some(({ author, isDeleted }) => author === personId && !isDeleted)
}
