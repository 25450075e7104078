import type { CoverNote } from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import { noteOf } from "./cover-notes.ts"
import { made, madeTogether, pdfType, wordType } from "./made-file.ts"
import type { MadeFile } from "./version-press.ts"

/** The cover note as files: it says which the others are, and so comes last. */
export function coverFiles(
  kept: Uint8Array,
  content: PublicationContent,
  others: readonly MadeFile[],
): Promise<MadeFile[]> {
  return madeTogether(["cover-note.docx", "cover-note.pdf"], () => filesOf(kept, content, others))
}

async function filesOf(
  kept: Uint8Array,
  content: PublicationContent,
  others: readonly MadeFile[],
): Promise<MadeFile[]> {
  const { coverNoteOf } = await import("@codraft/publish/cover")
  const enclosed = others.flatMap((file) => {
    if (!("bytes" in file)) return []
    const { name, bytes, pages } = file
    return [{ name, bytes: bytes.length, ...(pages === undefined ? {} : { pages }) }]
  })
  const letter = coverNoteOf(noteOf(kept), content, enclosed)
  return [
    await made("cover-note.docx", wordType, async () => {
      const { coverDocxOf } = await import("@codraft/publish/docx")
      return coverDocxOf(letter)
    }),
    await made("cover-note.pdf", pdfType, async () => {
      const { compactPdf, coverPdfOf, shippedFonts } = await import("@codraft/publish/pdf")
      return compactPdf(coverPdfOf(letter, { fonts: shippedFonts() }))
    }),
  ]
}

/** The characters of a note that no font has. */
export async function unprintableInNote({
  addressee,
  salutation,
  body,
  closing,
  contact,
}: CoverNote): Promise<string[]> {
  const { shippedFonts, unprintableIn } = await import("@codraft/publish/pdf")
  return unprintableIn([addressee, salutation, body, closing, ...Object.values(contact)], shippedFonts())
}
