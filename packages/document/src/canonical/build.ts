import { formatsOf, isLanguageTag } from "../form/index.ts"
import type {
  Block,
  BlockHead,
  Inline,
  LineBreak,
  Link,
  List,
  ListItem,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "./content.ts"
import { blockIdOf, isReadableBlock, previewOf, type Source, type SourceElement } from "./source.ts"

/** The blocks of the root or of a cell. A caption joins the table behind it; empty lists and tables leave no trace. */
export function buildBlocks(children: readonly Source[]): Block[] {
  const blocks: Block[] = []
  for (const child of children) {
    const block = buildBlock(child)
    if (block === null) continue
    const before = blocks.at(-1)
    if (block.type === "table" && before?.type === "caption") {
      const { type: _, ...caption } = before
      blocks[blocks.length - 1] = { ...block, caption }
    } else {
      blocks.push(block)
    }
  }
  return blocks
}

function buildBlock(source: Source): Block | null {
  if (!isReadableBlock(source)) {
    const id = blockIdOf(source)
    return { type: "unknown", ...(id === undefined ? {} : { id }), text: wellFormed(previewOf(source)) }
  }
  switch (source.name) {
    case "heading":
      return { type: "heading", ...headOf(source), level: levelOf(source), content: buildInline(source.children) }
    case "quote":
      return { type: "quote", ...headOf(source), content: buildInline(source.children) }
    case "caption":
      return { type: "caption", ...headOf(source), content: buildInline(source.children) }
    case "list":
      return buildList(source)
    case "table":
      return buildTable(source)
    default:
      return { type: "paragraph", ...headOf(source), content: buildInline(source.children) }
  }
}

function headOf({ attributes }: SourceElement): BlockHead {
  const id = blockIdOf({ kind: "element", name: "", attributes, children: [] })
  const language = attributes["s_lang"]
  const dir = attributes["__dir"]
  return {
    ...(id === undefined ? {} : { id }),
    ...(isLanguageTag(language) ? { language: language as string } : {}),
    ...(dir === "ltr" || dir === "rtl" ? { dir } : {}),
  }
}

function levelOf({ attributes }: SourceElement): 1 | 2 | 3 | 4 {
  switch (attributes["__tag"]) {
    case "h2":
      return 2
    case "h3":
      return 3
    case "h4":
      return 4
    default:
      return 1
  }
}

function buildList(source: SourceElement): List | null {
  const items: ListItem[] = []
  for (const child of source.children) {
    if (child.kind !== "element") continue
    const content = buildInline(child.children)
    const lists = child.children.flatMap((inner) => {
      const list = inner.kind === "element" && inner.name === "list" ? buildList(inner) : null
      return list === null ? [] : [list]
    })
    const before = items.at(-1)
    if (content.length === 0 && lists.length > 0 && before !== undefined) {
      // Lexical keeps a deeper level in an item of its own behind the item that it belongs to.
      items[items.length - 1] = { ...before, lists: [...(before.lists ?? []), ...lists] }
    } else {
      items.push({ ...headOf(child), content, ...(lists.length === 0 ? {} : { lists }) })
    }
  }
  if (items.length === 0) return null
  const ordered = source.attributes["__listType"] !== "bullet"
  const start = source.attributes["__start"]
  const hasStart = ordered && typeof start === "number" && start !== 1
  return { type: "list", ...headOf(source), ordered, ...(hasStart ? { start } : {}), items }
}

function buildTable(source: SourceElement): Table | null {
  const rows = source.children.flatMap((row): TableRow[] => {
    if (row.kind !== "element") return []
    const cells = row.children.flatMap((cell) => (cell.kind === "element" ? [buildCell(cell)] : []))
    return cells.length === 0 ? [] : [{ ...headOf(row), cells }]
  })
  return rows.length === 0 ? null : { type: "table", ...headOf(source), rows }
}

/** Lexical's header bits: 1 stands in a header row and so heads its column, 2 the other way round. */
const headers = [undefined, "column", "row", "both"] as const

function buildCell(source: SourceElement): TableCell {
  const { __headerState: state, __colSpan: columnSpan, __rowSpan: rowSpan } = source.attributes
  const header = typeof state === "number" ? headers[state] : undefined
  return {
    ...headOf(source),
    ...(header === undefined ? {} : { header }),
    ...(typeof columnSpan === "number" && columnSpan !== 1 ? { columnSpan } : {}),
    ...(typeof rowSpan === "number" && rowSpan !== 1 ? { rowSpan } : {}),
    blocks: buildBlocks(source.children),
  }
}

function buildInline(children: readonly Source[]): Inline[] {
  const inline: Inline[] = []
  for (const child of children) {
    if (child.kind === "text") appendRuns(inline, child)
    else if (child.kind === "element" && child.name === "linebreak") inline.push({ type: "break" })
    else if (child.kind === "element" && child.name === "link") appendLink(inline, child)
  }
  return inline.map((part) =>
    part.type === "link" ? { ...part, content: part.content.map(wellFormedRun) } : wellFormedRun(part),
  )
}

function appendRuns(inline: Inline[], text: Extract<Source, { kind: "text" }>): void {
  for (const run of text.runs) {
    if (run.text === "") continue
    const formats = formatsOf(run.format)
    const before = inline.at(-1)
    if (before?.type === "text" && sameFormats(before, formats)) {
      inline[inline.length - 1] = { ...before, text: before.text + run.text }
    } else {
      inline.push({ type: "text", text: run.text, ...(formats.length === 0 ? {} : { formats }) })
    }
  }
}

function appendLink(inline: Inline[], source: SourceElement): void {
  const url = source.attributes["__url"]
  if (typeof url !== "string") {
    for (const part of linkContent([], source)) inline.push(part)
    return
  }
  const before = inline.at(-1)
  const isSame = before?.type === "link" && before.url === url
  const content = linkContent(isSame ? before.content : [], source)
  if (content.length === 0) return
  const link: Link = { type: "link", url, content }
  if (isSame) inline[inline.length - 1] = link
  else inline.push(link)
}

function linkContent(before: Link["content"], source: SourceElement): (TextRun | LineBreak)[] {
  const content: Inline[] = [...before]
  for (const child of source.children) {
    if (child.kind === "text") appendRuns(content, child)
    else if (child.kind === "element" && child.name === "linebreak") content.push({ type: "break" })
  }
  return content.filter((part) => part.type !== "link")
}

function sameFormats(run: TextRun, formats: readonly string[]): boolean {
  const before = run.formats ?? []
  return before.length === formats.length && before.every((format, i) => format === formats[i])
}

function wellFormedRun<T extends Inline>(part: T): T {
  return part.type === "text" ? { ...part, text: wellFormed(part.text) } : part
}

/** Half a surrogate pair cannot be written as UTF-8, so it could not be hashed or exported. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD")
}
