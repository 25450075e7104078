import { decideSeen, type SeenCommand, SeenCommandSchema } from "@codraft/publication"
import { ConflictError } from "@codraft/storage"
import type { Outcome } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"
import type { ReadPositions } from "../sections/read-positions.ts"
import type { Session } from "../sessions.ts"

interface SeenDeps {
  publications: Pick<Publications, "review">
  reads: Pick<ReadPositions, "see">
  now: () => number
  newId: () => string
}

/** What somebody says that they have looked at: kept in their own stream. */
export class SeenComments {
  readonly #deps: SeenDeps

  constructor(deps: SeenDeps) {
    this.#deps = deps
  }

  async execute(command: SeenCommand, session: Session): Promise<Outcome> {
    const { publications, reads, now, newId } = this.#deps
    const { publicationId } = command
    const { personId } = session
    for (let attempt = 1; ; attempt += 1) {
      const review = publications.review(session, publicationId)
      if (review === null) return { kind: "unknown" }
      const { publication, threads } = review
      try {
        const actor = { personId, at: now(), newId }
        const seen = await reads.see(personId, publicationId, (before) =>
          decideSeen(publication, threads, before, command, actor),
        )
        if (!("refusal" in seen)) return { kind: "done", position: seen.head, events: seen.events }
        // What one may not know of is not there.
        return HIDDEN.has(seen.refusal.code) ? { kind: "unknown" } : { kind: "refused", refusal: seen.refusal }
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS_MAX) throw error
      }
    }
  }
}

export function isSeenCommand(command: { type: string }): command is SeenCommand {
  return SEEN_COMMANDS.has(command.type)
}

const SEEN_COMMANDS: ReadonlySet<string> = new Set(SeenCommandSchema.options.map(({ shape }) => shape.type.value))
const HIDDEN: ReadonlySet<string> = new Set(["no-such-comment", "no-such-section", "no-such-publication"])
const ATTEMPTS_MAX = 5
