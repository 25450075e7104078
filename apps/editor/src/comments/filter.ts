import {
  type CommentKind,
  isOpen,
  type OrgId,
  type PersonId,
  targetRefKey,
  type Thread,
  type ThreadState,
} from "@codraft/publication"

/** Which threads a person wants to see. */
export interface Filter {
  /** `unsettled`: open or answered. */
  readonly state: "unsettled" | "all" | ThreadState
  readonly kind: CommentKind | null
  /** As `targetRefKey` has it, or `gapKey`. */
  readonly target: string | null
  readonly organization: OrgId | null
  /** Begun by this person, assigned to them, or with words of theirs. */
  readonly isMine: boolean
  readonly isUnanswered: boolean
}

export const gapKey = "gap"

export const usualFilter: Filter = {
  state: "unsettled",
  kind: null,
  target: null,
  organization: null,
  isMine: false,
  isUnanswered: false,
}

export function isFiltered(filter: Filter): boolean {
  return (Object.keys(usualFilter) as (keyof Filter)[]).some((key) => filter[key] !== usualFilter[key])
}

export function passes(filter: Filter, thread: Thread, personId: PersonId): boolean {
  const { state, kind, target, organization } = filter
  if (state === "unsettled" ? !isOpen(thread) : state !== "all" && thread.state !== state) return false
  if (kind !== null && thread.kind !== kind) return false
  if (target !== null && !targetsOf(thread).includes(target)) return false
  if (organization !== null && organizationOf(thread) !== organization) return false
  if (filter.isMine && !isOf(thread, personId)) return false
  return !filter.isUnanswered || thread.state === "open"
}

/** In whose name it was said. */
export function organizationOf(thread: Thread): OrgId {
  return thread.onBehalf?.organization ?? thread.organization
}

export function targetsOf({ targets, isGap }: Thread): string[] {
  return isGap ? [gapKey] : targets.map(targetRefKey)
}

function isOf({ comments, assignee }: Thread, personId: PersonId): boolean {
  if (assignee !== null && "person" in assignee && assignee.person === personId) return true
  return comments.some(({ author, isDeleted }) => author === personId && !isDeleted)
}
