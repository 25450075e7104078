import { replacementFor } from "./replacement.ts"

/** What words become that are typed key by key between two pieces of a line; the line itself stays as it is. */
export function asTyped(words: string, before: string, after: string, language: string): string {
  let line = before
  for (const character of words) {
    const replacement = replacementFor(character, line, after, language)
    const from = line.length - (replacement?.before ?? 0)
    line = replacement !== null && from >= before.length ? line.slice(0, from) + replacement.words : line + character
  }
  return line.slice(before.length)
}
