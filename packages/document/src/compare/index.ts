export { type ApartPair, type ApartPassage, pairPassages } from "./apart.ts"
export { itemMark, subparagraphMark } from "../canonical/numbers.ts"
export { compareContents } from "./compare.ts"
export { countsIn } from "./counts.ts"
export type {
  CaptionChange,
  CellChange,
  ChangeCounts,
  Comparison,
  LineLooks,
  LinePart,
  MovedPassage,
  NoteChange,
  NoteNumbers,
  PassageChange,
  RowChange,
  TextHead,
} from "./comparison.ts"
export { type ItemPassage, type Passage, passagesOf } from "./passages.ts"
export { sideOf } from "./side-of.ts"
export { sequenceOf } from "./sequence.ts"
