export { coverDocxOf } from "./cover-docx.ts"
export { docxOf } from "./docx-of.ts"
export { settledArchive } from "./pack.ts"
export { DocxError } from "./images.ts"
