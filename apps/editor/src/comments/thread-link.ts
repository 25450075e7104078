import { threadFragment } from "../links/block-link.ts"

/** The path of a link to a thread: beside its section, with null beside the contents of the publication. */
export function threadPath(publicationId: string, sectionId: string | null, threadId: string): string {
  const section = sectionId === null ? "" : `/s/${encodeURIComponent(sectionId)}`
  return `/p/${encodeURIComponent(publicationId)}${section}#${threadFragment}${encodeURIComponent(threadId)}`
}

/** The thread that an address points at; null where it points at none. */
export function threadOfHash(hash: string): string | null {
  const fragment = hash.startsWith("#") ? hash.slice(1) : hash
  if (!fragment.startsWith(threadFragment)) return null
  const id = fragment.slice(threadFragment.length)
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) ? id : null
}
