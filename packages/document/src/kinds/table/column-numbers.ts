/** How the numbers of a column stand under each other. Nothing here is stored: it is how a text is shown. */

/** What stands behind the units digit of a number: "" for 12, ",5 %" for 12,5 %. Null for what is no number. */
export type Tail = string | null

const digit = /\p{Nd}/u
const digits = "\\p{Nd}"
/** Between groups of digits: spaces of every width, apostrophes, the Arabic mark. */
const groupSigns = "\\s'’\u066C"

const patterns = new Map<string, RegExp>()

function patternOf(language: string): RegExp {
  let known = patterns.get(language)
  if (known === undefined) {
    const decimal = decimalMark(language)
    const other = decimal === "," ? "." : ","
    const escaped = decimal === "." ? "\\." : decimal
    // All three marks are in use in Arabic; three digits behind a comma are a group.
    const decimals = language.startsWith("ar") ? "[\u066B.,]" : escaped
    const groups = language.startsWith("ar") ? `${groupSigns},` : `${groupSigns}${other}`
    const whole = `${digits}+(?:[${groups}]${digits}{3})*|${digits}{1,2}(?:[${groups}]${digits}{2,3})+`
    const lead = "[(\\[<>≤≥~≈±+\\-−–\\s]*(?:\\p{Sc}|[A-Z]{3}\\s)?\\s*[+\\-−–]?"
    const tail = `(?:${decimals}${digits}+)?(?:\\s?[%‰٪])?[)\\]]?(?:\\p{Sc}|\\s\\p{Sc})?(?:\\s?[*†‡]+|[a-z]{1,2})?`
    known = new RegExp(`^(${lead}(?:${whole}))(${tail})$`, "u")
    patterns.set(language, known)
  }
  return known
}

function decimalMark(language: string): string {
  try {
    return new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? "."
  } catch {
    return "."
  }
}

export function tailOf(text: string, language: string): Tail {
  if (text.length > 32 || !digit.test(text)) return null
  return patternOf(language).exec(text.trim())?.[2] ?? null
}

/** What people put where there is no number: a dash, an ellipsis, "n/a". */
export function isNoValue(text: string): boolean {
  return /^(?:[-–—−.…·*x]{1,3}|\(?n\.?[/.]?\s?[ad]\.?\)?|s\.?[/.]?o\.?|n\.?c\.?)$/iu.test(text.trim())
}

/** Whether the cells of a column are mostly numbers: at least one, and two in three of those that say anything. */
export function isOfNumbers(tails: readonly Tail[], texts: readonly string[]): boolean {
  let numbers = 0
  let words = 0
  for (const [index, tail] of tails.entries()) {
    const text = texts[index] ?? ""
    if (tail !== null) numbers += 1
    else if (text.trim() !== "" && !isNoValue(text)) words += 1
  }
  return numbers > 0 && numbers >= words * 2
}

/**
 * What each cell of a column lacks behind its units digit beside the cell that has most there, as characters of that width: with
 * these behind them the decimal signs stand under each other. Null for a cell that stands as words do.
 */
export function roomsBehind(tails: readonly Tail[], texts: readonly string[]): (string | null)[] {
  const shapes = tails.map((tail, index) => {
    const text = texts[index] ?? ""
    if (tail === null) return text.trim() === "" || isNoValue(text) ? [] : null
    return Array.from(tail, shapeOf)
  })
  const most = new Map<string, number>()
  for (const shape of shapes) {
    for (const [sign, count] of countsIn(shape ?? [])) most.set(sign, Math.max(most.get(sign) ?? 0, count))
  }
  return shapes.map((shape) => {
    if (shape === null) return null
    const own = countsIn(shape)
    return [...most].map(([sign, count]) => sign.repeat(count - (own.get(sign) ?? 0))).join("")
  })
}

/** Figures are all of one width in tables; a space at an end would take none. */
function shapeOf(sign: string): string {
  return digit.test(sign) ? "0" : /\s/u.test(sign) ? "\u00A0" : sign
}

function countsIn(signs: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return counts
}
