import { inspectUpdate } from "@codraft/document/update"
import type { Entry, Position } from "@codraft/storage"
import { decodeTextEntry } from "../protocol/index.ts"

/** A stretch in which one author worked on one text without a long pause. */
export interface SessionOfWork {
  /** null: the server. */
  readonly personId: string | null
  readonly startedAt: number
  readonly endedAt: number
  /** Its first and last entry in the log; others may have written in between. */
  readonly from: Position
  readonly through: Position
  /** Entries of the log: what arrived while one commit ran counts for each author once. */
  readonly changes: number
  readonly charactersInserted: number
  /** Of the items that were deleted, characters or not: what they were is not in the entry that deletes them. */
  readonly itemsDeleted: number
}

export const pauseMs = 10 * 60 * 1000

/**
 * Who wrote when, from the entries of a text stream in their order; earliest start first. `earlier` is what the entries before these
 * have given, so that a long log can be gone through page by page.
 */
export function sessionsOfWork(entries: Iterable<Entry>, earlier: readonly SessionOfWork[] = []): SessionOfWork[] {
  const sessions = [...earlier]
  const latest = new Map(sessions.map((session, index) => [session.personId, index]))
  for (const entry of entries) {
    const session = sessionOf(entry)
    const index = latest.get(session.personId)
    const last = index === undefined ? undefined : sessions[index]
    if (index !== undefined && last !== undefined && session.startedAt - last.endedAt < pauseMs) {
      sessions[index] = joined(last, session)
    } else {
      latest.set(session.personId, sessions.length)
      sessions.push(session)
    }
  }
  return sessions
}

function sessionOf({ author, at, position, data }: Entry): SessionOfWork {
  const { structs, deletes } = inspectUpdate(decodeTextEntry(data).update)
  return {
    personId: author === "system" ? null : author,
    startedAt: at,
    endedAt: at,
    from: position,
    through: position,
    changes: 1,
    charactersInserted: structs.reduce((sum, { content, length }) => sum + (content.kind === "text" ? length : 0), 0),
    itemsDeleted: deletes.reduce((sum, { from, to }) => sum + to - from, 0),
  }
}

function joined(first: SessionOfWork, next: SessionOfWork): SessionOfWork {
  return {
    ...first,
    endedAt: Math.max(first.endedAt, next.endedAt),
    through: next.through,
    changes: first.changes + next.changes,
    charactersInserted: first.charactersInserted + next.charactersInserted,
    itemsDeleted: first.itemsDeleted + next.itemsDeleted,
  }
}
