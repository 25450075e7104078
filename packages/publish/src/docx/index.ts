export { docxOf } from "./docx-of.ts"
export { DocxError } from "./images.ts"
