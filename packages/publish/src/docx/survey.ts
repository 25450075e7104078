import type { ImageFile } from "@codraft/document/canonical"
import type { Book, BookFigure, BookInline, BookText } from "../book/index.ts"

/** What is in a book, wherever in it. */
export interface Survey {
  /** The files of its images, in reading order; one that is shown twice is twice in it. */
  readonly files: readonly ImageFile[]
  /** What references lead to. */
  readonly goals: ReadonlySet<string>
  /** Of its texts. */
  readonly characters: number
  /** What its longest words cost to lay out, for each character before each: nothing in a text that people wrote. */
  readonly wordWork: number
}

/** Longer words than people write, though a table of addresses may have them. */
const wordCharactersMax = 100

export function surveyOf({ parts }: Book): Survey {
  const files: ImageFile[] = []
  const goals = new Set<string>()
  let characters = 0
  let wordWork = 0
  const visit = (thing: unknown): void => {
    if (Array.isArray(thing)) {
      wordWork += workOf(thing)
      thing.forEach(visit)
    } else if (typeof thing === "object" && thing !== null) {
      const { type } = thing as { type?: (BookFigure | BookInline)["type"] }
      if (type === "reference") {
        const { to } = thing as Extract<BookInline, { type: "reference" }>
        if (to !== undefined) goals.add(to)
      } else if (type === "figure") {
        const { file } = thing as BookFigure
        if (file !== undefined) files.push(file)
      } else if (type === "text") characters += (thing as BookText).text.length
      Object.values(thing).forEach(visit)
    }
  }
  visit(parts)
  return { files, goals, characters, wordWork }
}

/** A word may go on from one run of text to the next. */
function workOf(content: readonly unknown[]): number {
  const line = content.map((one) => textOf(one) ?? " ").join("")
  const long = line.split(/\s+/).filter((word) => word.length > wordCharactersMax)
  return long.reduce((work, { length }) => work + length ** 2, 0)
}

function textOf(one: unknown): string | null {
  if (typeof one !== "object" || one === null) return null
  const { type, text } = one as Partial<BookText>
  return type === "text" && typeof text === "string" ? text : null
}
