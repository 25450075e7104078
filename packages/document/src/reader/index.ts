export {
  type Compacted,
  type ContentRequest,
  type Counts,
  type GoalName,
  type Reader,
  ReaderError,
  type SeedBy,
  type UpdateCheck,
} from "./reader.ts"
export type { TextHit, TextHits, TextSearch } from "./text-search.ts"
export { openReader, type ReaderBounds, readerBounds } from "./worker-reader.ts"
