import {
  displayMember,
  type Outcome,
  OutcomeSchema,
  type PersonId,
  type Publication,
  reviewBounds,
} from "@codraft/publication"
import { type ReactNode, useId } from "react"
import { m } from "../language/language.ts"
import { outcomeWords } from "./words.ts"

export interface Settling {
  outcome: Outcome
  reason: string
}

/** As the command says it: a reason that is left empty is none. */
export function settled({ outcome, reason }: Settling) {
  return { outcome, ...(reason.trim() === "" ? {} : { reason }) }
}

/** With what outcome comments are settled, and why. */
export function SettleFields({
  value,
  onChange,
  look,
  takesFocus = false,
}: {
  value: Settling
  onChange: (value: Settling) => void
  look: Look
  takesFocus?: boolean
}) {
  const { outcome, reason } = value
  const id = useId()
  const needsReason = outcome === "not-taken-up"
  return (
    <>
      <fieldset className="outcomes">
        <legend className={look}>
          <span>{m.comment_outcome()}</span>
        </legend>
        {OutcomeSchema.options.map((each, index) => (
          <label key={each} className="outcome-choice">
            <input
              type="radio"
              name={`${id}-outcome`}
              value={each}
              checked={each === outcome}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this
              autoFocus={takesFocus && index === 0}
              onChange={() => onChange({ ...value, outcome: each })}
            />
            {outcomeWords[each]()}
          </label>
        ))}
      </fieldset>
      <Labelled label={needsReason ? m.comment_reason_needed() : m.comment_reason()} look={look}>
        <textarea
          dir="auto"
          rows={2}
          required={needsReason}
          maxLength={reviewBounds.reasonCharactersMax}
          className="input written-input"
          value={reason}
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
      </Labelled>
    </>
  )
}

/** Who is to deal with it, as a choice in a list has it ("p:…" a person, "o:…" an organisation, "" nobody), and until when. */
export interface Assigning {
  to: string
  due: string
}

/** As the command says it: without anybody there is no date. */
export function assigned({ to, due }: Assigning) {
  if (to === "") return { to: null, due: null }
  const id = to.slice(2)
  return { to: to.startsWith("p:") ? { personId: id } : { orgId: id }, due: due === "" ? null : due }
}

/** Who is to deal with comments, and until when; `people` are those who read them. */
export function AssignFields({
  publication,
  people,
  value,
  onChange,
  look,
  takesFocus = false,
}: {
  publication: Publication
  people: readonly PersonId[]
  value: Assigning
  onChange: (value: Assigning) => void
  look: Look
  takesFocus?: boolean
}) {
  const { to, due } = value
  const named = people
    .map((person) => ({ person, ...displayMember(publication, person) }))
    .filter(({ isOrganizationOnly }) => !isOrganizationOnly)
    .sort((a, b) => a.name.localeCompare(b.name))
  const organizations = [...new Set(people.map((person) => publication.members[person]?.orgId))]
    .flatMap((orgId) => (orgId === undefined ? [] : (publication.organizations[orgId] ?? [])))
    .sort((a, b) => a.name.localeCompare(b.name))
  return (
    <>
      <Labelled label={m.comment_assign_to()} look={look}>
        <select
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this
          autoFocus={takesFocus}
          className="input"
          value={to}
          onChange={(event) => onChange({ ...value, to: event.target.value })}
        >
          <option value="">{m.comment_assign_nobody()}</option>
          <optgroup label={m.comment_people()}>
            {named.map(({ person, name, organization }) => (
              <option key={person} value={`p:${person}`}>
                {name}, {organization}
              </option>
            ))}
          </optgroup>
          <optgroup label={m.comment_organizations()}>
            {organizations.map(({ id, name }) => (
              <option key={id} value={`o:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </Labelled>
      <Labelled label={m.comment_due()} look={look}>
        <input
          type="date"
          className="input"
          value={due}
          disabled={to === ""}
          onChange={(event) => onChange({ ...value, due: event.target.value })}
        />
      </Labelled>
    </>
  )
}

/** In a card, or in a dialog over the register. */
type Look = "comment-label" | "register-field"

function Labelled({ label, look, children }: { label: string; look: Look; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the field is among the children
    <label className={look}>
      <span>{label}</span>
      {children}
    </label>
  )
}
