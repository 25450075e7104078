import { threadFragment } from "../links/block-link.ts"

/** The path of a link to a thread. */
export function threadPath(publicationId: string, sectionId: string, threadId: string): string {
  const [publication, section, thread] = [publicationId, sectionId, threadId].map(encodeURIComponent)
  return `/p/${publication}/s/${section}#${threadFragment}${thread}`
}

/** The thread that an address points at; null where it points at none. */
export function threadOfHash(hash: string): string | null {
  const fragment = hash.startsWith("#") ? hash.slice(1) : hash
  if (!fragment.startsWith(threadFragment)) return null
  const id = fragment.slice(threadFragment.length)
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) ? id : null
}
