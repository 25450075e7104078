import { type Target, targetLabel, targets } from "./catalogue.ts"

const languages = ["fr", "es", "ar"] as const

/** In whichever of the languages: one who looks for the one means the others. Wildlife is trafficked as well, but that is another matter. */
const trafficking = new Set(
  "trafficking traffickers traite trata trafic trafico الاتجار والاتجار بالاتجار اتجار للاتجار".split(" "),
)
/** Who is meant where people are, and what says nothing of its own. */
const people = new Set(
  "human humans beings persons people etres humains humain personnes personne seres humanos personas البشر بالبشر الاشخاص بالاشخاص".split(
    " ",
  ),
)
const littleWords = new Set(
  "a al and au aux d de del des du el en end et fin for in l la las le les los mettre of poner the to y في من".split(
    " ",
  ),
)

/**
 * Targets by the start of their code, or by words that all occur in label or theme, in whichever language they are written; each
 * word may be cut short, and written without its accents. Those that name migration come first, then those that are related to it;
 * among equals, those that have the words in the language given.
 */
export function suggestTargets(query: string, language = "en"): Target[] {
  const code = query.trim().toLowerCase()
  if (/^\d/.test(code) && !/\s/.test(code)) return ranked(targets.filter((target) => target.code.startsWith(code)))
  const words = wordsIn(query).filter(Boolean)
  const telling = words.filter((word) => !littleWords.has(word))
  const isOfPeople = telling.some((word) => trafficking.has(word))
  const asked = isOfPeople ? telling.filter((word) => !people.has(word)) : telling
  const wanted = asked.length === 0 ? words : asked
  if (wanted.length === 0) return []
  const found = targets.filter((target) => has(target, wanted))
  const isIn = (target: Target) => wanted.every((word) => startsOne(wordsOf(target, language), word))
  return ranked([...found.filter(isIn), ...found.filter((target) => !isIn(target))])
}

function has(target: Target, wanted: readonly string[]): boolean {
  const all = ["en", ...languages].flatMap((language) => wordsOf(target, language))
  const isAbout = (word: string) =>
    trafficking.has(word) ? all.some((other) => trafficking.has(other)) : startsOne(all, word)
  if (!wanted.every(isAbout)) return false
  if (target.migration.caution === undefined) return true
  // Only whoever names what this target speaks of means it: "wildlife", or "wildlife trafficking".
  const own = all.filter((word) => !trafficking.has(word) && !littleWords.has(word))
  return wanted.some((word) => !trafficking.has(word) && startsOne(own, word))
}

function startsOne(words: readonly string[], start: string): boolean {
  return words.some((word) => word.startsWith(start))
}

/** The words of each target, by language: looked through with every letter that somebody types. */
const known = new Map<string, readonly string[]>()

function wordsOf({ code, label, migration }: Target, language: string): readonly string[] {
  const key = `${language} ${code}`
  const before = known.get(key)
  if (before !== undefined) return before
  const own = targetLabel(code, language)
  const words = wordsIn(own.language === "en" ? `${label} ${migration.theme ?? ""}` : own.text)
  // In Arabic article and conjunction are part of the word, and people may begin without them.
  const bare = own.language === "ar" ? words.map((word) => word.replace(/^(?:و?ال|لل|و)/u, "")) : []
  const found = [...words, ...bare].filter(Boolean)
  known.set(key, found)
  return found
}

function wordsIn(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
}

function ranked(found: readonly Target[]): Target[] {
  return found.toSorted((a, b) => relevance(a) - relevance(b))
}

function relevance({ migration }: Target): number {
  return migration.relation === "direct" ? 0 : migration.relation === "related" ? 1 : 2
}
