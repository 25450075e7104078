import { AlignmentType, type ILevelsOptions, LevelFormat, LevelSuffix } from "docx"
import type { BookPart } from "../book/index.ts"
import { shownMark } from "./marks.ts"
import type { Numbered, Numberings } from "./numbering.ts"

const levelsMax = 9

/** One list for the chapters and one for the annexes, each with its deeper levels: 7, 7.2; Annex A, A.1. */
export class PartNumbers {
  readonly #numberings: Numberings
  #list: PartList | null = null

  constructor(numberings: Numberings) {
    this.#numberings = numberings
  }

  /** Null where the number of the part is not the next that Word would count: then it stands as text. */
  next({ number, depth, isAnnex }: BookPart): Numbered | null {
    if (depth >= levelsMax) return null
    const before = isAnnex && depth === 0 ? number.slice(0, number.lastIndexOf(" ") + 1) : (this.#list?.before ?? "")
    const isSame = this.#list?.isAnnex === isAnnex && this.#list.before === before
    const counts = isSame ? (this.#list?.counts ?? []) : []
    const list = { isAnnex, before, counts: [...counts.slice(0, depth), (counts[depth] ?? 0) + 1] }
    if (list.counts.length !== depth + 1 || saidBy(list) !== number) return null
    this.#list = list
    return this.#numberings.shared(`parts ${String(isAnnex)} ${before}`, () => levelsOf(before, isAnnex), depth)
  }
}

/** A list that is going on: its counts from the outermost level on, and what stands before the sign of that. */
interface PartList {
  readonly isAnnex: boolean
  readonly before: string
  readonly counts: readonly number[]
}

function saidBy({ isAnnex, before, counts }: PartList): string {
  const [first = 0, ...deeper] = counts
  const format = isAnnex ? LevelFormat.UPPER_LETTER : LevelFormat.DECIMAL
  const sign = shownMark({ format, before: "", after: "" }, first)
  return deeper.length === 0 ? `${before}${sign}` : [sign, ...deeper].join(".")
}

function levelsOf(before: string, isAnnex: boolean): ILevelsOptions[] {
  return Array.from({ length: levelsMax }, (_, level) => ({
    level,
    format: level === 0 && isAnnex ? LevelFormat.UPPER_LETTER : LevelFormat.DECIMAL,
    text: level === 0 ? `${before}%1` : Array.from({ length: level + 1 }, (_, i) => `%${i + 1}`).join("."),
    start: 1,
    alignment: AlignmentType.START,
    suffix: LevelSuffix.TAB,
    style: { paragraph: { indent: { left: numberWidth(level, before), hanging: numberWidth(level, before) } } },
  }))
}

/** Where the title begins: room for the number in the size that the heading has. */
function numberWidth(level: number, before: string): number {
  if (level > 0) return level === 1 ? 794 : 680
  return before === "" ? 680 : 1_700
}
