/** The words of a text with how often each occurs; what a word weighs grows with its length. */
export interface Words {
  readonly counts: ReadonlyMap<string, number>
  readonly weight: number
}

/** Where words are not set apart by spaces, every character is one. */
const wordPattern =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}])[\p{L}\p{M}\p{N}])+/gu

export function wordsIn(text: string): Words {
  const counts = new Map<string, number>()
  let weight = 0
  for (const word of text.toLowerCase().match(wordPattern) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
    weight += word.length
  }
  return { counts, weight }
}

/** 1 for the same words, 0 for none in common; without words nothing is like anything. */
export function likeness(a: Words, b: Words): number {
  return a.weight + b.weight === 0 ? 0 : (2 * common(a, b)) / (a.weight + b.weight)
}

/** How much of the shorter one is in the longer. */
export function containment(a: Words, b: Words): number {
  const shorter = Math.min(a.weight, b.weight)
  return shorter === 0 ? 0 : common(a, b) / shorter
}

function common(a: Words, b: Words): number {
  const [few, many] = a.counts.size <= b.counts.size ? [a, b] : [b, a]
  let weight = 0
  for (const [word, count] of few.counts) weight += Math.min(count, many.counts.get(word) ?? 0) * word.length
  return weight
}
