import { canJoin } from "../visibility.ts"
import type { PersonId, SectionId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { roles } from "../roles.ts"
import { streams } from "../streams.ts"
import { isOpened, type Thread } from "../review/thread.ts"
import { type Threads, threadsIn } from "../review/threads.ts"
import type { Artefact } from "./version.ts"

/** The register of comments that was frozen beside a version: no part of the publication, in no package and no manifest. */
export const registerNames = { docx: "register.docx", xlsx: "register.xlsx" } as const

const names: readonly string[] = Object.values(registerNames)

/** Whether a file of a version is part of what goes out: all are but the register, which is for those who take part. */
export function isPublic({ name }: Pick<Artefact, "name">): boolean {
  return !names.includes(name)
}

/** Whether somebody who may open a version may have its register too: comments are not for those who only receive the result. */
export function canReadRegister(state: Publication, personId: PersonId): boolean {
  return canJoin(state, personId, streams.review(state.id))
}

/**
 * The comments that a register which goes out may hold, by section, each list by time; general ones under null. They are those
 * on these sections that every member reads who takes part in the drafting.
 */
export function commentsForRegister(
  state: Publication,
  threads: Threads,
  sections: readonly SectionId[],
): ReadonlyMap<SectionId | null, readonly Thread[]> {
  const drafting = Object.values(state.members).filter(({ role }) => roles[role].standing !== "recipient")
  const found = new Map<SectionId | null, readonly Thread[]>()
  for (const section of [null, ...sections]) {
    const stream = streams.review(section ?? state.id)
    if (!drafting.every(({ personId }) => canJoin(state, personId, stream))) continue
    const live = threadsIn(threads, stream).filter((thread) => !thread.isGone && !isOpened(thread))
    found.set(
      section,
      live.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    )
  }
  return found
}
