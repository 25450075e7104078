import type { Book, BookBlock, BookInline, BookList, BookNote, BookPart } from "../book/index.ts"

/** Something that a book says, and in which part; outside of all parts `part` is null. */
export interface SaidText {
  readonly text: string
  readonly part: BookPart | null
}

/** Every text of a book, in reading order. */
export function* textsOf(book: Book): Generator<SaidText> {
  const { cover, imprint, abbreviations, words, parts } = book
  const front = [
    ...Object.values(cover),
    ...imprint.notices,
    ...abbreviations.flatMap(({ short, full }) => [short, full]),
    ...Object.values(words),
  ]
  for (const text of front) if (typeof text === "string") yield { text, part: null }
  for (const part of parts) for (const text of textsOfPart(part)) yield { text, part }
}

function* textsOfPart({ number, title, viewsOf, blocks, notes }: BookPart): Generator<string> {
  yield number
  yield title
  if (viewsOf !== null) yield viewsOf
  yield* inBlocks(blocks)
  yield* inNotes(notes)
}

function* inBlocks(blocks: readonly BookBlock[]): Generator<string> {
  for (const block of blocks) {
    if ("number" in block && block.number !== undefined) yield block.number
    switch (block.type) {
      case "paragraph":
      case "heading":
      case "quote":
        yield* inLine(block.content)
        break
      case "list":
        yield* inList(block)
        break
      case "table":
        yield* inLine(block.caption?.content ?? [])
        for (const { cells } of block.rows) for (const cell of cells) yield* inBlocks(cell.blocks)
        yield* inNotes(block.notes)
        break
      case "figure":
        yield* inLine(block.caption?.content ?? [])
        yield block.credit ?? ""
        if (block.file === undefined) yield block.alt
        break
      default:
        block satisfies never
    }
  }
}

function* inList({ items }: BookList): Generator<string> {
  for (const { mark, content, lists } of items) {
    yield mark
    yield* inLine(content)
    for (const list of lists) yield* inList(list)
  }
}

function* inNotes(notes: readonly BookNote[]): Generator<string> {
  for (const { label, content } of notes) {
    yield label
    yield* inLine(content)
  }
}

/** The words of a line as they are printed, piece by piece. */
export function* inLine(content: readonly BookInline[]): Generator<string> {
  for (const part of content) {
    if (part.type === "text") yield part.text
    else if (part.type === "reference") yield part.words
    else if (part.type === "note") yield part.label
    else if (part.type === "link") yield* inLine(part.content)
  }
}
