import type { NamedTarget, TargetsInText } from "@codraft/publication/coverage"
import type { CanonicalContent, Inline } from "../../canonical/content.ts"
import { type LineKind, LineList, plainText, wordsIn } from "../../canonical/lines.ts"

/** Beyond these no more are told of. */
export const namedTargetsMax = 5_000
/** In UTF-16 code units. */
const wordsMax = 120

/** The block of a chip in a table's cell is the line in that. */
export function targetsIn(content: CanonicalContent): TargetsInText {
  const named = new Map<string, NamedTarget>()
  let isWritten = false
  new LineList(({ kind, id, language }, inline) => {
    isWritten ||= hasWords(kind, inline, language)
    for (const part of inline) {
      if (part.type !== "target") continue
      const key = `${id ?? ""} ${part.code}`
      const { count, words } = named.get(key) ?? { count: 0, words: beginning(inline) }
      if (count === 0 && named.size >= namedTargetsMax) continue
      named.set(key, { code: part.code, block: id ?? null, count: count + 1, words })
    }
  }).content(content)
  return { isWritten, named: [...named.values()] }
}

function beginning(inline: readonly Inline[]): string {
  const text = plainText(inline).replace(/\s+/g, " ").trim()
  return text.length <= wordsMax ? text : `${text.slice(0, wordsMax).trimEnd()}\u2026`
}

/** A template's headings are no text yet. */
function hasWords(kind: LineKind, inline: readonly Inline[], language: string): boolean {
  return kind !== "heading" && wordsIn(plainText(inline), language) > 0
}
