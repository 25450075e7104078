import * as Y from "yjs"
import { markAttribute } from "../form/index.ts"
import type { Language } from "../reader/reader.ts"
import { anchorAt, markedSpans } from "./anchored.ts"
import { locate } from "./locate.ts"
import { lostSpans } from "./lost.ts"
import { Places } from "./place.ts"
import { positionFrom } from "./position.ts"
import type { TextSpan } from "./quote.ts"
import {
  type Anchor,
  anchorBounds,
  type FindAnswer,
  type FoundWords,
  type MarkAnswer,
  type MarkRequest,
  type MarkWordsAnswer,
  type MarkWordsRequest,
  type RemarkAnswer,
  type RemarkRequest,
} from "./request.ts"
import { type SectionWords, sectionWords } from "./section-words.ts"

/** Puts the mark of a thread on the words that its anchor names. */
export function markWords({ threadId, anchor, ...request }: MarkWordsRequest): MarkWordsAnswer {
  const { update, answers } = markAll({ ...request, marks: [{ threadId, anchor }] })
  const [answer] = answers
  if (answer === undefined) throw new Error("an anchor without an answer")
  if (answer.kind !== "found") return answer
  if (update === null) throw new Error("words were marked and nothing changed")
  return { ...answer, update }
}

/** Puts the marks of threads on the words that their anchors name, in one change. */
export function markAll({ parts, clientId, marks, section }: MarkRequest): MarkAnswer {
  const marking = new Marking(parts, clientId, section)
  const answers = marks.slice(0, anchorBounds.marksMax).map(({ threadId, anchor }) => {
    const { answer, span } = marking.find(anchor)
    if (span !== null) marking.mark(span, threadId)
    return answer
  })
  return { update: marking.finish(), answers }
}

/** Where the words of these anchors are; nothing is marked. */
export function findWords(doc: Y.Doc, anchors: readonly Anchor[], section?: Language): FindAnswer[] {
  const finding = new Finding(doc, section)
  return anchors.slice(0, anchorBounds.marksMax).map((anchor) => finding.find(anchor).answer)
}

/**
 * Marks again what lost its words: where the quote stands with what was before or behind it, and in one place only. A thread that has
 * but some of them gets the others: where the quote stands around those, or else where each of the lost lines stands by itself.
 */
export function remarkLost({ parts, clientId, threads, section }: RemarkRequest): RemarkAnswer {
  const marking = new Marking(parts, clientId, section)
  const present = markedSpans(marking.words)
  const marked = threads.slice(0, anchorBounds.lostMax).flatMap(({ threadId, quote }) => {
    const lost = lostSpans(marking.words, quote, present.get(threadId) ?? [])
    if (lost.some((span) => marking.words.runsIn(span).length > anchorBounds.runsMax)) return []
    for (const span of lost) marking.mark(span, threadId)
    return lost.length > 0 ? [{ threadId, words: marking.told(lost) }] : []
  })
  return { update: marking.finish(), marked }
}

interface Found {
  readonly answer: FindAnswer
  readonly span: TextSpan | null
}

class Finding {
  readonly words: SectionWords
  readonly #doc: Y.Doc
  readonly #places: Places

  constructor(doc: Y.Doc, section: Language | undefined) {
    this.#doc = doc
    this.words = sectionWords(doc)
    this.#places = new Places(doc, this.words, section)
  }

  find(anchor: Anchor): Found {
    const located = locate(this.words, anchor, this.#placed(anchor))
    if (located.kind !== "found") return { answer: located, span: null }
    const { span, by } = located
    return { answer: { kind: "found", words: this.told([span]), by }, span }
  }

  told(spans: readonly TextSpan[]): FoundWords {
    const [first = { start: 0, end: 0 }] = spans
    return { ...this.#places.of(spans), ...anchorAt(this.words, first) }
  }

  #placed({ start, end }: Anchor): TextSpan | null {
    const [from, to] = [this.#offsetOf(start), this.#offsetOf(end)]
    return from === null || to === null || from >= to ? null : { start: from, end: to }
  }

  #offsetOf(value: unknown): number | null {
    const position = positionFrom(value)
    const place = position && Y.createAbsolutePositionFromRelativePosition(position, this.#doc)
    return place?.type instanceof Y.XmlText ? this.words.offsetOf(place.type, place.index) : null
  }
}

class Marking extends Finding {
  readonly #doc: Y.Doc
  readonly #marks: { readonly span: TextSpan; readonly threadId: string }[] = []

  constructor(parts: readonly Uint8Array[], clientId: number, section: Language | undefined) {
    const doc = new Y.Doc()
    for (const part of parts) Y.applyUpdate(doc, part)
    doc.clientID = clientId
    super(doc, section)
    this.#doc = doc
  }

  mark(span: TextSpan, threadId: string): void {
    this.#marks.push({ span, threadId })
  }

  /** What writes the marks: nobody can write in between. */
  finish(): Uint8Array | null {
    const doc = this.#doc
    let update: Uint8Array | null = null
    doc.on("update", (bytes: Uint8Array) => {
      update = bytes
    })
    // Formats take no room: what stands where stays so.
    doc.transact(() => {
      for (const { span, threadId } of this.#marks)
        for (const { of: shared, index, length } of this.words.runsIn(span))
          shared.format(index, length, { [markAttribute(threadId)]: 1 })
    })
    doc.destroy()
    return update
  }
}
