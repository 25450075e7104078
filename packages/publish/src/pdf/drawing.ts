import { type Font, textFamilies } from "./fonts.ts"
import { privateFamily } from "./private-family.ts"

/**
 * A drawing (SVG) whose words are set in one of the fonts at hand, whatever fonts it asks for: those would be the machine's.
 * Null where no family has all of its characters.
 */
export function withOwnFonts(svg: Uint8Array, fonts: readonly Font[]): Uint8Array | null {
  const source = new TextDecoder().decode(svg)
  const family = familyFor(source.replaceAll(markup, " "), fonts)
  if (family === null) return null
  const unasked = source.replaceAll(markup, (piece) =>
    piece.replaceAll(/\bfont-family\b|\bfont(?=\s*[:=])/gi, "data-font"),
  )
  const set = unasked.replace(/<((?:[\w-]+:)?svg)(?=[\s>])/, `<$1 font-family="${privateFamily(family)}"`)
  return new TextEncoder().encode(set)
}

/** Everything in a drawing that is not its words: tags, style sheets, comments. */
const markup = /<style[\s\S]*?<\/style\s*>|<!--[\s\S]*?-->|<[^>]*>/gi

function familyFor(words: string, fonts: readonly Font[]): string | null {
  const [serif, sans] = textFamilies
  const names = [...new Set([sans, serif, ...fonts.map(({ family }) => family)])]
  const needed = Array.from(words.replaceAll(/&(?:#\w+|\w+);|\s/g, ""), (character) => character.codePointAt(0) ?? 0)
  const hasAll = ({ characters }: Font) => needed.every((codePoint) => characters.has(codePoint))
  return names.find((name) => fonts.some((font) => font.family === name && hasAll(font))) ?? null
}
