import type { Block, Inline, Note } from "../canonical/index.ts"
import { plainText } from "../canonical/lines.ts"
import {
  type CellChange,
  type Comparison,
  type LinePart,
  type NoteChange,
  type PassageChange,
  type RowChange,
} from "../compare/index.ts"
import { LineList } from "../canonical/lines.ts"

/**
 * A paragraph that changed between two texts: a line, or an image or the like. Where it is, what of it is new, and what was
 * taken out.
 */
export interface ChangedLine {
  readonly kind: "added" | "changed" | "removed" | "moved"
  /** The block as it is after; of one that is gone, as it was. */
  readonly id: string | null
  /** The words of the line after; of one that is gone, as they were. */
  readonly text: string
  /** What is new, in UTF-16 offsets of `text`. */
  readonly added: readonly { readonly from: number; readonly to: number }[]
  /** What was taken out, and where it stood. */
  readonly removed: readonly { readonly at: number; readonly text: string }[]
  /** Of a line that is gone: the block before it, as it is after; null at the start. */
  readonly behind: string | null
}

/** Every paragraph that changed, in the order of the text; those in tables line by line. */
export function changedLines({ passages, footnotes }: Comparison): ChangedLine[] {
  const found = new Found()
  found.passages(passages)
  found.notes(footnotes)
  return found.lines
}

class Found {
  readonly lines: ChangedLine[] = []
  #behind: string | null = null

  passages(changes: readonly PassageChange[]): void {
    for (const change of changes) {
      const isMoved = "move" in change && change.kind !== "left"
      if (change.kind === "removed") this.#gone(blockLines(change.before))
      else if (change.kind === "added") this.#came(blockLines(change.after), "added")
      else if (change.kind === "same" && isMoved) this.#came(blockLines(change.after), "moved")
      else if (change.kind === "same") this.#pass(change.after.id)
      else if (change.kind === "changed") this.#changed(change)
      else if (change.kind === "joined")
        this.#line(
          change.after.id,
          change.lines.flatMap(({ line }) => line),
        )
      else if (change.kind === "split") this.#split(change)
    }
  }

  /** What became of a line that was divided is told of its first part, and of the others what is new in them. */
  #split({ lines }: Extract<PassageChange, { kind: "split" }>): void {
    for (const [i, { after, line }] of lines.entries()) {
      const isOld = line.every(({ kind }) => kind === "kept")
      if (i === 0 || !isOld) this.#line(after.id, line)
      else this.#pass(after.id)
    }
  }

  notes(changes: readonly NoteChange[]): void {
    for (const change of changes) {
      if (change.kind === "removed") this.#gone([wordsOf(change.before)])
      else if (change.kind === "added") this.#came([wordsOf(change.after)], "added")
      else if (change.kind === "changed") this.#line(change.after.id, change.line)
    }
  }

  #changed(change: Extract<PassageChange, { kind: "changed" }>): void {
    if (change.type === "line") return this.#line(change.after.id, change.line)
    if (change.type === "table") {
      const before = this.lines.length
      if (change.caption?.kind === "changed") this.#line(change.caption.after.id, change.caption.line)
      for (const row of change.rows) this.#row(row)
      this.notes(change.notes)
      // What changed is the table itself, such as its widths.
      if (this.lines.length === before) this.#add({ kind: "changed", id: change.after.id ?? null })
      this.#pass(change.after.id)
      return
    }
    this.#add({ kind: "changed", id: change.after.id ?? null })
    this.#pass(change.after.id)
  }

  #row(row: RowChange): void {
    if (row.kind === "removed") this.#gone(row.before.cells.flatMap(({ blocks }) => blocks.flatMap(blockLines)))
    else if (row.kind === "added")
      this.#came(
        row.after.cells.flatMap(({ blocks }) => blocks.flatMap(blockLines)),
        "added",
      )
    else if (row.kind === "changed") for (const cell of row.cells) this.#cell(cell)
  }

  #cell(cell: CellChange): void {
    if (cell.kind === "removed") this.#gone(cell.before.blocks.flatMap(blockLines))
    else if (cell.kind === "added") this.#came(cell.after.blocks.flatMap(blockLines), "added")
    else if (cell.kind === "changed") this.passages(cell.passages)
  }

  #line(id: string | undefined, parts: readonly LinePart[]): void {
    let text = ""
    const added: { from: number; to: number }[] = []
    const removed: { at: number; text: string }[] = []
    for (const part of parts) {
      if (part.kind === "removed") {
        removed.push({ at: text.length, text: plainText(part.content) })
        continue
      }
      const words = plainText(part.kind === "restyled" ? part.after : part.content)
      if (part.kind !== "kept" && words !== "") added.push({ from: text.length, to: text.length + words.length })
      text += words
    }
    this.#add({ kind: "changed", id: id ?? null, text, added, removed: removed.filter(({ text }) => text !== "") })
    this.#pass(id)
  }

  #came(lines: readonly Words[], kind: "added" | "moved"): void {
    for (const { id, text } of lines) {
      this.#add({ kind, id: id ?? null, text, added: text === "" ? [] : [{ from: 0, to: text.length }] })
      this.#pass(id)
    }
  }

  #gone(lines: readonly Words[]): void {
    for (const { id, text } of lines) {
      if (text === "") continue
      this.#add({ kind: "removed", id: id ?? null, text, removed: [{ at: 0, text }], behind: this.#behind })
    }
  }

  #pass(id: string | undefined): void {
    if (id !== undefined) this.#behind = id
  }

  #add(line: Pick<ChangedLine, "kind" | "id"> & Partial<ChangedLine>): void {
    this.lines.push({ text: "", added: [], removed: [], behind: null, ...line })
  }
}

interface Words {
  readonly id?: string | undefined
  readonly text: string
}

/** The lines of a block; an image or the like counts as one. */
function blockLines(block: Block | { readonly id?: string; readonly content: readonly Inline[] }): Words[] {
  if ("content" in block) return [wordsOf(block)]
  const lines: Words[] = []
  new LineList(({ id }, content) => lines.push({ id, text: plainText(content) })).blocks([block], "und")
  return lines.length === 0 ? [{ id: block.id, text: "" }] : lines
}

function wordsOf({ id, content }: Note | { readonly id?: string; readonly content: readonly Inline[] }): Words {
  return { id, text: plainText(content) }
}
