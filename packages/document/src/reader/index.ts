export type { ChangedLine } from "../changes/changed-lines.ts"
export type { AuthoredEntry, AuthorRun } from "../authorship/index.ts"
export type { NamedAuthor, TextAuthors } from "./authorship-shelf.ts"
export {
  type Compacted,
  type ComparedTexts,
  type ContentRequest,
  type Counts,
  type GoalName,
  type Language,
  type Reader,
  ReaderError,
  type SeedBy,
  type UpdateCheck,
} from "./reader.ts"
export type { TextHit, TextHits, TextSearch } from "./text-search.ts"
export { openReader, type ReaderBounds, readerBounds } from "./worker-reader.ts"
export type { CutFound, CutQuery } from "../passage/find-cut.ts"
export {
  passageBounds,
  type PassageMove,
  type PassagePlace,
  type PassageProblem,
  type PassageRequest,
  type PassageRun,
  type PassageSelection,
  type PassageThread,
} from "../passage/request.ts"
export type { Brought, FollowAnswer, Followed, FollowRequest } from "../passage/follow/request.ts"
export {
  type Anchor,
  anchorBounds,
  type AnchoredThread,
  type FindAnswer,
  type FoundWords,
  type LostThread,
  type MarkAnswer,
  type MarkRequest,
  type MarkWordsAnswer,
  type MarkWordsRequest,
  type RemarkAnswer,
  type RemarkRequest,
  type WordsPlace,
  type WordsToMark,
} from "../anchor/request.ts"
export { type TypedAgreement, type TypedAnswer, typedBounds, type TypedQuote } from "../anchor/typed-request.ts"
