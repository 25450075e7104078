/** What was searched in this window, the last first, by publication; it goes with the window. */
const recent = new Map<string, string[]>()
const keptMax = 6

export const recentSearches = (publicationId: string): readonly string[] => recent.get(publicationId) ?? []

export function keepSearch(publicationId: string, q: string): void {
  const words = q.trim()
  if (words === "") return
  const others = recentSearches(publicationId).filter((one) => one !== words)
  recent.set(publicationId, [words, ...others].slice(0, keptMax))
}

/** The hit that was followed last: whoever comes back is there again. */
let followed: string | null = null

export const followHit = (address: string): void => {
  followed = address
}

/** Asked once. */
export function takeFollowed(): string | null {
  const last = followed
  followed = null
  return last
}
