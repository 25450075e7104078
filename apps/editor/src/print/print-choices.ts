export type Paper = "a4" | "letter"

/** What is printed and how; all of it stands in the address, so that the same can be printed again. */
export interface PrintChoices {
  /** All that the reader may read, unless some are named. */
  sections?: string
  paper?: Paper
  hasLines?: boolean
  hasWideMargin?: boolean
}

export function printChoices(search: Record<string, unknown>): PrintChoices {
  const { sections, paper, hasLines, hasWideMargin } = search
  return {
    ...(typeof sections === "string" && sections !== "" ? { sections } : {}),
    ...(paper === "letter" ? { paper } : {}),
    ...(hasLines === true ? { hasLines } : {}),
    ...(hasWideMargin === true ? { hasWideMargin } : {}),
  }
}

/** Millimetres. Room for numbers of lines is within the column, where every browser prints. */
export const papers: Record<Paper, { size: string; width: number }> = {
  a4: { size: "A4", width: 210 },
  letter: { size: "letter", width: 215.9 },
}
export const sideMargin = 15
export const noteMargin = 55

const pixelsPerMillimetre = 96 / 25.4

/** How small the paper has to be shown to lie in a window so many pixels wide: 1 where there is room for it. */
export function fitOf(windowWidth: number, { hasWideMargin = false, ...choices }: PrintChoices): number {
  const width = columnWidth({ ...choices, hasWideMargin }) + (hasWideMargin ? noteMargin : 0)
  return Math.min(1, windowWidth / (width * pixelsPerMillimetre))
}

export function columnWidth({ paper = "a4", hasWideMargin = false }: PrintChoices): number {
  return papers[paper].width - 2 * sideMargin - (hasWideMargin ? noteMargin : 0)
}
