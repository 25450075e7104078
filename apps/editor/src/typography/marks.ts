/** A mark that opens and the one that closes. */
export type Pair = readonly [open: string, close: string]

/** What typing leaves to the language: its quotation marks, and the spaces that go with its signs. */
export interface Marks {
  readonly double: Pair
  /** For a straight double quote within quotes; null where the same marks are used again. */
  readonly nested: Pair | null
  /** For a straight single quote; null where that is only ever an apostrophe. */
  readonly single: Pair | null
  /** Inside the double marks. */
  readonly inside?: string
  /** Before a sign, by the sign. */
  readonly before?: Readonly<Record<string, string>>
}

export const noBreakSpace = "\u00A0"
export const narrowSpace = "\u202F"
export const apostrophe = "’"

const english: Marks = { double: ["“", "”"], nested: null, single: ["‘", "’"] }
const guillemets: Marks = { double: ["«", "»"], nested: ["“", "”"], single: ["‘", "’"] }
const low: Marks = { double: ["„", "“"], nested: null, single: ["‚", "‘"] }
const lowHigh: Marks = { double: ["„", "”"], nested: ["«", "»"], single: ["‚", "’"] }
const swedish: Marks = { double: ["”", "”"], nested: null, single: ["’", "’"] }
const russian: Marks = { double: ["«", "»"], nested: ["„", "“"], single: ["‚", "‘"] }

/**
 * As the Imprimerie nationale has it: a thin space before `;`, `!` and `?`, a whole one before the colon and inside guillemets;
 * neither lets a line break. A typed `'` is an apostrophe.
 */
const french: Marks = {
  double: ["«", "»"],
  nested: ["“", "”"],
  single: null,
  inside: noBreakSpace,
  before: { ";": narrowSpace, "!": narrowSpace, "?": narrowSpace, ":": noBreakSpace },
}

/**
 * The delimiters of CLDR 44, save: Arabic, where CLDR has ”…“ and texts of the United Nations have guillemets, and Dutch, where
 * double marks stay double. A language that is not here keeps straight quotes.
 */
const byLanguage: Readonly<Record<string, Marks>> = {
  ar: guillemets,
  bg: { ...low, single: ["‘", "’"] },
  bn: english,
  ca: guillemets,
  cs: low,
  da: english,
  de: low,
  "de-ch": { double: ["«", "»"], nested: ["‹", "›"], single: ["‹", "›"] },
  el: guillemets,
  en: english,
  es: guillemets,
  et: { ...low, single: ["‘", "’"] },
  fa: { double: ["«", "»"], nested: ["‹", "›"], single: ["‹", "›"] },
  fi: swedish,
  fr: french,
  // The Office québécois sets a space before the colon only.
  "fr-ca": { ...french, before: { ":": noBreakSpace } },
  "fr-ch": { ...french, nested: ["‹", "›"], inside: narrowSpace, before: { ...french.before, ":": narrowSpace } },
  hi: english,
  hr: { double: ["„", "“"], nested: null, single: ["‚", "‘"] },
  hu: { double: ["„", "”"], nested: ["»", "«"], single: ["’", "’"] },
  id: english,
  it: guillemets,
  ja: { double: ["「", "」"], nested: ["『", "』"], single: null },
  ko: english,
  lt: { double: ["„", "“"], nested: null, single: ["‚", "‘"] },
  lv: english,
  ms: english,
  nb: { double: ["«", "»"], nested: null, single: ["‘", "’"] },
  nl: english,
  nn: { double: ["«", "»"], nested: null, single: ["‘", "’"] },
  no: { double: ["«", "»"], nested: null, single: ["‘", "’"] },
  pl: lowHigh,
  pt: english,
  "pt-pt": guillemets,
  ro: lowHigh,
  ru: russian,
  sk: low,
  sl: { double: ["„", "“"], nested: null, single: ["‚", "‘"] },
  sq: guillemets,
  sr: { double: ["„", "“"], nested: null, single: ["’", "’"] },
  sv: swedish,
  sw: english,
  th: english,
  tr: english,
  uk: russian,
  vi: english,
  zh: english,
  "zh-hant": { double: ["「", "」"], nested: ["『", "』"], single: null },
  "zh-hk": { double: ["「", "」"], nested: ["『", "』"], single: null },
  "zh-tw": { double: ["「", "」"], nested: ["『", "』"], single: null },
}

/** By the whole tag, or as much of its beginning as is known; null where nothing is. */
export function marksOf(language: string): Marks | null {
  for (let tag = language.toLowerCase(); tag !== ""; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    const marks = byLanguage[tag]
    if (marks !== undefined) return marks
  }
  return null
}
