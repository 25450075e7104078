/** Two letters for an avatar: first and last word of a name. Not an identity: the whole name always stands with it or in its label. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\(.*?\)/g, "")
    .split(/[\s-]+/)
    .filter((word) => /^\p{L}/u.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  const initial = (word: string | undefined) =>
    word === undefined ? "" : String.fromCodePoint(word.codePointAt(0) ?? 0).toLocaleUpperCase()
  return letters.map(initial).join("") || "?"
}

/** One of eight inks, the same for the same person on every screen. */
export function inkOf(personId: string): number {
  let hash = 0
  for (const character of personId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return hash % 8
}
