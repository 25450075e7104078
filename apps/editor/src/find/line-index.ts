import { type FoldedLine, foldedLine, type Search, type Span } from "@codraft/document"
import { $getNodeByKey, type EditorState, type LexicalEditor, type NodeKey } from "lexical"
import { $eachLine, $lineOf, type TextLine } from "./lines.ts"

export interface SearchedLine extends TextLine {
  readonly folded: FoldedLine
  readonly spans: readonly Span[]
}

/** A place in the text: an offset in a line. */
export interface Place {
  readonly line: NodeKey
  readonly offset: number
}

export interface Hit extends Span {
  readonly line: SearchedLine
}

/** More hits than these are neither counted nor shown: nobody goes through them one by one. */
export const hitsMax = 10_000

/** The lines of a text in reading order, with what was found in each. Only what changed is read again. */
export class LineIndex {
  #search: Search
  #lines: SearchedLine[] = []
  #byKey = new Map<NodeKey, SearchedLine>()
  #indexes = new Map<NodeKey, number>()
  /** How many hits there are before each line. */
  #before: number[] = []
  #count = 0
  readonly #changed = new Set<NodeKey>()

  constructor(search: Search) {
    this.#search = search
  }

  get count(): number {
    return this.#count
  }

  get lines(): readonly SearchedLine[] {
    return this.#lines
  }

  line(key: NodeKey): SearchedLine | null {
    return this.#byKey.get(key) ?? null
  }

  lineIndex(key: NodeKey): number {
    return this.#indexes.get(key) ?? -1
  }

  /** Notes that something in these nodes is different now. */
  touch(keys: Iterable<NodeKey>): void {
    for (const key of keys) this.#changed.add(key)
  }

  look(search: Search): void {
    this.#search = search
    const lines = this.#lines.map((line) => ({ ...line, spans: search.spansIn(line.folded) }))
    this.#take(lines)
  }

  read(state: EditorState, editor: LexicalEditor): void {
    const lines: SearchedLine[] = []
    state.read(
      () =>
        $eachLine((node) => {
          const key = node.getKey()
          const known = this.#changed.has(key) ? undefined : this.#byKey.get(key)
          lines.push(known ?? this.#searched($lineOf(node)))
        }),
      { editor },
    )
    this.#changed.clear()
    this.#take(lines)
  }

  /** A line as it is in the editor at this moment, within an update. */
  $present(key: NodeKey): SearchedLine | null {
    const node = $getNodeByKey(key)
    return node === null || !node.isAttached() ? null : this.#searched($lineOf(node))
  }

  hit(index: number): Hit | null {
    const at = this.#lineOfHit(index)
    const line = this.#lines[at]
    const span = line?.spans[index - (this.#before[at] ?? 0)]
    return line === undefined || span === undefined || index < 0 || index >= this.#count ? null : { line, ...span }
  }

  /** The first hit at or behind a place, or the number of hits. */
  hitFrom({ line, offset }: Place): number {
    const at = this.#indexes.get(line)
    const found = at === undefined ? undefined : this.#lines[at]
    if (at === undefined || found === undefined) return this.#count
    const inLine = found.spans.findIndex(({ start }) => start >= offset)
    const before = (this.#before[at] ?? 0) + (inLine === -1 ? found.spans.length : inLine)
    return Math.min(before, this.#count)
  }

  #searched(line: TextLine): SearchedLine {
    const folded = foldedLine(line.text)
    return { ...line, folded, spans: this.#search.spansIn(folded) }
  }

  #take(lines: SearchedLine[]): void {
    this.#lines = lines
    this.#byKey = new Map(lines.map((line) => [line.key, line]))
    this.#indexes = new Map(lines.map(({ key }, index) => [key, index]))
    let count = 0
    this.#before = lines.map(({ spans }) => {
      const before = count
      count += spans.length
      return before
    })
    this.#count = Math.min(count, hitsMax)
  }

  /** The last line that begins at or before this hit and has any. */
  #lineOfHit(index: number): number {
    let low = 0
    let high = this.#before.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#before[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return low
  }
}
