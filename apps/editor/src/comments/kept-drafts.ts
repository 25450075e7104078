import type { CommentAudience, CommentKind, Quote, SectionId, TargetRef } from "@codraft/publication"
import type { AnchoredSelection } from "@codraft/document/collab"
import type { Written } from "./mentions.ts"

/** A paragraph of a version, and the words in it that a comment is on; null for all of it. */
export interface VersionWords {
  readonly number: number
  readonly sectionId: SectionId
  readonly block: string
  readonly quote: Quote | null
}

/** A comment that is being written, as it outlives a reload. */
export interface CommentDraft extends Written {
  readonly threadId: string
  readonly anchor: AnchoredSelection | null
  /** What of a version it is on, instead of the draft. */
  readonly version?: VersionWords | null
  readonly targets: readonly TargetRef[]
  readonly isGap: boolean
  readonly kind: CommentKind
  /** null: the usual one. */
  readonly audience: CommentAudience | null
}

/** Where a comment on a version is kept while it is written. */
export function versionDraftsAt(publicationId: string, number: number): string {
  return `${publicationId}/versions/${number}`
}

/** Nobody has more comments begun than this; the oldest makes room. */
const draftsMax = 50

/** What somebody has typed and not sent, on this device: by section or publication, by thread for a reply. */
export class KeptDrafts<T> {
  readonly #key: string

  constructor(personId: string, kind: "comments" | "replies") {
    this.#key = `${prefix}${personId}.${kind}`
  }

  get(place: string): T | null {
    return (this.#all()[place] as T | undefined) ?? null
  }

  set(place: string, draft: T | null): void {
    const { [place]: _, ...others } = this.#all()
    const entries = [
      ...Object.entries(others).slice(1 - draftsMax),
      ...(draft === null ? [] : [[place, draft] as const]),
    ]
    try {
      if (entries.length === 0) localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(entries)))
    } catch {
      // Private windows of some browsers refuse, and a device can be full: what is typed is still on the screen.
    }
  }

  #all(): Record<string, unknown> {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "{}")
      return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {}
    } catch {
      return {}
    }
  }
}

const prefix = "codraft.drafts."

/** At sign-out: nothing of this person stays on the device. */
export function clearKeptDrafts(personId: string): void {
  for (const kind of ["comments", "replies"] as const) {
    try {
      localStorage.removeItem(`${prefix}${personId}.${kind}`)
    } catch {
      // Where nothing can be kept, nothing was.
    }
  }
}
