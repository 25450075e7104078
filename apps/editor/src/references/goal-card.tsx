import type { Goal, ReferenceTo } from "@codraft/document"
import type { Section } from "@codraft/publication"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { References } from "./references.ts"

/** What a reference leads to: how it begins, and in which section; or that it leads nowhere. */
export function GoalCard({
  section,
  to,
  goal,
  references,
}: {
  section: Section
  to: ReferenceTo
  goal: Goal | undefined
  references: References | null
}) {
  const { publication } = usePublication()
  if (goal === undefined) return <p className="text-ink-soft">{m.loading()}</p>
  if (goal.state === "gone") return <p>{m.reference_goal_gone()}</p>
  if (goal.state === "hidden") return <p>{m.reference_goal_hidden()}</p>
  const elsewhere = to.section === section.id ? undefined : publication.sections[to.section as Section["id"]]
  const title = references?.titleOf(to) ?? ""
  const isCounted = goal.number !== undefined || goal.title !== undefined
  return (
    <>
      {isCounted ? null : <p>{m.reference_goal_uncounted()}</p>}
      {title === "" ? null : (
        <p className="goal-card-title">
          <bdi lang={elsewhere?.language ?? section.language}>{title}</bdi>
        </p>
      )}
      {elsewhere && elsewhere.title !== title ? <p className="goal-card-section">{elsewhere.title}</p> : null}
    </>
  )
}
