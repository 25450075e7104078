import * as Y from "yjs"
import { anchorAt, markedSpans, marksIn } from "../anchor/anchored.ts"
import { sectionWords } from "../anchor/section-words.ts"
import { markAttribute } from "../form/index.ts"
import type { PassageThread } from "./request.ts"

/** What becomes of each thread that has words in a passage. */
export type Division = ReadonlyMap<string, PassageThread["kind"]>

/** `moving` is all that goes, notes too; `staying` all that does not. */
export function divided(
  moving: readonly Y.XmlElement[],
  staying: readonly Y.XmlElement[],
  withMarks: boolean,
): Division {
  const going = charactersOf(moving)
  const left = charactersOf(staying)
  return new Map(
    [...going].map(([threadId, characters]) => {
      const stays = left.get(threadId) ?? 0
      if (withMarks && characters >= stays) return [threadId, "moved"]
      return [threadId, stays > 0 ? "stayed" : "lost"]
    }),
  )
}

/** Takes the marks of threads that have moved off what is left of their words; inside a transaction. */
export function unmarkLeft(root: Y.XmlElement, division: Division): void {
  for (const text of textsIn([root])) {
    for (const [threadId, start, end] of marksIn(text))
      if (division.get(threadId) === "moved") text.format(start, end - start, { [markAttribute(threadId)]: null })
  }
}

/** The threads with the anchors that they have in the text into which the passage came. */
export function threadsOf(division: Division, target: Y.Doc): PassageThread[] {
  if (![...division.values()].includes("moved")) {
    return [...division].flatMap(([threadId, kind]) => (kind === "moved" ? [] : [{ kind, threadId }]))
  }
  const words = sectionWords(target)
  const spans = markedSpans(words)
  return [...division].map(([threadId, kind]): PassageThread => {
    if (kind !== "moved") return { kind, threadId }
    const [first] = spans.get(threadId) ?? []
    // The words of a note may be there already, and then are not brought again.
    return first === undefined ? { kind: "lost", threadId } : { kind, threadId, ...anchorAt(words, first) }
  })
}

function charactersOf(elements: readonly Y.XmlElement[]): Map<string, number> {
  const characters = new Map<string, number>()
  for (const text of textsIn(elements)) {
    for (const [threadId, start, end] of marksIn(text))
      characters.set(threadId, (characters.get(threadId) ?? 0) + end - start)
  }
  return characters
}

function* textsIn(elements: readonly Y.XmlElement[]): Generator<Y.XmlText> {
  for (const element of elements) {
    for (const child of element.toArray()) {
      if (child instanceof Y.XmlText) yield child
      else if (child instanceof Y.XmlElement) yield* textsIn([child])
    }
  }
}
