import type { BlockHead, Inline } from "../../canonical/content.ts"
import { type BlockKind, headOf } from "../../canonical/kind.ts"
import type { HtmlPrinter } from "../../canonical/html.ts"
import type { LineList } from "../../canonical/lines.ts"
import type { Reading } from "../../canonical/reading.ts"
import type { SourceElement } from "../../canonical/source.ts"
import type { TextPrinter } from "../../canonical/text.ts"

export interface List extends BlockHead {
  readonly type: "list"
  readonly ordered: boolean
  /** Number of the first item, where it is not 1. */
  readonly start?: number
  readonly items: readonly ListItem[]
}

export interface ListItem extends BlockHead {
  readonly content: readonly Inline[]
  /** The lists one level deeper. */
  readonly lists?: readonly List[]
}

export const list: BlockKind<List> = {
  build,
  html,
  text: (block, printer) => rows(block, printer, "").join("\n"),
  lines,
}

function build(source: SourceElement, reading: Reading): List {
  const items: ListItem[] = []
  for (const child of source.children) {
    if (child.kind !== "element") continue
    const content = reading.inline(child.children)
    const lists = child.children.flatMap((inner) =>
      inner.kind === "element" && inner.name === "list" && inner.children.length > 0 ? [build(inner, reading)] : [],
    )
    const before = items.at(-1)
    if (content.length === 0 && lists.length > 0 && before !== undefined) {
      // Lexical keeps a deeper level in an item of its own behind the item that it belongs to.
      items[items.length - 1] = { ...before, lists: [...(before.lists ?? []), ...lists] }
    } else {
      items.push({ ...headOf(child), content, ...(lists.length === 0 ? {} : { lists }) })
    }
  }
  const ordered = source.attributes["__listType"] !== "bullet"
  const start = source.attributes["__start"]
  const hasStart = ordered && typeof start === "number" && start !== 1
  return { type: "list", ...headOf(source), ordered, ...(hasStart ? { start } : {}), items }
}

function html(block: List, printer: HtmlPrinter): string {
  const start = block.start === undefined ? "" : ` start="${block.start}"`
  // What is numbered as subparagraphs says its numbers itself.
  const marks = block.items.some((item) => printer.hasNumber(item)) ? ' style="list-style-type:none"' : ""
  const items = block.items.map((item) => {
    const deeper = (item.lists ?? []).map((inner) => html(inner, printer)).join("")
    return printer.element("li", item, printer.number(item) + printer.inline(item.content) + deeper)
  })
  return printer.element(block.ordered ? "ol" : "ul", block, items.join(""), start + marks)
}

function rows(block: List, printer: TextPrinter, indent: string): string[] {
  return block.items.flatMap((item, i) => {
    const marker = printer.number(item) ?? (block.ordered ? `${(block.start ?? 1) + i}.` : "-")
    const own = `${indent}${marker} ${printer.inline(item.content)}`
    return [own, ...(item.lists ?? []).flatMap((inner) => rows(inner, printer, `${indent}  `))]
  })
}

function lines(block: List, into: LineList, language: string): void {
  for (const item of block.items) {
    const itemLanguage = item.language ?? language
    into.add("item", item, item.content, itemLanguage)
    for (const deeper of item.lists ?? []) lines(deeper, into, deeper.language ?? itemLanguage)
  }
}
