import type { PassageChange } from "@codraft/document/compare"
import { captionLayout, creditLayout, pictureLayout } from "../docx/figures.ts"
import { type Around, within } from "../docx/inline.ts"
import { captionWords } from "./captions.ts"
import type { Line } from "./items.ts"
import type { Look } from "./looks.ts"
import type { PlacedFigure, Union } from "./passages.ts"
import { type Side, type Sides, sides } from "./sides.ts"
import { textWords, type Word } from "./words.ts"

type ChangedImage = Extract<PassageChange, { kind: "changed"; type: "image" }>

/** An image with what stands below it. */
export function figureLines({ isGoal }: Union, places: Sides<PlacedFigure>, change: ChangedImage | null): Line[] {
  const lines: Line[] = []
  const add = (words: readonly Word[], look: (place: PlacedFigure) => Look | null): void => {
    const [before, after] = [places.before && look(places.before), places.after && look(places.after)]
    if (before !== null || after !== null)
      lines.push({ type: "line", words, looks: { before, after: after && { ...after } } })
  }
  add(pictureWords(places), (place) => {
    const { caption, credit, id } = place.leaf.block
    const isAlone = caption === undefined && credit === undefined
    if (!isShown(place)) return null
    const { around } = place.leaf
    return {
      style: place.room.cell?.style ?? "Figure",
      around,
      layout: pictureLayout(isAlone),
      ...goal(place === places.after, id),
    }
  })
  add(captionWords(places, change?.caption), (place) => {
    const { caption, credit, id } = place.leaf.block
    if (caption === undefined) return null
    const around = within(caption, place.leaf.around)
    return {
      style: "Caption",
      around,
      layout: captionLayout(credit === undefined),
      ...goal(place === places.after && !isShown(place), id),
    }
  })
  const [wasCredit, credit] = [places.before?.leaf.block.credit ?? "", places.after?.leaf.block.credit ?? ""]
  add(textWords(wasCredit, credit, aroundsOf(places)), (place) => {
    const { credit } = place.leaf.block
    return credit === undefined ? null : { style: "FigureCredit", around: place.leaf.around, layout: creditLayout }
  })
  return lines

  function goal(isHere: boolean, id: string | undefined): { id?: string } {
    return isHere && id !== undefined && isGoal(id) ? { id } : {}
  }
}

function isShown({ leaf: { block } }: PlacedFigure): boolean {
  return block.file !== undefined || block.alt !== ""
}

function pictureWords(places: Sides<PlacedFigure>): Word[] {
  const { before, after } = places
  const isSame = before !== null && after !== null && pictureKey(before) === pictureKey(after)
  if (isSame) return pictureOn("after", after).map((word) => ({ ...word, on: "both" }))
  return sides.flatMap((side) => {
    const place = places[side]
    return place === null ? [] : pictureOn(side, place)
  })
}

function pictureOn(side: Side, { leaf: { block, around }, room }: PlacedFigure): Word[] {
  if (block.file !== undefined)
    return [{ on: side, thing: { type: "picture", figure: block, width: room.width }, around }]
  return block.alt === "" ? [] : [{ on: side, thing: { type: "text", text: `[${block.alt}]`, italic: true }, around }]
}

function pictureKey({ leaf: { block }, room }: PlacedFigure): string {
  const { file, alt, isDecorative, width } = block
  return JSON.stringify([file, alt, isDecorative, width, room.width])
}

export function aroundsOf(places: Sides<{ readonly leaf: { readonly around: Around } }>): {
  before: Around
  after: Around
} {
  const before = places.before?.leaf.around ?? places.after?.leaf.around
  const after = places.after?.leaf.around ?? before
  if (before === undefined || after === undefined) throw new TypeError("What is in neither text is in no redline.")
  return { before, after }
}
