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
  $settlePastedMarks,
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
  Direction,
  Inline,
  TextRun,
  UnknownBlock,
} from "./canonical/content.ts"
export { $languageAtSelection, $languageOf, type LanguageAtSelection } from "./languages/around.ts"
export { type DirectedLanguage, SET_LANGUAGE_COMMAND } from "./languages/set.ts"
export { registerLanguages } from "./languages/typing.ts"
export type { Caption, OwnCaption } from "./kinds/caption/canonical.ts"
export type { CrossReference } from "./kinds/crossreference/canonical.ts"
export { goalKey } from "./kinds/crossreference/canonical.ts"
export type { GoalKind, ReferenceForm } from "./kinds/crossreference/form.ts"
export { goalOf, goalsIn, type TextGoal } from "./kinds/crossreference/goals.ts"
export {
  $createCrossReferenceNode,
  $isCrossReferenceNode,
  CrossReferenceNode,
  type ReferenceTo,
} from "./kinds/crossreference/node.ts"
export type { GoalsOf } from "./kinds/crossreference/print.ts"
export { type Goal, type GoalNumber, type ShownReference, shownReference } from "./kinds/crossreference/words.ts"
export { $insertFootnote } from "./kinds/footnote/edit.ts"
export {
  $createFootnoteNode,
  $createFootnoteReferenceNode,
  $createFootnotesNode,
  FootnoteNode,
  FootnoteReferenceNode,
  FootnotesNode,
} from "./kinds/footnote/node.ts"
export {
  $footnoteNumbers,
  $isFootnoteNode,
  $isFootnoteReferenceNode,
  $isFootnotesNode,
  $noteAround,
  $noteOf,
  $referencesTo,
  type FootnoteNumbers,
} from "./kinds/footnote/notes.ts"
export type { FootnoteReference, Note, NotePart, TableNoteReference } from "./kinds/footnote/canonical.ts"
export { noteLabel } from "./kinds/footnote/label.ts"
export type { Heading, HeadingLevel } from "./kinds/heading/canonical.ts"
export type { Image, ImageFile } from "./kinds/image/canonical.ts"
export { imageLimits, imageMediaTypes, type ImagePayload } from "./kinds/image/form.ts"
export { $createImageNode, $insertImage, $isImageNode, ImageNode, type InsertImageOptions } from "./kinds/image/node.ts"
export type { LineBreak } from "./kinds/linebreak/canonical.ts"
export type { Link } from "./kinds/link/canonical.ts"
export type { List, ListItem } from "./kinds/list/canonical.ts"
export type { Paragraph } from "./kinds/paragraph/canonical.ts"
export type { Quote } from "./kinds/quote/canonical.ts"
export { $editTable } from "./kinds/table/edit.ts"
export type { Table, TableCell, TableRow } from "./kinds/table/canonical.ts"
export type { TargetChip } from "./kinds/target/canonical.ts"
export { isTargetCodeShape } from "./kinds/target/form.ts"
export { $createTargetNode, $isTargetNode, TargetNode } from "./kinds/target/node.ts"
export { canonicalFromDoc } from "./canonical/from-doc.ts"
export type { SectionLanguage } from "./canonical/reading.ts"
export { $canonicalFromEditor } from "./canonical/from-editor.ts"
export { hashInput } from "./canonical/hash-input.ts"
export { type HtmlOptions, htmlOf } from "./canonical/html.ts"
export {
  type Line,
  type LineKind,
  linesOf,
  plainText,
  type Word,
  wordCount,
  wordsIn,
  wordsOf,
} from "./canonical/lines.ts"
export {
  type BlockNumber,
  countsOf,
  noCounts,
  type NumberCounts,
  type NumberSetting,
  numbersOf,
} from "./canonical/numbers.ts"
export { $numbersInEditor } from "./canonical/numbers-in-editor.ts"
export { CanonicalContentSchema } from "./canonical/schema.ts"
export { textOf } from "./canonical/text.ts"
export { type FoldedLine, foldedLine, Search, type SearchOptions, type Span, spansIn } from "./search/index.ts"
export {
  type AbbreviationLine,
  type AbbreviationWarning,
  type FoundAbbreviation,
  findAbbreviations,
  type PublicationAbbreviation,
} from "./abbreviations/index.ts"
export {
  type HeadingInText,
  headingsMax,
  headingsOf,
  type PartState,
  partStates,
  type SectionHeadings,
  wordsUnder,
} from "./shape/index.ts"
export { type SeedOptions, seedUpdate } from "./seed/index.ts"
export { isNoValue, isOfNumbers, type Tail, tailOf } from "./kinds/table/column-numbers.ts"
