export { type Quote, quoteBounds, QuotedText, type QuoteHits, type TextSpan } from "./quote.ts"
export { TypedText } from "./typed-text.ts"
export type { TextPosition } from "./position.ts"
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
} from "./request.ts"
