import type { OrgId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { isOfOrganization } from "../roles.ts"
import { nameFor } from "../section-people.ts"
import type { StreamName } from "../streams.ts"
import { targetRefKey } from "../target-codes.ts"
import { canJoin } from "../visibility.ts"
import { plainText } from "./body.ts"
import type { ReviewCommandOf } from "./commands.ts"
import {
  awaitsState,
  type Case,
  crowdRefusal,
  isOwn,
  mayAnswer,
  nothingToDo,
  placed,
  restingRefusal,
  type ReviewRuling,
  ruled,
  settledRefusal,
} from "./ruling.ts"
import { readTargets } from "./targets-of-comment.ts"
import { type Assignee, isOpened, reviewBounds, type Thread } from "./thread.ts"
import { opened } from "./widening.ts"

export function decideOutcome(one: Case, command: ReviewCommandOf<"resolveComment">): ReviewRuling {
  const { thread } = one
  const permission = mayAnswer(one, "resolveComment")
  if (!permission.allowed) return permission.refusal
  const { outcome } = command
  const reason = plainText(command.reason ?? "") || null
  if (reason !== null && reason.length > reviewBounds.reasonCharactersMax) {
    return refusalOf("comment-too-long", { max: reviewBounds.reasonCharactersMax })
  }
  if (outcome === "not-taken-up" && reason === null) return refusalOf("reason-missing")
  const isSame = thread.state === "resolved" && thread.outcome === outcome && thread.reason === reason
  if (isSame) return nothingToDo
  // An outcome can be put right without reopening what it settled.
  const refusal = settledRefusal(thread)
  if (refusal !== null && refusal.code !== "comment-resolved") return refusal
  const event = { type: "commentResolved", ...placed(thread), outcome, reason } as const
  return awaitsState(thread) ? opened(one, event) : ruled(event)
}

export function decideReopening(one: Case): ReviewRuling {
  const { state, threads, thread } = one
  if (isOpened(thread)) return refusalOf("comment-opened")
  if (thread.state === "open" || thread.state === "answered") return nothingToDo
  if (!isOwn(one)) {
    const permission = mayAnswer(one, "resolveComment")
    if (!permission.allowed) return permission.refusal
    if (thread.state === "withdrawn") return refusalOf("comment-withdrawn")
  }
  const refusal = restingRefusal(state, thread) ?? crowdRefusal(threads, thread.sectionId, false)
  return refusal ?? ruled({ type: "commentReopened", ...placed(thread) })
}

export function decideWithdrawal(one: Case): ReviewRuling {
  const { state, thread } = one
  if (!isOwn(one)) return refusalOf("not-your-comment")
  if (thread.state === "withdrawn") return nothingToDo
  const refusal = settledRefusal(thread) ?? restingRefusal(state, thread)
  return refusal ?? ruled({ type: "commentWithdrawn", ...placed(thread) })
}

export function decideTargets(one: Case, command: ReviewCommandOf<"setCommentTargets">): ReviewRuling {
  const { state, thread } = one
  const refusal = classifierRefusal(one)
  if (refusal !== null) return refusal
  const bearsOn = readTargets(state, command.targets)
  if ("code" in bearsOn) return bearsOn
  const kind = command.kind ?? thread.kind
  const isSame = kind === thread.kind && bearsOn.isGap === thread.isGap && keysOf(bearsOn) === keysOf(thread)
  return isSame ? nothingToDo : ruled({ type: "commentTargetsSet", ...placed(thread), ...bearsOn, kind })
}

export function decideAssignment(one: Case, command: ReviewCommandOf<"assignComment">): ReviewRuling {
  const { state, actor, thread } = one
  const permission = mayAnswer(one, "resolveComment")
  if (!permission.allowed) return permission.refusal
  const refusal = settledRefusal(thread)
  if (refusal !== null) return refusal
  const { to } = command
  let assignee: Assignee | null = null
  if (to !== null && "personId" in to) {
    if (state.members[to.personId] === undefined) return refusalOf("no-such-person", { personId: to.personId })
    if (!canJoin(state, to.personId, thread.place)) {
      return refusalOf("assignee-unread", { person: nameFor(state, actor.personId, to.personId) })
    }
    assignee = { person: to.personId }
  } else if (to !== null) {
    const organization = state.organizations[to.orgId]
    if (organization === undefined) return refusalOf("no-such-organization", { orgId: to.orgId })
    if (!isReadBy(state, to.orgId, thread.place)) return refusalOf("assignee-unread", { person: organization.name })
    assignee = { organization: to.orgId }
  }
  const due = assignee === null ? null : command.due
  const isSame = JSON.stringify(assignee) === JSON.stringify(thread.assignee) && due === thread.due
  return isSame ? nothingToDo : ruled({ type: "commentAssigned", ...placed(thread), assignee, due })
}

function isReadBy(state: Publication, orgId: OrgId, place: StreamName): boolean {
  return Object.values(state.members).some(
    (member) => isOfOrganization(state, member, orgId) && canJoin(state, member.personId, place),
  )
}

/** Its author says what it bears on while it is discussed; who answers for the text, until that is submitted. */
function classifierRefusal(one: Case): Refusal | null {
  const { state, thread } = one
  const settled = settledRefusal(thread)
  if (mayAnswer(one, "resolveComment").allowed) return settled?.code === "comment-resolved" ? null : settled
  return isOwn(one) ? (settled ?? restingRefusal(state, thread)) : refusalOf("not-your-comment")
}

function keysOf({ targets }: Pick<Thread, "targets">): string {
  return targets.map(targetRefKey).join()
}
