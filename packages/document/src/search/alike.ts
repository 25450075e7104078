/** What one character counts as where words are looked for. */
export interface Counted {
  /** `part`: it joins what stands before it (accents, vowel signs, tatweel); `nothing`: it is as if it were not there. */
  readonly kind: "letter" | "part" | "nothing"
  /** What it counts as, in lower case; "" for parts and nothings. */
  readonly lower: string
  /** The same in its own case. */
  readonly cased: string
}

/** Characters that are taken for another, besides those that Unicode itself calls compatible (ligatures, wide forms, raised digits). */
const alike = new Map(
  Object.entries({
    "'": "‘’‚‛′ʻʼʾʿ‹›´`",
    '"': "“”„‟″«»",
    "-": "‐‑‒–−",
    " ": "\t\n\r\v\f\u0085\u2028\u2029\u1680",
    ss: "ß",
    SS: "ẞ",
    ae: "æ",
    AE: "Æ",
    oe: "œ",
    OE: "Œ",
    o: "ø",
    O: "Ø",
    l: "ł",
    L: "Ł",
    d: "đ",
    D: "Đ",
    h: "ħ",
    H: "Ħ",
    i: "ı",
    σ: "ς",
    // Alef is alef and ya is ya, whatever they carry; a final ta marbuta is read as ha.
    ا: "ٱ",
    ي: "ىیې",
    ه: "ةہە",
    ك: "ک",
    0: "٠۰",
    1: "١۱",
    2: "٢۲",
    3: "٣۳",
    4: "٤۴",
    5: "٥۵",
    6: "٦۶",
    7: "٧۷",
    8: "٨۸",
    9: "٩۹",
  }).flatMap(([counted, characters]) => Array.from(characters, (character) => [character, counted] as const)),
)

/** Accents of alphabets, vowel signs of Hebrew and Arabic, and tatweel. */
function isPart(character: string): boolean {
  return character === tatweel || (signs.test(character) && !voicing.test(character))
}

const tatweel = "\u0640"
const signs =
  /^(?=\p{Mn}|\p{Me})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]$/u
/** Japanese kana with and without these are different letters, as those of Indic scripts are, whose signs belong to them alone. */
const voicing = /^[\u3099\u309a]$/

/** Soft hyphens, joiners, and what only steers the direction of a line. */
const nothings = /^[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]$/

/** Bounded by the number of characters that there are. */
const known = new Map<string, Counted>()

/** What a character (one code point) counts as. */
export function countedAs(character: string): Counted {
  let counted = known.get(character)
  if (counted === undefined) {
    counted = count(character)
    known.set(character, counted)
  }
  return counted
}

export function isNothing(character: string): boolean {
  return nothings.test(character)
}

function count(character: string): Counted {
  if (isPart(character)) return { kind: "part", lower: "", cased: "" }
  if (nothings.test(character)) return { kind: "nothing", lower: "", cased: "" }
  const cased = plain(alike.get(character) ?? character)
  // Lower case may bring an accent along (İ), or a letter that counts as another.
  return { kind: "letter", cased, lower: plain(cased.toLowerCase()) }
}

function plain(text: string): string {
  let result = ""
  for (const character of text.normalize("NFKD")) {
    if (!isPart(character) && !nothings.test(character)) result += alike.get(character) ?? character
  }
  return result
}
