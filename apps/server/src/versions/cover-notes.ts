import {
  can,
  type CoverNote,
  CoverNoteSchema,
  displayMember,
  type KeptCoverNote,
  KeptCoverNoteSchema,
  type PersonId,
  type Publication,
  type PublicationId,
} from "@codraft/publication"
import { wellFormed } from "@codraft/publish/content"
import { canonicalBytes } from "@codraft/publish/manifest"
import type { Blobs } from "@codraft/storage"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"

/** A note as it is kept: what the files are made of, whenever that is. */
export function keptNote(publication: Publication, personId: PersonId, note: CoverNote): Uint8Array<ArrayBuffer> {
  const { organization } = displayMember(publication, personId)
  const kept: KeptCoverNote = { format: "codraft.cover-note", formatVersion: 1, sender: organization, ...note }
  return canonicalBytes(wellFormed(kept))
}

export function noteOf(bytes: Uint8Array): KeptCoverNote {
  return KeptCoverNoteSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

interface CoverNotesDeps {
  blobs: Pick<Blobs, "get">
  publications: Pick<Publications, "whole">
}

/** What cover notes have said, for those who write the next one. */
export class CoverNotes {
  readonly #deps: CoverNotesDeps

  constructor(deps: CoverNotesDeps) {
    this.#deps = deps
  }

  /** What that of the newest version said that has one; null for whoever may not freeze. */
  async last(session: Session, id: PublicationId): Promise<{ note: CoverNote | null } | null> {
    const { blobs, publications } = this.#deps
    const publication = publications.whole(session, id)
    if (publication === null || !can(publication, session.personId, "freezeVersion").allowed) return null
    const hash = publication.versions.findLast(({ coverSha256 }) => coverSha256 !== undefined)?.coverSha256
    const bytes = hash === undefined ? null : await blobs.get(hash)
    return { note: bytes && CoverNoteSchema.parse(noteOf(bytes)) }
  }
}
