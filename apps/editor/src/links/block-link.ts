/** Where a passage is: in its section, or on the page that shows all sections. */
export interface BlockPlace {
  publicationId: string
  sectionId: string
  blockId: string
}

/** The path of a link to a heading or paragraph; its fragment is the id of the block, which stays as long as the block does. */
export function blockPath({ publicationId, sectionId, blockId }: BlockPlace): string {
  const [publication, section, block] = [publicationId, sectionId, blockId].map(encodeURIComponent)
  return `/p/${publication}/s/${section}#${block}`
}

/** The same passage among all that its reader may see. */
export function readingPath({ publicationId, blockId }: Omit<BlockPlace, "sectionId">): string {
  return `/p/${encodeURIComponent(publicationId)}/read#${encodeURIComponent(blockId)}`
}

/** The block that an address points at; null where it points at none. */
export function blockOfHash(hash: string): string | null {
  const fragment = hash.startsWith("#") ? hash.slice(1) : hash
  if (fragment === "" || fragment.length > fragmentLengthMax || fragment.startsWith(threadFragment)) return null
  try {
    return decodeURIComponent(fragment)
  } catch {
    return null
  }
}

/** What stands there before the id of a comment: that is no block. */
export const threadFragment = "thread-"

/** No block has an id as long as this; whatever else stands there is not looked for. */
const fragmentLengthMax = 200
