import * as Y from "yjs"
import { isMarkAttribute } from "../form/index.ts"
import { firstItem } from "./internals.ts"

/** A run of characters with the threads that are on it. */
export interface MarkedRun {
  client: number
  clock: number
  length: number
  marks: string[]
}

/**
 * Every marked run of the text. Taken before an undo, it tells afterwards which marks went with the words that it removed:
 * Yjs brings the words back on redo, but not what a colleague or the server had put on them meanwhile.
 */
export function markedRuns(root: Y.XmlElement): MarkedRun[] {
  const runs: MarkedRun[] = []
  const visit = (element: Y.XmlElement): void => {
    for (const child of element.toArray()) {
      if (child instanceof Y.XmlText) addRuns(child, runs)
      else if (child instanceof Y.XmlElement) visit(child)
    }
  }
  visit(root)
  return runs
}

function addRuns(text: Y.XmlText, runs: MarkedRun[]): void {
  const marks = new Set<string>()
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat && isMarkAttribute(content.key)) {
      if ((content.value as unknown) === null) marks.delete(content.key)
      else marks.add(content.key)
    } else if (content instanceof Y.ContentString && marks.size > 0) {
      runs.push({ client: item.id.client, clock: item.id.clock, length: item.length, marks: [...marks] })
    }
  }
}

type Deletions = Y.Transaction["deleteSet"]

/** Of these runs, those of which something has been deleted. */
export function lostRuns(runs: readonly MarkedRun[], deletions: Deletions): MarkedRun[] {
  return runs.filter(({ client, clock, length }) =>
    deletions.clients.get(client)?.some((range) => range.clock < clock + length && clock < range.clock + range.len),
  )
}

/** Puts the marks back on those of the runs that have come back. Call it inside a transaction. */
export function restoreMarks(runs: readonly MarkedRun[], doc: Y.Doc): void {
  for (const { client, clock, length, marks } of runs) {
    const from = placeOf(client, clock, 0, doc)
    const to = placeOf(client, clock + length - 1, -1, doc)
    if (from === null || to === null || from.type !== to.type || !(from.type instanceof Y.XmlText)) continue
    const attributes = Object.fromEntries(marks.map((mark) => [mark, 1]))
    if (from.index < to.index) from.type.format(from.index, to.index - from.index, attributes)
  }
}

/** Where a character is now, followed through undo and redo. */
function placeOf(client: number, clock: number, assoc: 0 | -1, doc: Y.Doc): Y.AbsolutePosition | null {
  const position = Y.createRelativePositionFromJSON({ type: null, tname: null, item: { client, clock }, assoc })
  return Y.createAbsolutePositionFromRelativePosition(position, doc)
}
