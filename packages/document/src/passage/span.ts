import * as Y from "yjs"
import { idAttribute, isBlockId } from "../form/index.ts"
import type { PassagePlace, PassageProblem, PassageSelection } from "./request.ts"

/** A run of a root's children, `to` not included. */
export interface Span {
  readonly from: number
  readonly to: number
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook

/** The blocks of a root without the notes at its end. A block that came behind these belongs to the text nevertheless. */
export function blocksEnd(children: readonly Child[]): number {
  let end = children.length
  while (end > 0 && isNotes(children[end - 1])) end--
  return end
}

export function isNotes(child: Child | undefined): child is Y.XmlElement {
  return child instanceof Y.XmlElement && child.nodeName === "footnotes"
}

export function idOf(child: Child | undefined): string {
  const id = child instanceof Y.XmlElement ? child.getAttribute(idAttribute) : undefined
  return isBlockId(id) ? (id as string) : ""
}

/** Where the selected passage stands, with captions that belong to its first or last block. */
export function spanOf(children: readonly Child[], selection: PassageSelection): Span | PassageProblem {
  const span = selected(children, selection)
  if (typeof span === "string") return span
  const whole = selection.kind === "cut" ? span : withCaptions(children, span)
  if (selection.kind === "from" && whole.from === 0) return "nothing-before"
  return children.slice(whole.from, whole.to).some((child) => !isNotes(child)) ? whole : "gone"
}

function selected(children: readonly Child[], selection: PassageSelection): Span | PassageProblem {
  const end = blocksEnd(children)
  switch (selection.kind) {
    case "cut":
      return cutSpan(children, selection.ids)
    case "everything":
      return { from: 0, to: end }
    case "from": {
      const from = placeOf(children, selection.id)
      return from === null ? "gone" : { from, to: end }
    }
    case "blocks": {
      const first = placeOf(children, selection.ids[0])
      const last = placeOf(children, selection.ids.at(-1))
      return first === null || last === null || last < first ? "gone" : { from: first, to: last + 1 }
    }
    case "moved":
      return movedSpan(children, end, selection)
    default:
      return selection satisfies never
  }
}

/** From the first of them to the last; others may stand between. */
function cutSpan(children: readonly Child[], ids: readonly string[]): Span | PassageProblem {
  const places = ids.map((id) => placeOf(children, id))
  const [from, last] = [places[0], places.at(-1)]
  const isInOrder = places.every((place, i) => place !== null && (i === 0 || place > (places[i - 1] ?? place)))
  return isInOrder && typeof from === "number" && typeof last === "number" ? { from, to: last + 1 } : "not-cut"
}

function movedSpan(
  children: readonly Child[],
  end: number,
  { ids, followedBy, others }: Extract<PassageSelection, { kind: "moved" }>,
): Span | PassageProblem {
  const known = new Set(ids.filter((id) => id !== ""))
  const places = children.flatMap((child, i) => (known.has(idOf(child)) ? [i] : []))
  const [from, last] = [places[0], places.at(-1)]
  if (from === undefined || last === undefined) return "gone"
  const follower = followedBy === null ? end : (placeOf(children, followedBy) ?? last + 1)
  const other = new Set(others)
  let to = last + 1
  while (to < follower && !other.has(idOf(children[to]))) to++
  return { from, to }
}

function placeOf(children: readonly Child[], id: string | null | undefined): number | null {
  if (id === null || id === undefined || id === "") return null
  const place = children.findIndex((child) => idOf(child) === id && !isNotes(child))
  return place < 0 ? null : place
}

/** The index at which a passage is put in. */
export function indexAt(children: readonly Child[], place: PassagePlace, isNeeded: boolean): number | PassageProblem {
  const before = placeOf(children, place.before)
  if (before !== null) return isCaptioned(children, before) ? before - 1 : before
  const after = placeOf(children, place.after)
  if (after !== null) return isCaptioned(children, after + 1) ? after + 2 : after + 1
  const isAsked = place.before !== null || place.after !== null
  return isAsked && isNeeded ? "place-gone" : blocksEnd(children)
}

/** Whether it is a line without anything in it. */
export function isEmptyLine(child: Child | undefined): child is Y.XmlElement {
  if (!(child instanceof Y.XmlElement) || !["paragraph", "heading", "quote"].includes(child.nodeName)) return false
  return child.toArray().every((inner) => inner instanceof Y.XmlText && inner.length === 0)
}

/** The only block between two neighbours, or between one and the end of the text; null if there are others, or none. */
export function onlyBetween(children: readonly Child[], { after, before }: PassagePlace): Child | null {
  const from = after === null ? -1 : placeOf(children, after)
  const to = before === null ? blocksEnd(children) : placeOf(children, before)
  return from !== null && to === from + 2 ? (children[from + 1] ?? null) : null
}

/** The neighbours of a passage, by which it is put back. */
export function standing(children: readonly Child[], { from, to }: Span): PassagePlace {
  const after = idOf(children[from - 1])
  const before = to < blocksEnd(children) ? idOf(children[to]) : ""
  return { after: after === "" ? null : after, before: before === "" ? null : before }
}

function withCaptions(children: readonly Child[], { from, to }: Span): Span {
  return {
    from: isCaptioned(children, from) ? from - 1 : from,
    to: isCaptioned(children, to) ? to + 1 : to,
  }
}

/** Whether this block and the one before it are a table or an image and its caption. */
function isCaptioned(children: readonly Child[], second: number): boolean {
  const [first, next] = [children[second - 1], children[second]]
  if (!(first instanceof Y.XmlElement) || !(next instanceof Y.XmlElement)) return false
  if (first.nodeName === "image") return next.nodeName === "caption" && isForFigure(next)
  return first.nodeName === "caption" && !isForFigure(first) && next.nodeName === "table"
}

function isForFigure(caption: Y.XmlElement): boolean {
  return caption.getAttribute("__for") === "figure"
}
