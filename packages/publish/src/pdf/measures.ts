import type { Font } from "./fonts.ts"

/** Every measure of the page, in points unless it says otherwise. The template reads them from here. */
export const measures = {
  pageWidth: 595.28,
  pageHeight: 841.89,
  /** A4, with a text of about 75 letters in a line. */
  margin: { top: 92, bottom: 88, side: 88 },
  /** A page that is turned for a wide table. */
  turnedMargin: { top: 76, bottom: 62, side: 57 },
  headerRise: 36,
  /** How high the caption of a table that goes on may be between running head and text. */
  continuedMax: 24,
  footerDrop: 30,
  text: 10,
  small: 8.5,
  tableSizes: [8.5, 8, 7.5, 7, 6.5],
  /** Beside and above words; behind numbers. */
  cellInset: { x: 4.5, y: 4, numberEnd: 11 },
  /** Above this many columns a table turns its pages. */
  uprightColumnsMax: 8,
} as const

export function textWidth(isTurned: boolean): number {
  return isTurned ? measures.pageHeight - 2 * measures.turnedMargin.side : measures.pageWidth - 2 * measures.margin.side
}

/** How wide words are, at size 1, without kerning. What no font has counts as wide as the size. */
export function ruler(fonts: readonly Font[], family: string): (text: string) => number {
  const bold = fonts.filter((font) => font.isBold && !font.isItalic)
  const faces = bold.toSorted((a, b) => Number(b.family === family) - Number(a.family === family))
  const widths = new Map<string, number>()
  const widthOf = (character: string) => {
    const codePoint = character.codePointAt(0) ?? 0
    const face = faces.find(({ characters }) => characters.has(codePoint))
    return face === undefined ? 1 : face.widthOf(codePoint)
  }
  return (text) => {
    let total = 0
    for (const character of text) {
      const width = widths.get(character) ?? widthOf(character)
      widths.set(character, width)
      total += width
    }
    return total
  }
}
