import assert from "node:assert/strict"
import { AlignmentType, type IImageOptions, ImageRun, type IParagraphOptions, type ParagraphChild } from "docx"
import type { BookFigure } from "../book/index.ts"
import type { BlockWriter, Child, Room } from "./blocks.ts"
import { type Around, printable, within } from "./inline.ts"

/** In twentieths of a point: no image is higher than that, so that its caption stands below it. */
const heightMax = 11_000

type Layout = Pick<IParagraphOptions, "alignment" | "keepNext" | "spacing">

/** What stands below an image stays with it. */
export function pictureLayout(isAlone: boolean): Layout {
  return { alignment: AlignmentType.START, keepNext: !isAlone }
}

export function captionLayout(isLast: boolean): Layout {
  return { alignment: AlignmentType.START, keepNext: !isLast, spacing: { before: 0, after: isLast ? 280 : 40 } }
}

export const creditLayout: Layout = { alignment: AlignmentType.START }

export function figureOf(figure: BookFigure, around: Around, room: Room, writer: BlockWriter, number: number): Child[] {
  const { caption, credit, file, alt } = figure
  const isAlone = caption === undefined && credit === undefined
  const style = room.cell?.style ?? "Figure"
  const layout = pictureLayout(isAlone)
  const picture = file === undefined ? [] : [pictureOf(figure, file, room, writer, number)]
  const shown = picture.length > 0 || alt === "" ? picture : [writer.inline.text(`[${alt}]`, around, { italics: true })]
  const lines = shown.length === 0 ? [] : [writer.paragraph(style, around, writer.marked(figure.id, shown), layout)]
  if (caption !== undefined) {
    const own = within(caption, around)
    const words = writer.marked(lines.length === 0 ? figure.id : undefined, writer.inline.all(caption.content, own))
    const mark = figure.number === undefined ? [] : [writer.inline.text(`${figure.number} `, own)]
    lines.push(writer.paragraph("Caption", own, [...mark, ...words], captionLayout(credit === undefined)))
  }
  if (credit !== undefined)
    lines.push(writer.paragraph("FigureCredit", around, [writer.inline.text(credit, around)], creditLayout))
  return lines
}

/** `more`: what else is said of it. */
export function pictureOf(
  { alt, isDecorative, width }: BookFigure,
  { blob, ...own }: NonNullable<BookFigure["file"]>,
  room: Room,
  writer: Pick<BlockWriter, "images">,
  number: number,
  more: Pick<IImageOptions, "insertion" | "deletion"> = {},
): ParagraphChild {
  const image = writer.images.get(blob)
  assert(image, "the images of the book are there before it is written")
  const across = Math.min(room.width * width, (heightMax * own.width) / own.height)
  const transformation = { width: pixels(across), height: pixels((across * own.height) / own.width) }
  const altText = { id: String(number), name: `Image ${number}`, description: printable(alt) }
  return new ImageRun({
    ...image,
    transformation,
    altText,
    ...(isDecorative ? { decorative: true } : {}),
    ...more,
  })
}

/** The library counts in px, of which an inch has 96. */
function pixels(twentieths: number): number {
  return (twentieths / 1440) * 96
}
