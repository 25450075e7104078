import type * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { docOf, DocumentShelf, type ShelfBounds } from "./document-shelf.ts"
import { LineShelf } from "./line-shelf.ts"
import type { DocumentAt } from "./messages.ts"
import type { Language } from "./reader.ts"
import { type Question, questions } from "./tasks.ts"
import { hitsIn, type SearchedLine, searchedLines } from "./text-search.ts"

/** Where questions about texts are answered, from what is kept of them if that is enough. */
export class Desk {
  readonly #documents: DocumentShelf
  readonly #lines = new LineShelf()

  constructor(bounds?: ShelfBounds) {
    this.#documents = new DocumentShelf(bounds)
  }

  /** The answer; null if the bytes of the text are needed first. */
  fromKept(question: Question, at: DocumentAt, section: Language): { readonly answer: unknown } | null {
    if (question === "search") {
      const lines = this.#lines.get(lineKey(at, section), at.position)
      if (lines !== null) return { answer: found(lines, section) }
    }
    const doc = this.#documents.get(at.key, at.position)
    return doc === null ? null : { answer: this.#answer(question, doc, at, section) }
  }

  fromParts(question: Question, at: DocumentAt, section: Language, parts: readonly Uint8Array[]): unknown {
    if (question !== "search")
      return this.#answer(question, this.#documents.put(at.key, at.position, parts), at, section)
    // Searching needs lines again, not documents; and its bytes may be newer than it asked for, which other questions must not get.
    const doc = docOf(parts)
    const answer = this.#answer(question, doc, at, section)
    doc.destroy()
    return answer
  }

  #answer(question: Question, doc: Y.Doc, at: DocumentAt, section: Language): unknown {
    if (question !== "search") return questions[question](doc, section)
    const lines = searchedLines(canonicalFromDoc(doc, section))
    this.#lines.put(lineKey(at, section), at.position, lines)
    return found(lines, section)
  }
}

/** The language of the section is that of all lines which do not say otherwise. */
function lineKey({ key }: DocumentAt, { language }: Language): string {
  return `${language} ${key}`
}

function found(lines: readonly SearchedLine[], { search }: Language) {
  if (search === undefined) throw new Error("A search says what it looks for.")
  return hitsIn(lines, search)
}
