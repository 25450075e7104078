import {
  type IParagraphOptions,
  type ITableCellOptions,
  Paragraph,
  type ParagraphChild,
  type Run,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalMergeType,
} from "docx"
import type { BlockWriter, Child } from "../docx/blocks.ts"
import { pictureOf } from "../docx/figures.ts"
import { type Around, labelledReference, linkLooks, noteMark } from "../docx/inline.ts"
import type { Numbered } from "../docx/numbering.ts"
import { cellLooks, rowLooks, tableLooks } from "../docx/tables.ts"
import type { Cell, CellLooks, Grid, Item, Line, Row } from "./items.ts"
import type { LineNumber, Look } from "./looks.ts"
import type { ChangeMarks } from "./marks.ts"
import { TrackedNotes } from "./notes.ts"
import { TrackedNumbers } from "./numbers.ts"
import { settled } from "./settle.ts"
import { type On, onOf, type Sides, sides } from "./sides.ts"
import type { Picture, Word } from "./words.ts"

/** Writes two texts as one file in which what came and what went is marked so that Word knows it. */
export class RedlineWriter {
  readonly notes: TrackedNotes
  readonly marks: ChangeMarks
  readonly #base: BlockWriter
  readonly #numbers: TrackedNumbers
  #pictures = 0

  constructor(base: BlockWriter, marks: ChangeMarks) {
    this.#base = base
    this.marks = marks
    this.#numbers = new TrackedNumbers(base.numberings)
    this.notes = new TrackedNotes((words, lines) => this.#note(words, lines))
  }

  /** `on`: the texts that have what this is all of; `empty`: how a paragraph with nothing in it looks there. */
  write(items: readonly Item[], on: On, empty: Sides<Look>): Child[] {
    const children: Child[] = []
    let run: Line[] = []
    for (const item of settled(items, on, empty)) {
      if (item.type === "line") {
        run.push(item)
        continue
      }
      children.push(...this.#paragraphs(run), this.#table(item))
      run = []
    }
    return [...children, ...this.#paragraphs(run)]
  }

  /** A part of the file with what the library cannot say. */
  mended(xml: string): string {
    const labelled = xml.replace(
      /(<w:footnote w:id="(\d+)">.*?)<w:r>(?:(?!<w:r>).)*?<w:footnoteRef\/><\/w:r>/gs,
      (whole, before: string, id: string) => {
        const labels = this.notes.changedLabels.get(Number(id))
        return labels === undefined ? whole : `${before}${this.marks.labels(labels)}`
      },
    )
    return this.marks.mended(labelled)
  }

  words(words: readonly Word[]): ParagraphChild[] {
    const { children, end } = this.#words(words)
    return [...children, ...end]
  }

  /** `end`: what ends a move at the very end of the line. */
  #words(words: readonly Word[]): { children: ParagraphChild[]; end: ParagraphChild[] } {
    const children: ParagraphChild[] = []
    const ranges = this.#ranges(words)
    let end: ParagraphChild[] = []
    for (let at = 0; at < words.length; ) {
      const word = words[at]
      if (word === undefined) break
      let next = at + 1
      while (word.url !== undefined && words[next]?.url === word.url && words[next]?.move === word.move) next++
      const inner = words.slice(at, next).flatMap((each) => this.#word(each))
      const shown = word.url === undefined ? inner : this.#base.inline.link(word.url, inner)
      children.push(...end, ...(ranges.starts.get(at) ?? []), ...shown)
      end = ranges.ends.get(next - 1) ?? []
      at = next
    }
    return { children, end }
  }

  /** Around the words of each move, from the first to the last. */
  #ranges(words: readonly Word[]) {
    const starts = new Map<number, ParagraphChild[]>()
    const ends = new Map<number, ParagraphChild[]>()
    const moves = new Set(words.map(({ move }) => move))
    for (const move of moves) {
      const first = words.findIndex((word) => word.move === move)
      const on = words[first]?.on
      if (move === undefined || on === undefined || on === "both") continue
      const [start, end] = this.marks.range(on, move)
      starts.set(first, [start as ParagraphChild])
      ends.set(
        words.findLastIndex((word) => word.move === move),
        [end as ParagraphChild],
      )
    }
    return { starts, ends }
  }

  #paragraphs(lines: readonly Line[]): Paragraph[] {
    const numbered = lines.map(({ looks }) =>
      this.#numbers.next({ before: looks.before?.number ?? null, after: looks.after?.number ?? null }),
    )
    const marks = textMarks(lines, numbered)
    let open: ParagraphChild[] = []
    return lines.map(({ words, looks }, i) => {
      const latest = looks.after ?? looks.before
      const on = onOf(looks)
      const move = on === "both" ? undefined : latest?.move
      const { children: said, end } = this.#words([...(marks[i] ?? []), ...words])
      const id = looks.after?.id
      // Where a paragraph has moved with its mark, what moved ends in front of the next one.
      const goesOn = move !== undefined && i < lines.length - 1
      const marked = id === undefined ? said : this.#base.marked(id, said)
      const children = [...open, ...marked, ...(goesOn ? [] : end)]
      open = goesOn ? end : []
      return new Paragraph({
        ...this.#options(looks, numbered[i] ?? { before: null, after: null }),
        ...this.marks.paragraph(on, move),
        children,
      })
    })
  }

  #options({ before, after }: Sides<Look>, numbered: Sides<Numbered>): IParagraphOptions {
    const was = before === null ? null : optionsOf(before, numbered.before)
    const now = after === null ? null : optionsOf(after, numbered.after)
    if (was === null || now === null) return now ?? was ?? {}
    return JSON.stringify(was) === JSON.stringify(now)
      ? now
      : { ...now, revision: { ...this.marks.attributes(), ...was } }
  }

