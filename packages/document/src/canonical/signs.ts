/**
 * Digits and letters that count, by language: for numbers of blocks, items of lists and notes alike. NOTE: by tables of its
 * own: what `Intl` knows differs from one browser to the next, and a number must not.
 */

/**
 * A number in the digits that CLDR 48 gives as usual for the tag, unless the tag itself asks for some (`ar-u-nu-arab`).
 * So Arabic as such counts 1, 2, 3, and so it does in the Maghreb and the Emirates; ar-EG, ar-SA and the like count ١، ٢، ٣.
 */
export function digits(number: number, language: string): string {
  const zero = zeroOf(language.toLowerCase())
  return String(number).replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)))
}

const western = 0x30

const systems: Readonly<Record<string, number>> = {
  latn: western,
  arab: 0x660,
  arabext: 0x6f0,
  beng: 0x9e6,
  deva: 0x966,
  mymr: 0x1040,
  tibt: 0xf20,
}

const usual: Readonly<Record<string, keyof typeof systems>> = {
  as: "beng",
  bn: "beng",
  ckb: "arab",
  dz: "tibt",
  fa: "arabext",
  ks: "arabext",
  mr: "deva",
  my: "mymr",
  ne: "deva",
  ps: "arabext",
  sa: "deva",
  sd: "arab",
}

const westernArabic = new Set(["001", "ae", "dz", "eh", "ly", "ma", "tn"])

function zeroOf(language: string): number {
  const [tag = "", extension] = language.split("-u-")
  const asked = /(?:^|-)nu-([a-z]+)/.exec(extension ?? "")?.[1]
  if (asked !== undefined && systems[asked] !== undefined) return systems[asked]
  const [name = "", ...subtags] = tag.split("-")
  if (name !== "ar") return systems[usual[name] ?? "latn"] ?? western
  const region = subtags.find((subtag) => /^([a-z]{2}|\d{3})$/.test(subtag))
  return region === undefined || westernArabic.has(region) ? western : (systems["arab"] ?? western)
}

export function primary(language: string): string {
  return language.toLowerCase().split("-")[0] ?? ""
}

const alphabets: Readonly<Record<string, string>> = {
  // The order of lists, not that of dictionaries.
  ar: "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
  ru: "абвгдежзиклмнопрстуфхцчшщэюя",
}

/** a … z, aa … zz, by the letters that lists of the language use; the first is 1. */
export function letters(number: number, language: string): string {
  const alphabet = Array.from(alphabets[primary(language)] ?? "abcdefghijklmnopqrstuvwxyz")
  let sign = ""
  for (let rest = number - 1; rest >= 0; rest = Math.floor(rest / alphabet.length) - 1)
    sign = (alphabet[rest % alphabet.length] ?? "") + sign
  return sign
}

/** Whether lists of the language count in letters other than a, b, c. */
export function hasLettersOfItsOwn(language: string): boolean {
  return alphabets[primary(language)] !== undefined
}

/** What each sign of a Roman numeral is worth, the greatest first. */
export const romanNumerals: readonly (readonly [number, string])[] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
]

export function roman(number: number): string {
  let rest = number
  let sign = ""
  for (const [value, letter] of romanNumerals) for (; rest >= value; rest -= value) sign += letter
  return sign
}
