import type { Block, Inline, Paragraph } from "@codraft/document"
import { gone, tidyBlanks } from "./spaces.ts"
import { tableOf } from "./tables.ts"

/** Lines this long are paragraphs; nobody's page is that wide. */
const wrappedMax = 130
/** A page narrower than this is verse, an address, a column of figures. */
const wrappedMin = 40

/**
 * Plain text as blocks. A spreadsheet's cells become a table; lines that a page's width has broken (a PDF's) are joined
 * where they surely were one; every other line is a paragraph of its own.
 */
export function readText(text: string): Block[] {
  const lines = linesIn(text)
  const table = tableIn(lines)
  if (table !== null) return [table]
  return paragraphsIn(lines).flatMap(paragraphsOf)
}

/** As it stands: a line is a paragraph, whatever it looks like. */
export function readPlainText(text: string): Block[] {
  return linesIn(text).flatMap((line) => paragraphsOf([line]))
}

function linesIn(text: string): string[] {
  // Chrome's PDF viewer writes a hyphen at a line's end as U+FFFE, others as U+0002.
  return (
    text
      .replace(/\r\n?|\u2028|\u2029/g, "\n")
      // oxlint-disable-next-line no-control-regex -- this character is what Chrome writes
      .replace(/[\u00AD\u0002\uFFFE]\n/g, `${softHyphen}\n`)
      .split("\n")
  )
}

/** Surely a hyphen that only the end of the line has put there. */
const softHyphen = "\u00AC\u00AD"

function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const content: Inline[] = []
  for (const line of lines) {
    const text = tidyBlanks(line).replaceAll(gone, "")
    if (text === "") continue
    if (content.length > 0) content.push({ type: "break" })
    content.push({ type: "text", text })
  }
  return content.length === 0 ? [] : [{ type: "paragraph", content }]
}

/** The lines of each paragraph: one for most. */
function paragraphsIn(lines: readonly string[]): string[][] {
  const groups: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === "") groups.push([])
    else groups.at(-1)?.push(line.trimEnd())
  }
  const filled = groups.filter((group) => group.length > 0)
  const words = new Set(
    lines
      .join(" ")
      .toLowerCase()
      .match(/[\p{L}-]+/gu) ?? [],
  )
  const width = widthOf(filled.flat())
  return filled.flatMap((group) => {
    if (width !== null && isProse(group, width)) return joinedLines(group, width, words).map((line) => [line])
    return group.map((line) => [line])
  })
}

/** How many characters fill a line of the page that the text comes from; null when it does not look like one. */
function widthOf(lines: readonly string[]): number | null {
  if (lines.length < 3 || lines.some((line) => line.length > wrappedMax)) return null
  const lengths = lines.map((line) => line.length).toSorted((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.85)] ?? 0
  return width >= wrappedMin ? width : null
}

const isFull = (line: string, width: number) => line.length >= width * 0.82

/**
 * Most lines as long as the page is wide, and most of those going on in the next: lines that were broken. A list of
 * sentences or of names is not.
 */
function isProse(lines: readonly string[], width: number): boolean {
  const broken = lines.slice(0, -1)
  if (broken.length < 2)
    return broken.length === 1 && broken.every((line) => isFull(line, width) && !endsSentence(line))
  const full = broken.filter((line) => isFull(line, width))
  const goingOn = full.filter((line) => !endsSentence(line))
  return full.length >= broken.length * 0.6 && goingOn.length >= full.length * 0.5
}

const endsSentence = (line: string) => /[.!?:;\u061F\u06D4\u3002][)\]"'»”’]*$/.test(line.trimEnd())
const startsItem = (line: string) => /^\s*([\u2022\u25AA\u25CF\u2013*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/.test(line)

function joinedLines(lines: readonly string[], width: number, words: ReadonlySet<string>): string[] {
  const joined: string[] = []
  let previous: string | null = null
  for (const line of lines) {
    const last = joined.at(-1)
    const goesOn =
      previous !== null &&
      !startsItem(line) &&
      (isFull(previous, width) || (!endsSentence(previous) && /^\s*\p{Ll}/u.test(line)))
    if (last === undefined || !goesOn) joined.push(line.trim())
    else joined[joined.length - 1] = join(last, line.trim(), words)
    previous = line
  }
  return joined.map((line) => line.replaceAll(softHyphen, ""))
}

/** A hyphen at the end of a line goes unless the text has the word with it elsewhere, and not the word without. */
function join(line: string, next: string, words: ReadonlySet<string>): string {
  if (line.endsWith(softHyphen)) return line.slice(0, -softHyphen.length) + next
  const head = /(\p{L}[\p{L}-]*)-$/u.exec(line)?.[1]
  const tail = /^\p{Ll}+/u.exec(next)?.[0]
  if (head === undefined) return `${line} ${next}`
  if (tail === undefined) return line + next
  const whole = `${head}${tail}`.toLowerCase()
  const isCompound = words.has(`${head}-${tail}`.toLowerCase()) && !words.has(whole)
  return isCompound ? line + next : line.slice(0, -1) + next
}

/** Rows of cells apart by tabs, as spreadsheets write them: as many in each row, and not only one row or column. */
function tableIn(lines: readonly string[]): Block | null {
  if (!(lines[0] ?? "").includes("\t")) return null
  const rows = cellsIn(lines.join("\n"))
  const width = rows[0]?.length ?? 0
  if (rows.length < 2 || width < 2 || rows.some((row) => row.length !== width)) return null
  return tableOf(
    rows.map((row) =>
      row.map((cell) => ({
        blocks: cell.split("\n").flatMap((line) => paragraphsOf([line])),
        columnSpan: 1,
        rowSpan: 1,
        header: undefined,
      })),
    ),
  )
}

/** A cell with a line end in it stands in quotes, and quotes in that are doubled. */
function cellsIn(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text) ?? []
    if (end === undefined) break
    const isMany = quoted?.includes("\n") === true
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : isMany ? quoted.replaceAll('""', '"') : `"${quoted}"`)
    if (end === "\n" && cell.lastIndex < text.length) rows.push([])
    if (end === "\t" && cell.lastIndex === text.length) rows.at(-1)?.push("")
  }
  while (rows.length > 1 && rows.at(-1)?.every((value) => value === "") === true) rows.pop()
  return rows
}
