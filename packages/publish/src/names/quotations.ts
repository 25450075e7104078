/** UTF-16 offsets in a text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * What stands between quotation marks that open and close in this text, the marks included. A mark that never closes quotes
 * nothing; an apostrophe is no mark.
 */
export function quotationsIn(text: string): Range[] {
  if (!/["“”„«‘]/u.test(text)) return []
  return [...text.matchAll(quoted)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
}

/** Arabic keyboards give the curved marks the other way round. */
const quoted = /[“”][^“”]*[“”]|«[^«»]*»|„[^„“”]*[“”]|"[^"]*"|(?<![\p{L}\p{M}\p{N}])‘[^‘]*?’(?![\p{L}\p{M}\p{N}])/gu
