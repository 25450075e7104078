export { compactPdf } from "./compact.ts"
export { type Font, readFont, shippedFonts } from "./fonts.ts"
export { type MissingCharacter, missingCharacters, whyNotPrintable } from "./missing.ts"
export { PdfError, type PdfOptions, pdfOf } from "./pdf-of.ts"
