import type { Book, BookPart } from "../book/index.ts"
import { type Font, textFamilies } from "./fonts.ts"
import { textsOf } from "./texts.ts"

/** A character that no font can print, and the parts of the book that have it; null stands for pages before the first part. */
export interface MissingCharacter {
  readonly character: string
  readonly places: readonly (Pick<BookPart, "id" | "number" | "title"> | null)[]
}

/** The characters of a book that cannot be printed with these fonts, in the order in which they first appear. */
export function missingCharacters(book: Book, fonts: readonly Font[]): MissingCharacter[] {
  const canPrint = printable(fonts)
  const missing = new Map<string, Set<BookPart | null>>()
  for (const { text, part } of textsOf(book)) {
    for (const character of unprintable(text, canPrint)) {
      missing.set(character, (missing.get(character) ?? new Set()).add(part))
    }
  }
  return [...missing].map(([character, parts]) => ({
    character,
    places: [...parts].map((part) => part && { id: part.id, number: part.number, title: part.title }),
  }))
}

/** Why a book cannot be printed, in a sentence for people; null where it can. */
export function whyNotPrintable(book: Book, fonts: readonly Font[]): string | null {
  const families = new Set(fonts.map(({ family }) => family))
  const absent = textFamilies.filter((family) => !families.has(family))
  if (absent.length > 0) return `The PDF cannot be made without the ${plural(absent, "font")} ${absent.join(", ")}.`
  const missing = missingCharacters(book, fonts)
  if (missing.length === 0) return null
  const named = missing.slice(0, namedMax).map(described)
  const more = missing.length > namedMax ? `; and ${missing.length - namedMax} more` : ""
  return `The PDF cannot be made: no font has the ${plural(missing, "character")} ${named.join("; ")}${more}.`
}

/** So that the sentence stays one. */
const namedMax = 12
const placesNamedMax = 3

/** The characters of these texts that cannot be printed with these fonts, each once. */
export function unprintableIn(texts: Iterable<string>, fonts: readonly Font[]): string[] {
  const canPrint = printable(fonts)
  const found = new Set<string>()
  for (const text of texts) for (const character of unprintable(text, canPrint)) found.add(character)
  return [...found]
}

function described({ character, places }: MissingCharacter): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")
  const named = places
    .slice(0, placesNamedMax)
    .map((place) => (place ? `${place.number} ${place.title}`.trim() : "the first pages"))
  const more = places.length > placesNamedMax ? ` and ${places.length - placesNamedMax} more` : ""
  return `“${character}” (U+${code}) in ${named.join(", ")}${more}`
}

function plural(things: readonly unknown[], word: string): string {
  return things.length === 1 ? word : `${word}s`
}

function* unprintable(text: string, canPrint: (codePoint: number) => boolean): Generator<string> {
  if (isAscii.test(text)) return
  for (const character of text) {
    const parts = character.normalize("NFD")
    const isThere = (piece: string) => canPrint(piece.codePointAt(0) ?? 0)
    if (
      !saysNothing.test(character) &&
      !isThere(character) &&
      !(parts !== character && Array.from(parts).every(isThere))
    ) {
      yield character
    }
  }
}

const isAscii = /^[\n\t\x20-\x7e]*$/
/** Characters that have no look of their own: joiners, marks of direction, selectors, breaks. */
const saysNothing = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\n\r\t\u2028\u2029]/u

/** A character counts as printable where it is in every style that pages use: some family has it so, or in the nearest style. */
function printable(fonts: readonly Font[]): (codePoint: number) => boolean {
  const names = [...new Set(fonts.map(({ family }) => family))]
  const families = names.map((name) => fonts.filter(({ family }) => family === name))
  const inStyle = (isBold: boolean, isItalic: boolean) =>
    families.map((faces) => nearest(faces, isBold, isItalic).characters)
  const styles = [inStyle(false, false), inStyle(true, false), inStyle(false, true), inStyle(true, true)]
  const known = new Map<number, boolean>()
  return (codePoint) => {
    const can = known.get(codePoint) ?? styles.every((faces) => faces.some((characters) => characters.has(codePoint)))
    known.set(codePoint, can)
    return can
  }
}

function nearest(faces: readonly Font[], isBold: boolean, isItalic: boolean): Font {
  const distance = (font: Font) => (font.isItalic === isItalic ? 0 : 2) + (font.isBold === isBold ? 0 : 1)
  const [first] = faces.toSorted((a, b) => distance(a) - distance(b))
  if (first === undefined) throw new TypeError("A family without a font")
  return first
}
