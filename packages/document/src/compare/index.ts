export { itemMark, subparagraphMark } from "../canonical/numbers.ts"
export { compareContents } from "./compare.ts"
export type {
  CaptionChange,
  CellChange,
  ChangeCounts,
  Comparison,
  LineLooks,
  LinePart,
  NoteChange,
  PassageChange,
  RowChange,
  TextHead,
} from "./comparison.ts"
export { type ItemPassage, type Passage, passagesOf } from "./passages.ts"
export { sideOf } from "./side-of.ts"
export { sequenceOf } from "./sequence.ts"
