import { type Format, isAllowedUrl } from "../form/index.ts"
import type {
  Block,
  BlockHead,
  CanonicalContent,
  Inline,
  List,
  ListItem,
  Table,
  TableCell,
  TextRun,
} from "./content.ts"

/**
 * The content as HTML: one `article` with language and direction, semantic elements only, no styles or classes. All text
 * is escaped; a block carries its id as `data-block`.
 */
export function htmlOf(content: CanonicalContent): string {
  const head = `lang="${escape(content.language)}" dir="${content.dir}"`
  return `<article ${head}>\n${blocksHtml(content.blocks)}</article>\n`
}

function blocksHtml(blocks: readonly Block[]): string {
  return blocks.map((block) => `${blockHtml(block)}\n`).join("")
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case "heading":
      return element(`h${block.level}`, block, inlineHtml(block.content))
    case "quote":
      return element("blockquote", block, `<p>${inlineHtml(block.content)}</p>`)
    case "list":
      return listHtml(block)
    case "table":
      return tableHtml(block)
    case "unknown":
      return element("p", block, escape(block.text))
    case "paragraph":
    case "caption":
    default:
      return element("p", block, inlineHtml(block.content))
  }
}

function element(tag: string, head: BlockHead, inner: string, attributes = ""): string {
  return `<${tag}${headAttributes(head)}${attributes}>${inner}</${tag}>`
}

function headAttributes({ id, language, dir }: BlockHead): string {
  return [
    id === undefined ? "" : ` data-block="${escape(id)}"`,
    language === undefined ? "" : ` lang="${escape(language)}"`,
    dir === undefined ? "" : ` dir="${dir}"`,
  ].join("")
}

function listHtml(list: List): string {
  const start = list.start === undefined ? "" : ` start="${list.start}"`
  return element(list.ordered ? "ol" : "ul", list, list.items.map(itemHtml).join(""), start)
}

function itemHtml(item: ListItem): string {
  return element("li", item, inlineHtml(item.content) + (item.lists ?? []).map(listHtml).join(""))
}

function tableHtml(table: Table): string {
  const caption =
    table.caption === undefined ? "" : element("caption", table.caption, inlineHtml(table.caption.content))
  const firstBody = table.rows.findIndex((row) => row.cells.some((cell) => !headsColumn(cell)))
  const rows = table.rows.map((row) => element("tr", row, row.cells.map(cellHtml).join("")))
  const split = firstBody === -1 ? 0 : firstBody
  const head = split === 0 ? "" : `<thead>${rows.slice(0, split).join("")}</thead>`
  return element("table", table, `${caption}${head}<tbody>${rows.slice(split).join("")}</tbody>`)
}

function headsColumn(cell: TableCell): boolean {
  return cell.header === "column" || cell.header === "both"
}

function cellHtml(cell: TableCell): string {
  const columnSpan = cell.columnSpan === undefined ? "" : ` colspan="${cell.columnSpan}"`
  const rowSpan = cell.rowSpan === undefined ? "" : ` rowspan="${cell.rowSpan}"`
  // A corner heads its column; that it also heads its row is plain from where it stands.
  const scope = cell.header === undefined ? "" : ` scope="${cell.header === "row" ? "row" : "col"}"`
  return element(cell.header === undefined ? "td" : "th", cell, cellInner(cell.blocks), columnSpan + rowSpan + scope)
}

/** A cell of one plain line needs no paragraph in it. */
function cellInner(blocks: readonly Block[]): string {
  const [only, ...others] = blocks
  if (only?.type === "paragraph" && others.length === 0 && only.language === undefined && only.dir === undefined) {
    return inlineHtml(only.content)
  }
  return blocks.map(blockHtml).join("")
}

function inlineHtml(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (part.type === "break") return "<br>"
      if (part.type === "text") return runHtml(part)
      // The form lets no other link in; content that was made by hand may still bring one.
      if (!isAllowedUrl(part.url)) return inlineHtml(part.content)
      return `<a href="${escape(part.url)}" rel="noopener noreferrer">${inlineHtml(part.content)}</a>`
    })
    .join("")
}

const formatTags: Readonly<Record<Format, string>> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
}

function runHtml(run: TextRun): string {
  return (run.formats ?? []).reduceRight((inner, format) => {
    const tag = formatTags[format]
    return `<${tag}>${inner}</${tag}>`
  }, escape(run.text))
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Also drops the control characters that HTML does not allow. */
function escape(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- these are the very characters to drop
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "")
      .replace(/[&<>"']/g, (c) => entities[c] ?? c)
  )
}
