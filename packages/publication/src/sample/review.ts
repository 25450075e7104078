import { apply } from "../apply.ts"
import type { PersonId, SectionId } from "../ids.ts"
import { emptyPublication, type Publication } from "../publication.ts"
import { type ReviewCommand, type ReviewCommandInput, ReviewCommandSchema } from "../review/commands.ts"
import { type Outcome, OutcomeSchema } from "../review/thread.ts"
import fixture from "./comments.json" with { type: "json" }
import { sampleEvents, samplePublication } from "./publication.ts"

/** What somebody did to a comment of the sample, when, and what the publication was at that moment. */
export interface SampleReviewStep {
  at: number
  personId: PersonId
  command: ReviewCommand
  /** As it was then: some texts that were open for comments have gone on since. */
  state: Publication
}

/** How those ended that the file says are resolved, but not how. */
const outcomes: Readonly<Record<string, Outcome>> = {
  k02: "accepted",
  k04: "noted",
  k10: "accepted",
  k19: "accepted",
  k28: "noted",
}
const hourMs = 60 * 60 * 1000

/** The comments of the sample as the commands by which they came, in the order in which they did. */
export function sampleReview(seededAt: number): SampleReviewStep[] {
  const { publication } = samplePublication
  const events = sampleEvents(seededAt).toSorted((a, b) => a.at - b.at)
  let state = emptyPublication(publication.id)
  let applied = 0
  return steps().map((step) => {
    for (let next = events[applied]; next !== undefined && next.at <= step.at; next = events[applied]) {
      applied += 1
      state = apply(state, { position: applied, ...next })
    }
    return { ...step, state }
  })
}

function steps(): Omit<SampleReviewStep, "state">[] {
  const publicationId = samplePublication.publication.id
  const step = (at: string | number, personId: string, input: WithoutPublication) => ({
    at: typeof at === "string" ? Date.parse(at) : at,
    personId: personId as PersonId,
    command: ReviewCommandSchema.parse({ publicationId, ...input }),
  })
  return fixture.comments
    .flatMap(({ id: threadId, author, body, section, quote, targets, kind, audience, createdAt, replies, status }) => {
      const added = step(createdAt, author, {
        type: "addComment",
        threadId,
        ...(section === null ? {} : { sectionId: section }),
        ...(quote === null ? {} : { quote }),
        body,
        targets,
        kind: kind as "question",
        audience: audience as "section",
      })
      const replied = replies.map((reply, index) =>
        step(reply.createdAt, reply.author, {
          type: "replyToComment",
          threadId,
          commentId: `${threadId}-${index + 1}`,
          body: reply.body,
        }),
      )
      if (status !== "resolved") return [added, ...replied]
      const outcome = OutcomeSchema.parse(outcomes[threadId])
      const settledAt = Math.max(added.at, ...replied.map(({ at }) => at)) + hourMs
      return [added, ...replied, step(settledAt, leadOf(section), { type: "resolveComment", threadId, outcome })]
    })
    .toSorted((a, b) => a.at - b.at)
}

type WithoutPublication = ReviewCommandInput extends infer C ? (C extends unknown ? Omit<C, "publicationId"> : never) : never

function leadOf(sectionId: string | null): PersonId {
  const section = samplePublication.sections.find(({ id }) => id === (sectionId as SectionId | null))
  if (section === undefined) throw new Error("the sample settles comments on sections only")
  return section.leadPerson
}
