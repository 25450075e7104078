/** A text as it is compared, and where each of its units comes from. */
export interface Folded {
  readonly text: string
  /** The place in the text as written of a place in the folded one. */
  readonly at: (index: number) => number
}

const alike: Readonly<Record<string, string>> = {
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "−": "-",
  "\n": " ",
  "\t": " ",
  "\u00a0": " ",
  "\u2009": " ",
  "\u202f": " ",
  // Arabic is written with and without the hamza of an alef.
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
}
const hasAlike = new RegExp(`[${Object.keys(alike).join("")}]`, "gu")

/** Vowel signs of Arabic, the stretched line, and what has no width and no sound. */
const silent = /[\u064b-\u0652\u0670\u0640\u00ad\u061c\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu
const needsCare = /[\p{M}\u0640\u00ad\u061c\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/u
const clusters = /\P{M}\p{M}*|\p{M}+/gu

/** Apostrophes, hyphens, spaces and alefs made one, accents composed, and silent signs left out. */
export function fold(text: string): Folded {
  if (!needsCare.test(text)) return { text: oneForOne(text), at: (index) => index }
  let folded = ""
  const places: number[] = []
  for (const { 0: cluster, index } of text.matchAll(clusters)) {
    const kept = oneForOne(cluster.normalize("NFC").replace(silent, ""))
    folded += kept
    for (let i = 0; i < kept.length; i++) places.push(index)
  }
  return { text: folded, at: (index) => places[index] ?? text.length }
}

function oneForOne(text: string): string {
  return text.replace(hasAlike, (character) => alike[character] ?? character)
}
