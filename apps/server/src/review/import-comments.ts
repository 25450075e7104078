import {
  can,
  CommentIdSchema,
  type Recorded,
  type Refusal,
  refusalOf,
  type ReviewCommand,
  type ThreadId,
} from "@codraft/publication"
import type { ImportCommand, ImportOutcome } from "@codraft/publication/import"
import type { Outcome, PublicationCommands } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"

interface ImportDeps {
  publications: Pick<Publications, "whole">
  commands: Pick<PublicationCommands, "execute">
  now: () => number
}

export type Imported =
  | Exclude<Outcome, { kind: "done" }>
  | { kind: "done"; position: number; events: Recorded[]; rows: ImportOutcome[] }
  /** Another import of this person is under way. */
  | { kind: "busy" }

type Row = ImportCommand["rows"][number]

/**
 * Writes the comments of a table, each as `addComment` does and by itself: between two of them others have their turn, and what is
 * refused keeps none of the others out. Sent again, a row that is there stays as it is.
 */
export class ImportComments {
  readonly #deps: ImportDeps
  readonly #busy = new Set<string>()

  constructor(deps: ImportDeps) {
    this.#deps = deps
  }

  async execute(command: ImportCommand, session: Session): Promise<Imported> {
    const { publications, now } = this.#deps
    const { personId } = session
    const state = publications.whole(session, command.publicationId)
    if (state === null) return { kind: "unknown" }
    const permission = can(state, personId, "recordComments", { at: now() })
    if (!permission.allowed) return { kind: "refused", refusal: permission.refusal }
    if (this.#busy.has(personId)) return { kind: "busy" }
    this.#busy.add(personId)
    try {
      const done = { kind: "done" as const, position: 0, events: [] as Recorded[], rows: [] as ImportOutcome[] }
      for (const row of command.rows) {
        const { outcome, written } = await this.#row(command, row, session)
        done.rows.push(outcome)
        for (const { position, events } of written) {
          done.position = position
          done.events.push(...events)
        }
      }
      return done
    } finally {
      this.#busy.delete(personId)
    }
  }

  async #row(command: ImportCommand, row: Row, session: Session): Promise<{ outcome: ImportOutcome; written: Done[] }> {
    const { publicationId, onBehalf } = command
    const { threadId, sectionId, anchor, version, body, targets, kind, organization } = row
    const added = await this.#deps.commands.execute(
      {
        type: "addComment",
        publicationId,
        threadId,
        ...(sectionId === undefined ? {} : { sectionId }),
        ...(anchor === undefined ? {} : { anchor }),
        ...(version === undefined ? {} : { version }),
        body: asWords(body),
        targets,
        kind,
        onBehalf: { ...onBehalf, organization: organization ?? onBehalf.organization },
      },
      session,
    )
    if (added.kind !== "done") {
      return { outcome: { threadId, kind: "refused", refusal: refusalFrom(added) }, written: [] }
    }
    const kindOf = added.events.length > 0 ? "imported" : "present"
    const answered = await this.#answer(command, { ...row, threadId: idIn(added) ?? threadId }, session)
    const written = answered?.kind === "done" ? [added, answered] : [added]
    const refusal = answered === null || answered.kind === "done" ? {} : { refusal: refusalFrom(answered) }
    return { outcome: { threadId, kind: kindOf, ...refusal }, written }
  }

  /** The answer on record, by whoever imports it and as far as it is theirs to give. */
  async #answer({ publicationId }: ImportCommand, row: Row, session: Session): Promise<Outcome | null> {
    const { threadId, response = "", outcome } = row
    const said = asWords(response).trim()
    if (said === "" && outcome === undefined) return null
    const command: ReviewCommand =
      outcome === undefined
        ? {
            type: "replyToComment",
            publicationId,
            threadId,
            commentId: CommentIdSchema.parse(`${threadId.slice(0, idCharactersMax)}-r`),
            body: said,
          }
        : { type: "resolveComment", publicationId, threadId, outcome, ...(said === "" ? {} : { reason: said }) }
    return this.#deps.commands.execute(command, session)
  }
}

type Done = Extract<Outcome, { kind: "done" }>

const idCharactersMax = 62

/** What stands in a file mentions nobody, whatever it looks like. */
function asWords(text: string): string {
  return text.replaceAll("@{", "@ {")
}

/** It is called otherwise where somebody else has a comment of that name. */
function idIn({ events }: Done): ThreadId | null {
  const added = events.find(({ event }) => event.type === "commentAdded")
  return added?.event.type === "commentAdded" ? added.event.threadId : null
}

function refusalFrom(outcome: Exclude<Outcome, Done>): Refusal {
  return outcome.kind === "refused" ? outcome.refusal : refusalOf("no-such-section")
}
