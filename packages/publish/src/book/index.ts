export type {
  Abbreviation,
  Book,
  BookBlock,
  BookCell,
  BookFigure,
  BookHead,
  BookHeading,
  BookInline,
  BookItem,
  BookList,
  BookNote,
  BookParagraph,
  BookPart,
  BookQuote,
  BookRow,
  BookTable,
  BookText,
  BookWords,
  Cover,
  Imprint,
} from "./book.ts"
export { bookOf } from "./book-of.ts"
export { type ContentsEntry, contentsOf, contentsRanksMax, plainText } from "./contents.ts"
