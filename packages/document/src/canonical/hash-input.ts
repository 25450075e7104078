import type { Block, CanonicalContent, Inline } from "./content.ts"

/** What a hash may be taken over: a whole text, or a block or a note of it. */
export type Hashed = CanonicalContent | Block | { readonly content: readonly Inline[] }

/**
 * The characters that a hash of this content is taken over: RFC 8785 canonical JSON without block ids, so that two texts
 * with the same words have the same hash whatever became of their blocks. UTF-8 encode it to hash it.
 */
export function hashInput(content: Hashed): string {
  return canonicalJson(content)
}

/** RFC 8785 for what is in content: strings, integers, booleans, arrays and objects. Properties go by UTF-16 order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([key]) => key !== "id")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(",")}}`
}
