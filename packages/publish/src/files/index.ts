export { fileNameIn, filesInOrder } from "./files.ts"
