/**
 * The same with U+FFFD for each half of a surrogate pair: canonical JSON (RFC 8785) has no form for one, and somebody may have written
 * one into a title or cut a quotation there.
 */
export function wellFormed<T extends object>(value: T): T {
  const text = (part: unknown) => (typeof part === "string" ? part.replace(/\p{Surrogate}/gu, "\uFFFD") : part)
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => text(part))) as T
}
