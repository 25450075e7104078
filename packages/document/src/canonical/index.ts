export type { Block, BlockHead, CanonicalContent, Direction, Inline, TextRun, UnknownBlock } from "./content.ts"
export type { Caption, OwnCaption } from "../kinds/caption/canonical.ts"
export { type CrossReference, goalKey } from "../kinds/crossreference/canonical.ts"
export type { GoalKind, ReferenceForm } from "../kinds/crossreference/form.ts"
export { goalOf, goalsIn, type TextGoal } from "../kinds/crossreference/goals.ts"
export { type GoalsOf, sayReferences } from "../kinds/crossreference/print.ts"
export { type Goal, type GoalNumber, type ShownReference, shownReference } from "../kinds/crossreference/words.ts"
export type { FootnoteReference, Note, NotePart, TableNoteReference } from "../kinds/footnote/canonical.ts"
export { noteLabel } from "../kinds/footnote/label.ts"
export type { Heading, HeadingLevel } from "../kinds/heading/canonical.ts"
export { type Image, type ImageFile, imagePath } from "../kinds/image/canonical.ts"
export type { LineBreak } from "../kinds/linebreak/canonical.ts"
export type { Link } from "../kinds/link/canonical.ts"
export type { List, ListItem } from "../kinds/list/canonical.ts"
export type { Paragraph } from "../kinds/paragraph/canonical.ts"
export type { Quote } from "../kinds/quote/canonical.ts"
export type { Table, TableCell, TableRow } from "../kinds/table/canonical.ts"
export { isNoValue, isOfNumbers, roomsBehind, tailOf } from "../kinds/table/column-numbers.ts"
export { cellPlaces } from "../kinds/table/grid.ts"
export type { TargetChip } from "../kinds/target/canonical.ts"
export { canonicalFromDoc } from "./from-doc.ts"
export type { SectionLanguage } from "./reading.ts"
export { type Hashed, hashInput } from "./hash-input.ts"
export { type HtmlOptions, htmlOf } from "./html.ts"
export {
  type Line,
  type LineHead,
  type LineKind,
  LineList,
  linesOf,
  plainText,
  type Word,
  wordCount,
  wordsOf,
} from "./lines.ts"
export {
  type BlockNumber,
  itemMark,
  countsAfter,
  countsOf,
  noCounts,
  type NumberCounts,
  type NumberSetting,
  numbersOf,
} from "./numbers.ts"
export { CanonicalContentSchema } from "./schema.ts"
export { roman, romanNumerals } from "./signs.ts"
export { textOf } from "./text.ts"
