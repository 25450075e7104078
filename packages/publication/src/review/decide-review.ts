import type { Actor } from "../decision.ts"
import { exhausted } from "../exhausted.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { type StreamName, streams } from "../streams.ts"
import { pathTo } from "../tree.ts"
import { decideComment } from "./adding.ts"
import type { ReviewCommand } from "./commands.ts"
import type { FrozenWords } from "./on-version.ts"
import type { ReviewDecision } from "./plan.ts"
import { type Case, type ReviewRuling, threadFor } from "./ruling.ts"
import { decideAssignment, decideOutcome, decideReopening, decideTargets, decideWithdrawal } from "./settling.ts"
import { decideDeletion, decideEdit, decideReply } from "./talking.ts"
import type { Threads } from "./threads.ts"
import { decideWidening } from "./widening.ts"

/**
 * Whether something may be done to comments, on the full state and all threads. What it comes to may follow from the text: where
 * the plan has `words`, the text of the section is asked for them, and `completeReview` gives the events. A command that asks for
 * what already is gives none. A thread that somebody does not read is answered like one that does not exist.
 * `frozen` is what the version says of the words that a comment is on, for a comment on a version, or why it is on none.
 */
export function decideReview(
  state: Publication,
  threads: Threads,
  command: ReviewCommand,
  actor: Actor,
  frozen: FrozenWords | Refusal | null = null,
): ReviewDecision {
  if (command.publicationId !== state.id) return { refusal: refusalOf("no-such-publication") }
  if (command.type === "addComment") {
    const ruling = decideComment(state, threads, command, actor, frozen)
    const [added] = "code" in ruling ? [] : ruling.events
    return planned(state, ruling, added?.type === "commentAdded" ? added.sectionId : null)
  }
  const member = state.members[actor.personId]
  if (member === undefined) return { refusal: refusalOf("not-a-member") }
  const thread = threadFor(state, threads, actor, command.threadId)
  if (thread === null) return { refusal: refusalOf("no-such-comment") }
  return planned(state, rule({ state, threads, actor, member, thread }, command), thread.sectionId, thread.place)
}

function rule(one: Case, command: Exclude<ReviewCommand, { type: "addComment" }>): ReviewRuling {
  switch (command.type) {
    case "replyToComment":
      return decideReply(one, command)
    case "editComment":
      return decideEdit(one, command)
    case "deleteComment":
      return decideDeletion(one, command)
    case "withdrawComment":
      return decideWithdrawal(one)
    case "setCommentTargets":
      return decideTargets(one, command)
    case "assignComment":
      return decideAssignment(one, command)
    case "resolveComment":
      return decideOutcome(one, command)
    case "reopenComment":
      return decideReopening(one)
    case "widenComment":
      return decideWidening(one, command)
    default:
      return exhausted(command)
  }
}

/** Who takes part, who reads the section, and what the thread says already. */
function planned(
  state: Publication,
  ruling: ReviewRuling,
  sectionId: Parameters<typeof pathTo>[1],
  ...places: StreamName[]
): ReviewDecision {
  if ("code" in ruling) return { refusal: ruling }
  const sections = pathTo(state, sectionId).map(({ id }) => streams.section(id))
  return { plan: { ...ruling, restsOn: [streams.publication(state.id), ...sections, ...places] } }
}
