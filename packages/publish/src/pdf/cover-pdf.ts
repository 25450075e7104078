import { type CoverLetter, directionIn } from "../cover/index.ts"
import type { Font } from "./fonts.ts"
import { measures } from "./measures.ts"
import { unprintableIn } from "./missing.ts"
import { arabicScript, tongue } from "./sheet.ts"
import { familiesOf, PdfError, typeset } from "./typeset.ts"

/** A cover note as tagged PDF (PDF/UA-1). The same letter and fonts give the same bytes. */
export function coverPdfOf(letter: CoverLetter, { fonts }: { fonts: readonly Font[] }): Uint8Array {
  const missing = unprintableIn([JSON.stringify(letter)], fonts)
  if (missing.length > 0) throw new PdfError(`The PDF cannot be made: no font has the characters ${missing.join(" ")}.`)
  const json = JSON.stringify({
    ...tongue(letter, letter.language),
    arabicScript,
    families: familiesOf(fonts),
    measures,
    letter: sheetOfLetter(letter),
  })
  return typeset({ template: "cover.typ", json, fonts }).bytes
}

/** The letter with the direction of all that somebody wrote. */
function sheetOfLetter(letter: CoverLetter) {
  const written = (text: string) => ({ text, dir: directionIn(text, letter.dir) })
  return {
    ...letter,
    sender: written(letter.sender),
    addressee: letter.addressee.map(written),
    salutation: written(letter.salutation),
    paragraphs: letter.paragraphs.map((lines) => ({ lines, dir: directionIn(lines.join(" "), letter.dir) })),
    closing: written(letter.closing),
    contact: {
      ...letter.contact,
      name: written(letter.contact.name),
      organization: written(letter.contact.organization),
    },
  }
}
