/** A text as it counts where a quote is looked for, and where each unit of that comes from. */
export interface Folded {
  readonly folded: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Words come back from mails, PDF files and other editors with other spaces, signs of quotation, dashes and line ends; letters, capitals and
 * accents are what they are. All white space is one space. Arabic is written with its short vowels or without, and with the digits of either form.
 */
export function foldQuote(text: string): Folded {
  const starts: number[] = []
  const ends: number[] = []
  let folded = ""
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const counted = countedAs(character)
    if (counted === " " && folded.endsWith(" ")) ends[ends.length - 1] = end
    else {
      folded += counted
      for (let unit = 0; unit < counted.length; unit++) {
        starts.push(at)
        ends.push(end)
      }
    }
    at = end
  }
  return { folded, starts, ends }
}

export function withoutSpaces({ folded, starts, ends }: Folded): Folded {
  const isLetter = (_: number, unit: number): boolean => folded[unit] !== " "
  return { folded: folded.replaceAll(" ", ""), starts: starts.filter(isLetter), ends: ends.filter(isLetter) }
}

/** Where units of a folded text stand in the text; null if they begin or end within a letter. */
export function wholeSpan(
  { folded, starts, ends }: Folded,
  from: number,
  to: number,
): { start: number; end: number } | null {
  const start = starts[from]
  const end = ends[to - 1]
  if (start === undefined || end === undefined) return null
  const cutsIn = from > 0 && starts[from - 1] === start
  const cutsOut = to < starts.length && (starts[to] === starts[to - 1] || /^\p{Mn}/u.test(folded.slice(to, to + 2)))
  return cutsIn || cutsOut ? null : { start, end }
}

const alike: readonly (readonly [RegExp, string])[] = [
  [/^[‘’‚‛′ʻʼ‹›´`]$/, "'"],
  [/^[“”„‟″«»]$/, '"'],
  [/^[‐‑‒–−]$/, "-"],
  [/^\s$/, " "],
  [/^\u066a$/, "%"],
  // Short vowels, and the stroke that fills a line.
  [/^(?:\u0640|[\u064b-\u0652]|\u0670)$/, ""],
  // Soft hyphens, joiners, and what only steers the direction of a line.
  [/^[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]$/, ""],
]

/** Bounded by the number of characters that there are. */
const known = new Map<string, string>()

function countedAs(character: string): string {
  let counted = known.get(character)
  if (counted === undefined) {
    counted = ""
    for (const part of character.normalize("NFKD"))
      counted += alike.find(([characters]) => characters.test(part))?.[1] ?? arabicDigit(part) ?? part
    known.set(character, counted)
  }
  return counted
}

function arabicDigit(character: string): string | null {
  const code = character.codePointAt(0) ?? 0
  const zero = [0x0660, 0x06f0].find((first) => code >= first && code <= first + 9)
  return zero === undefined ? null : String(code - zero)
}
