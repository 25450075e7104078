export type { Correction } from "./correction.ts"
export { corrigendumBook } from "./corrigendum-book.ts"
export { corrigendumOf } from "./corrigendum-of.ts"
export {
  type CorrigendumFile,
  corrigendumDocx,
  corrigendumFiles,
  type CorrigendumOptions,
  corrigendumPdf,
} from "./files.ts"
