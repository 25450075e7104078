export { type Excerpt, excerptOf } from "./excerpt.ts"
export { fold, type FoldedLine, foldedLine, type Span } from "./fold.ts"
export { isOfLanguage, Search, type SearchOptions, spansIn } from "./search.ts"