  #word(word: Word): ParagraphChild[] {
    const { inline } = this.#base
    const { on, thing, was, url } = word
    const around: Around = { ...word.around, ...this.marks.running(on, word.move) }
    switch (thing.type) {
      case "tab":
        return [inline.run(new TextRun({ children: [new Tab()] }), around)]
      case "label":
        return [inline.text(thing.text, around, noteMark)]
      case "picture":
        return [this.#picture(thing, on, word.move)]
      case "text": {
        const style = url === undefined ? {} : linkLooks
        const revision =
          was?.thing.type === "text"
            ? { revision: { ...this.marks.attributes(), ...style, ...inline.looksOf(was.thing, was.around) } }
            : {}
        return [inline.piece(thing, around, { ...style, ...revision })]
      }
      case "note":
        if (thing.of === "part") return this.#reference(word)
        return [
          this.#linked(
            word,
            word.notesAt === undefined ? undefined : `${word.notesAt}${thing.label}`,
            inline.text(thing.label, around, noteMark),
          ),
        ]
      case "reference":
        return [this.#linked(word, thing.to, inline.text(thing.words, around, { style: "CrossReference" }))]
      case "break":
        return inline.all([thing], around)
      default:
        return thing satisfies never
    }
  }

  /** Places are those of the later text. */
  #linked({ on }: Word, to: string | undefined, words: ParagraphChild): ParagraphChild {
    return to === undefined || on === "before" ? words : this.#base.inline.linked(to, words)
  }

  #picture({ figure, width }: Picture, on: On, move: number | undefined): ParagraphChild {
    const { file } = figure
    if (file === undefined) throw new TypeError("Only what has a file is shown as a picture.")
    const change = move === undefined ? this.marks.whole(on) : {}
    const picture = pictureOf(figure, file, { width }, this.#base, ++this.#pictures, change)
    const { tracked } = move === undefined ? {} : this.marks.running(on, move)
    return tracked === undefined ? picture : (tracked(picture as Run) as ParagraphChild)
  }

  #reference({ on, thing, was, around, move }: Word): ParagraphChild[] {
    if (thing.type !== "note") return []
    const other = was?.thing.type === "note" ? was.thing : thing
    const references = { before: on === "after" ? null : other, after: on === "before" ? null : thing }
    return this.notes.refer(references).flatMap(({ on, referred, labels }): ParagraphChild[] => {
      const { inline } = this.#base
      const own: Around = { ...around, ...this.marks.running(on, move) }
      const label = labels.after ?? labels.before ?? ""
      if (!this.notes.changedLabels.has(referred.id) || !referred.isFirst) return inline.footnote(referred, label, own)
      const said = sides.map((side) =>
        inline.text(
          labels[side] ?? "",
          { ...around, ...this.marks.running(side, move) },
          { style: "FootnoteReference" },
        ),
      )
      return this.#base.marked(`note ${referred.id}`, [labelledReference(referred.id, ""), ...said])
    })
  }

  #note(words: readonly Word[], lines: Sides<{ around: Around }>): Paragraph[] {
    const on = onOf(lines)
    const look = (line: { around: Around } | null): Look | null =>
      line && { style: "FootnoteText", around: line.around }
    const { around } = lines.after ?? lines.before ?? {}
    if (around === undefined) return []
    const space = this.#base.inline.run(new TextRun({ text: " " }), { ...around, ...this.marks.running(on) })
    const looks = { before: look(lines.before), after: look(lines.after) }
    const options = this.#options(looks, { before: null, after: null })
    return [new Paragraph({ ...options, children: [space, ...this.words(words)] })]
  }

  #table({ table, around, widths, isCrowded, rows }: Grid): Table {
    const layout = isCrowded ? { layout: TableLayoutType.AUTOFIT } : {}
    return new Table({ rows: rows.map((row) => this.#row(row)), ...tableLooks(table, around, widths), ...layout })
  }

  #row({ rows, isHead, cells }: Row): TableRow {
    const on = onOf(rows)
    const row = rows.after ?? rows.before
    if (row === null) throw new TypeError("A row is in neither text.")
    return new TableRow({
      ...rowLooks(row, isHead),
      ...this.marks.whole(on),
      children: cells.map((cell) => this.#cell(cell, on)),
    })
  }

  /** `on`: the texts that have its row, which takes its cells along. */
  #cell({ looks, empty, items }: Cell, on: On): TableCell {
    const own = onOf(looks)
    const latest = looks.after ?? looks.before
    if (latest === null) throw new TypeError("A cell is in neither text.")
    const [was, now] = [looks.before && cellOptions(looks.before), cellOptions(latest)]
    const isChanged = own === "both" && JSON.stringify(was) !== JSON.stringify(now)
    return new TableCell({
      ...now,
      ...(on === "both" ? this.marks.whole(own) : {}),
      ...(isChanged && was !== null ? { revision: { ...this.marks.attributes(), ...was } } : {}),
      children: this.write(items, own, empty),
    })
  }
}

