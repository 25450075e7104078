import type { CaptionChange } from "@codraft/document/compare"
import { within } from "../docx/inline.ts"
import type { PlacedFigure, PlacedTable } from "./passages.ts"
import { aroundsOf } from "./figures.ts"
import type { Side, Sides } from "./sides.ts"
import { LineReading, type PrintedLine, saidWords, sameWords, type Word, wordsOn } from "./words.ts"

type Captioned = PlacedTable | PlacedFigure

/** The caption of a table or image with its number. */
export function captionWords(places: Sides<Captioned>, change: CaptionChange | undefined, notesAt?: string): Word[] {
  const lines = { before: captionOf(places.before, notesAt), after: captionOf(places.after, notesAt) }
  const arounds = aroundsOf(places)
  const numbers = saidWords(numberOf(places.before), numberOf(places.after), {
    before: lines.before?.around ?? arounds.before,
    after: lines.after?.around ?? arounds.after,
  })
  return [...numbers, ...wordsOf(lines, change)]
}

function wordsOf({ before, after }: Sides<PrintedLine>, change: CaptionChange | undefined): Word[] {
  const all = (side: Side, line: PrintedLine | null) => (line === null ? [] : wordsOn(side, line))
  if (before === null || after === null) return [...all("before", before), ...all("after", after)]
  if (change?.kind === "changed") return new LineReading([before], [after]).words(change.line)
  return sameWords(before, after)
}

function captionOf(place: Captioned | null, notesAt: string | undefined): PrintedLine | null {
  const { caption } = place?.leaf.block ?? {}
  if (place === null || caption === undefined || place.passage.caption === undefined) return null
  const around = within(caption, place.leaf.around)
  return { content: place.passage.caption.content, printed: caption.content, around, notesAt }
}

function numberOf(place: Captioned | null): string | null {
  const { caption, number } = place?.leaf.block ?? {}
  return caption === undefined || number === undefined ? null : `${number} `
}
