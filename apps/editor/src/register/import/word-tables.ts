import type { FileCell, FileTable } from "@codraft/publication/import"
// The build for browsers: the other one reads files by their paths.
import mammoth from "mammoth/mammoth.browser.js"

/** A part of a Word document as mammoth has it. */
interface Element {
  type: string
  value?: string
  children?: Element[]
  styleId?: string | null
  styleName?: string | null
  colSpan?: number
  rowSpan?: number
}

/** So many lines above a table are looked at for the name of its section. */
const linesAboveMax = 5

/** The tables of a Word document, each with what stands above it. */
export async function wordTables(bytes: ArrayBuffer): Promise<FileTable[]> {
  let root: Element | null = null
  await mammoth.convertToHtml(
    { arrayBuffer: bytes },
    {
      externalFileAccess: false,
      // The document is all that is asked for: no HTML is made of it.
      transformDocument: (document: Element) => {
        root = document
        return { ...document, children: [] }
      },
    },
  )
  const tables: FileTable[] = []
  let heading = ""
  let above: string[] = []
  for (const element of (root as Element | null)?.children ?? []) {
    if (element.type === "table") {
      if (heading === "") heading = above.slice(-linesAboveMax).join("\n")
      tables.push({ heading, rows: rowsOf(element) })
      ;[heading, above] = ["", []]
      continue
    }
    const text = textOf(element).trim()
    if (text === "") continue
    if (isHeading(element)) heading = text
    else above.push(text)
  }
  return tables
}

function isHeading({ styleId, styleName }: Element): boolean {
  return /^(?:heading|titre|t[ií]tulo)\s*\d/i.test(styleName ?? styleId ?? "")
}

/** Every row as wide as the widest; what is merged is there in each of its places. */
function rowsOf(table: Element): FileCell[][] {
  const rows: FileCell[][] = []
  const down = new Map<number, { text: string; rows: number }>()
  for (const row of table.children ?? []) {
    if (row.type !== "tableRow") continue
    const cells: FileCell[] = []
    const fromAbove = () => {
      for (let held = down.get(cells.length); held !== undefined && held.rows > 0; held = down.get(cells.length)) {
        held.rows -= 1
        cells.push({ text: held.text, isMerged: true })
      }
    }
    for (const cell of row.children ?? []) {
      fromAbove()
      const text = textOf(cell).trim()
      const { colSpan = 1, rowSpan = 1 } = cell
      for (let across = 0; across < Math.min(colSpan, columnsMax); across += 1) {
        down.set(cells.length, { text, rows: rowSpan - 1 })
        cells.push({ text, isMerged: across > 0 })
      }
    }
    fromAbove()
    rows.push(cells)
  }
  const width = Math.min(columnsMax, Math.max(0, ...rows.map(({ length }) => length)))
  return rows.map((cells) => Array.from({ length: width }, (_, at) => cells[at] ?? { text: "", isMerged: false }))
}

/** More than any table of comments has. */
const columnsMax = 60

/** What it says; paragraphs are lines. */
function textOf(element: Element): string {
  const { type, value, children = [] } = element
  if (type === "text") return value ?? ""
  if (type === "tab") return " "
  if (type === "break") return "\n"
  const parts = children.map(textOf)
  const isOfBlocks = children.some((child) => blocks.has(child.type))
  return isOfBlocks ? parts.filter((part) => part.trim() !== "").join("\n") : parts.join("")
}

const blocks: ReadonlySet<string> = new Set(["paragraph", "table", "tableRow", "tableCell"])
