import type { Inline } from "./content.ts"

/** Consecutive parts of a line in one language; null where it is the language of the line. */
export interface Passage {
  readonly language: string | null
  readonly parts: readonly Inline[]
}

/** What says no language of its own (a break, the number of a note) belongs to a passage that goes on at both sides of it. */
export function passagesOf(content: readonly Inline[]): Passage[] {
  const passages: { language: string | null; parts: Inline[] }[] = []
  let between: Inline[] = []
  const flush = (): void => {
    if (between.length > 0) passages.push({ language: null, parts: between })
    between = []
  }
  for (const part of content) {
    const language = languageOf(part)
    const last = passages.at(-1)
    if (language === undefined && last !== undefined && last.language !== null) {
      between.push(part)
    } else if (last !== undefined && last.language === (language ?? null)) {
      last.parts.push(...between, part)
      between = []
    } else {
      flush()
      passages.push({ language: language ?? null, parts: [part] })
    }
  }
  flush()
  return passages
}

/** Undefined for what has no words to be in a language; null for words of the line's own. */
function languageOf(part: Inline): string | null | undefined {
  if (part.type === "text") return part.language ?? null
  if (part.type !== "link") return undefined
  const languages = new Set(part.content.map(languageOf).filter((language) => language !== undefined))
  const [only] = languages
  return languages.size === 1 && only !== undefined ? only : null
}
