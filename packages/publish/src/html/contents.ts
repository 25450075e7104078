import { type Book, type ContentsEntry, contentsOf } from "../book/index.ts"
import { element, escaped } from "./escape.ts"

/** The contents as lists in lists, each entry a link. */
export function contentsHtml(book: Book): string {
  const heading = element("summary", { id: "main-contents" }, escaped(book.words.contents))
  const list = listHtml(contentsOf(book), 1, book.language)
  return element("nav", { "aria-labelledby": "main-contents" }, element("details", { open: "" }, heading, list))
}

function listHtml(entries: readonly ContentsEntry[], rank: number, language: string): string {
  const items: string[] = []
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at]
    const isOfRank = entry?.rank === rank
    const next = entries.findIndex((other, i) => i > at && other.rank <= rank)
    const end = next === -1 ? entries.length : next
    const below = entries.slice(isOfRank ? at + 1 : at, end)
    const link = entry !== undefined && isOfRank ? linkHtml(entry, language) : ""
    items.push(element("li", {}, link, below.length === 0 ? "" : listHtml(below, rank + 1, language)))
    at = end
  }
  return element("ol", { role: "list" }, ...items)
}

function linkHtml({ id, number, title, language, dir }: ContentsEntry, around: string): string {
  const passage = language === around ? {} : { lang: language, dir }
  const mark = number === "" ? "" : `${element("span", { class: "number" }, escaped(number))} `
  return element("a", { href: `#${id}` }, mark, element("span", passage, escaped(title)))
}
