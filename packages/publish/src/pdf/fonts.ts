import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { create, type Font as Face } from "fontkit"

/** One style of a family, as a TrueType or OpenType file. */
export interface Font {
  readonly family: string
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly bytes: Uint8Array
  readonly characters: ReadonlySet<number>
  /** The width of a character in parts of the size; 0 where the font does not have it. */
  readonly widthOf: (codePoint: number) => number
}

/** What the pages are set in, in this order where the font before lacks a character. */
export const textFamilies = ["Noto Serif", "Noto Sans", "Amiri"] as const

export function readFont(bytes: Uint8Array): Font {
  const face = create(Buffer.from(bytes))
  if (!("characterSet" in face)) throw new TypeError("A file of several fonts: give each by itself.")
  const weight = face["OS/2"].usWeightClass ?? 400
  return {
    family: face.familyName,
    isBold: weight >= 600,
    isItalic: face.italicAngle !== 0,
    bytes,
    characters: new Set(face.characterSet),
    widthOf: remembered((codePoint) => widthIn(face, codePoint)),
  }
}

function widthIn(face: Face, codePoint: number): number {
  return face.hasGlyphForCodePoint(codePoint) ? face.glyphForCodePoint(codePoint).advanceWidth / face.unitsPerEm : 0
}

function remembered(widthOf: (codePoint: number) => number): (codePoint: number) => number {
  const known = new Map<number, number>()
  return (codePoint) => {
    const found = known.get(codePoint) ?? widthOf(codePoint)
    known.set(codePoint, found)
    return found
  }
}

/**
 * The fonts that come with this package: Latin, Greek and Cyrillic (Noto Serif, Noto Sans), Arabic (Amiri), and arrows,
 * signs of mathematics and bullets. Fonts of other scripts may be added behind them.
 *
 * NOTE: Arabic fonts that draw letters and their dots apart (Noto Naskh, Noto Sans Arabic) look well and cannot be searched,
 * copied or read aloud: the PDF then has dots for letters. Try the words of the page before you change the font.
 */
export function shippedFonts(): Font[] {
  const { resolve } = createRequire(import.meta.url)
  return shipped.map((file) => readFont(readFileSync(resolve(`@expo-google-fonts/${file}`))))
}

const shipped = [
  "noto-serif/400Regular/NotoSerif_400Regular.ttf",
  "noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf",
  "noto-serif/700Bold/NotoSerif_700Bold.ttf",
  "noto-serif/700Bold_Italic/NotoSerif_700Bold_Italic.ttf",
  "noto-sans/400Regular/NotoSans_400Regular.ttf",
  "noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf",
  "noto-sans/700Bold/NotoSans_700Bold.ttf",
  "noto-sans/700Bold_Italic/NotoSans_700Bold_Italic.ttf",
  "amiri/400Regular/Amiri_400Regular.ttf",
  "amiri/400Regular_Italic/Amiri_400Regular_Italic.ttf",
  "amiri/700Bold/Amiri_700Bold.ttf",
  "amiri/700Bold_Italic/Amiri_700Bold_Italic.ttf",
  "noto-sans-math/400Regular/NotoSansMath_400Regular.ttf",
  "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
]
