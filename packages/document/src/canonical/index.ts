export type {
  Block,
  BlockHead,
  CanonicalContent,
  Caption,
  Direction,
  Heading,
  HeadingLevel,
  Inline,
  LineBreak,
  Link,
  List,
  ListItem,
  Paragraph,
  Quote,
  Table,
  TableCaption,
  TableCell,
  TableRow,
  TextRun,
  UnknownBlock,
} from "./content.ts"
export { canonicalFromDoc, type SectionLanguage } from "./from-doc.ts"
export { hashInput } from "./hash-input.ts"
export { htmlOf } from "./html.ts"
export { type Line, linesOf, plainText, type Word, wordCount, wordsOf } from "./lines.ts"
export { CanonicalContentSchema } from "./schema.ts"
export { textOf } from "./text.ts"
