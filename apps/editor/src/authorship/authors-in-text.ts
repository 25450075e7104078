import { $getBlockId } from "@codraft/document"
import { $getNodeByKey, type LexicalEditor } from "lexical"
import { type LineInText, linesInText, movedOffsets, rangeIn } from "../changes/in-text.ts"
import { organizationsIn, type SectionAuthors } from "./section-authors.ts"

/** Looks that an organisation can have; beyond them they begin anew, and the card tells them apart. */
export const looksMax = 8
const name = (look: number): string => `author-${look % looksMax}`

/** What the card says of the words under the pointer or at the caret. */
export interface PassageAt {
  /** Index in the authors; null for one's own words that the server has not told of yet. */
  readonly author: number | null
  readonly at: number | null
  readonly range: Range
}

/**
 * Tints each passage by the organisation that wrote it, without touching the text. Follows the text while it is edited: what
 * one types oneself is one's own at once, what others type has no tint until the server has told whose it is.
 */
export class AuthorsInText {
  readonly #editor: LexicalEditor
  readonly #ownLook: string | null
  #authors: SectionAuthors
  readonly #forget: () => void
  #waiting = 0
  /** Blocks in which this person has written since the server was asked. */
  readonly #own = new Set<string>()
  #passages: PassageAt[] = []

  constructor(editor: LexicalEditor, authors: SectionAuthors, ownOrganization: string | null) {
    this.#editor = editor
    this.#authors = authors
    this.#ownLook = ownOrganization
    this.#forget = editor.registerUpdateListener(({ tags, dirtyElements, dirtyLeaves, editorState }) => {
      if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return
      if (!tags.has("collaboration")) {
        editorState.read(() => {
          for (const key of dirtyElements.keys()) {
            const node = $getNodeByKey(key)
            const id = node ? $getBlockId(node) : ""
            if (id !== "") this.#own.add(id)
          }
        })
      }
      this.#paintLater()
    })
    this.#paint()
  }

  show(authors: SectionAuthors): void {
    this.#authors = authors
    this.#own.clear()
    this.#paint()
  }

  destroy(): void {
    this.#forget()
    clearTimeout(this.#waiting)
    for (let look = 0; look < looksMax; look++) CSS.highlights?.delete(name(look))
  }

  /** The passage that a place on the page is in. */
  passageAt(node: Node, offset: number): PassageAt | null {
    return (
      this.#passages.find(({ range }) => {
        try {
          return range.isPointInRange(node, offset)
        } catch {
          return false
        }
      }) ?? null
    )
  }

  #paintLater(): void {
    if (this.#waiting !== 0) return
    this.#waiting = window.setTimeout(() => {
      this.#waiting = 0
      this.#paint()
    }, calmMs)
  }

  #paint(): void {
    const lines = linesInText(this.#editor)
    const looks = new Map(organizationsIn(this.#authors).map(({ id }, look) => [id, look]))
    if (this.#ownLook !== null && !looks.has(this.#ownLook)) looks.set(this.#ownLook, looks.size)
    const painted = Array.from({ length: looksMax }, () => new Highlight())
    const paint = (organization: string | null | undefined, range: Range): void => {
      const look = organization ? looks.get(organization) : undefined
      if (look !== undefined) painted[look % looksMax]?.add(range)
    }
    this.#passages = []
    const told = new Set<string>()
    for (const { id, text, runs } of this.#authors.lines) {
      const line = id === undefined ? undefined : lines.get(id)
      if (!line || id === undefined) continue
      told.add(id)
      let from = 0
      for (const [author, at, length] of runs) {
        const range = rangeIn(line, text, from, from + length)
        from += length
        if (!range) continue
        this.#passages.push({ author, at, range })
        paint(this.#authors.authors[author]?.orgId, range)
      }
      if (this.#own.has(id)) this.#paintOwn(line, text, paint)
    }
    for (const id of this.#own) {
      const line = told.has(id) ? undefined : lines.get(id)
      if (line) this.#paintOwn(line, "", paint)
    }
    painted.forEach((highlight, look) => CSS.highlights?.set(name(look), highlight))
  }

  /** What stands in a line beyond the words that the server told of. */
  #paintOwn(line: LineInText, told: string, paint: (organization: string | null, range: Range) => void): void {
    const max = Math.min(told.length, line.text.length)
    let start = 0
    while (start < max && told[start] === line.text[start]) start++
    const end = movedOffsets(told, line.text)(told.length) - this.#commonEnd(told, line.text, start)
    if (end <= start) return
    const range = rangeIn(line, line.text, start, end)
    if (!range) return
    this.#passages.unshift({ author: null, at: null, range })
    paint(this.#ownLook, range)
  }

  #commonEnd(before: string, after: string, start: number): number {
    const max = Math.min(before.length, after.length) - start
    let length = 0
    while (length < max && before[before.length - 1 - length] === after[after.length - 1 - length]) length++
    return length
  }
}

const calmMs = 150
