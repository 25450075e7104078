export {
  type ElementName,
  type Format,
  formats,
  isAllowedUrl,
  listDepthMax,
  markAttribute,
  markState,
  payloadsName,
  rootName,
  threadOfMark,
} from "./form/index.ts"
export {
  $createCaptionNode,
  $getBlockId,
  $isCaptionNode,
  $isMarked,
  $isUnknownNode,
  $markedThreads,
  $setBlockId,
  blockIdState,
  CaptionNode,
  excludedProperties,
  languageState,
  markStateOf,
  nodes,
  registerNormalization,
  UnknownNode,
} from "./nodes/index.ts"
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
} from "./canonical/content.ts"
export { canonicalFromDoc, type SectionLanguage } from "./canonical/from-doc.ts"
export { $canonicalFromEditor } from "./canonical/from-editor.ts"
export { hashInput } from "./canonical/hash-input.ts"
export { htmlOf } from "./canonical/html.ts"
export { type Line, linesOf, plainText, type Word, wordCount, wordsOf } from "./canonical/lines.ts"
export { CanonicalContentSchema } from "./canonical/schema.ts"
export { textOf } from "./canonical/text.ts"
export { type SeedOptions, seedUpdate } from "./seed/index.ts"
