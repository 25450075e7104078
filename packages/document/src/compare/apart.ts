import type { Note } from "../canonical/index.ts"
import type { MovedPassage, NoteNumbers } from "./comparison.ts"
import { keyOf, type NoteNames, passageKey, textOfPassage } from "./keys.ts"
import { pairApart } from "./pairing.ts"
import { isLine, type Passage } from "./passages.ts"
import { Scope } from "./scope.ts"

/** A passage with what it takes to read it out of its text. */
export interface ApartPassage {
  readonly passage: Passage
  readonly language: string
  readonly footnotes: readonly Note[]
}

/** A passage of one text that stands in another one. */
export interface ApartPair {
  readonly before: number
  readonly after: number
  readonly change: MovedPassage
  /** The notes that went along. */
  readonly footnotes: readonly NoteNumbers[]
}

/** Which of these passages are each other's, though they stand in different texts. */
export function pairPassages(before: readonly ApartPassage[], after: readonly ApartPassage[]): ApartPair[] {
  return pairApart(before.map(unitOf), after.map(unitOf)).flatMap(([i, j]): ApartPair[] => {
    const [was, now] = [before[i], after[j]]
    if (was === undefined || now === undefined) return []
    const names = [namesOf(was), namesOf(now)] as const
    const change = new Scope([was.language, now.language], names, false).passage(was.passage, now.passage)
    return [{ before: i, after: j, change, footnotes: sharedNotes(was, now) }]
  })
}

function unitOf(apart: ApartPassage) {
  const { passage, language } = apart
  const key = passageKey(passage, namesOf(apart), language)
  return { id: passage.id, key, sort: isLine(passage) ? "line" : passage.type, text: textOfPassage(passage) }
}

/** Notes are called what they say, so that the same note has one name in every text. */
function namesOf({ footnotes }: ApartPassage): NoteNames {
  const none = { footnotes: [], tablenotes: [] }
  return { footnotes: footnotes.map((note) => keyOf(note, none)), tablenotes: [] }
}

function sharedNotes(was: ApartPassage, now: ApartPassage): NoteNumbers[] {
  const [before, after] = [namesOf(was).footnotes, namesOf(now).footnotes]
  const free = notesIn(now.passage)
  return notesIn(was.passage).flatMap((note): NoteNumbers[] => {
    const at = free.findIndex((other) => after[other] === before[note])
    return at === -1 ? [] : free.splice(at, 1).map((other) => ({ before: note, after: other }))
  })
}

/** The numbers of the notes that something refers to, each once. */
function notesIn(value: unknown): number[] {
  const found = new Set<number>()
  const visit = (each: unknown): void => {
    if (typeof each !== "object" || each === null) return
    const { type, note } = each as { type?: unknown; note?: unknown }
    if (type === "footnote" && typeof note === "number") found.add(note)
    for (const inner of Object.values(each)) visit(inner)
  }
  visit(value)
  return [...found]
}