function cellOptions({ cell, room, columns, merge }: CellLooks): Omit<ITableCellOptions, "children"> {
  const { rowSpan: _, ...looks } = cellLooks(cell, room)
  const verticalMerge =
    merge === "none"
      ? {}
      : { verticalMerge: merge === "begins" ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }
  return { ...looks, columnSpan: columns, ...verticalMerge }
}

/** The marks that Word does not count, where the paragraphs that they belong to begin. */
function textMarks(lines: readonly Line[], numbered: readonly Sides<Numbered>[]): Word[][] {
  const words: Word[][] = lines.map(() => [])
  const starts = { before: 0, after: 0 }
  lines.forEach(({ looks }, i) => {
    const marks = sides.flatMap((side) => {
      const look = looks[side]
      if (look === null) return []
      const start = starts[side]
      starts[side] = i + 1
      const { number, around } = look
      if (number === undefined || numbered[i]?.[side]) return []
      return [{ side, start, around, text: number.mark, isHeading: isOfHeading(number) }]
    })
    const [first, second] = marks
    const isShared =
      first &&
      second &&
      first.start === second.start &&
      first.text === second.text &&
      first.isHeading === second.isHeading
    const said = isShared ? [{ ...second, on: "both" as const }] : marks.map((mark) => ({ ...mark, on: mark.side }))
    for (const { on, start, around, text, isHeading } of said) {
      const mark: Word[] = isHeading
        ? [{ on, around, thing: { type: "text", text: `${text}\u2003` } }]
        : [
            { on, around, thing: { type: "text", text } },
            { on, around, thing: { type: "tab" } },
          ]
      words[start]?.push(...mark)
    }
  })
  return words
}

function isOfHeading(number: LineNumber): boolean {
  if (number.kind === "part") return true
  return number.kind === "counted" && typeof number.sequence === "string" && number.sequence.startsWith("heading")
}

function optionsOf({ style, around, number, layout = {} }: Look, numbered: Numbered | null): IParagraphOptions {
  const isText = number !== undefined && numbered === null && !isOfHeading(number)
  const place = number?.kind === "part" || number === undefined ? undefined : number.place
  return {
    style,
    ...(around.dir === "rtl" ? { bidirectional: true } : {}),
    ...(numbered === null ? {} : { numbering: numbered }),
    ...(isText && place !== undefined ? { indent: place.indent, leftTabStop: place.tab ?? place.indent.left } : {}),
    ...layout,
  }
}
