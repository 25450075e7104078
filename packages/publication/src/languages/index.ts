/** Whether a tag is one that the platform knows how to take: `en-a1` looks like one and is none (RFC 5646). */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/**
 * A tag for `Intl`, which throws where it is given what is none. What was written before such tags were refused, and in texts, may
 * hold one: then it is the beginning of it that is one.
 */
export function intlTag(tag: string): string {
  if (isLanguage(tag)) return tag
  const end = tag.lastIndexOf("-")
  return end === -1 ? "und" : intlTag(tag.slice(0, end))
}
