import {
  type CommentKind,
  isInRegister,
  type OrgId,
  type PersonId,
  type Thread,
  type ThreadState,
} from "@codraft/publication"

export { gap as gapKey, organizationOf, targetKeysOf as targetsOf } from "@codraft/publication"

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

/** By the rule of the register. */
export function passes(filter: Filter, thread: Thread, personId: PersonId): boolean {
  const { state, kind, target, organization, isMine, isUnanswered } = filter
  const asked = {
    state: state === "all" ? undefined : state,
    kind: kind ?? undefined,
    target: target ?? undefined,
    organization: organization ?? undefined,
    mine: isMine,
    unanswered: isUnanswered,
  }
  return isInRegister(asked, thread, personId)
}
