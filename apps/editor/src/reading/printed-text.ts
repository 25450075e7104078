import { m } from "../language/language.ts"
import { dressTables } from "./printed-tables.ts"

/** How many blocks are laid out together; the rest of a long text waits until it comes near. */
const portionBlocks = 60

/**
 * What the server printed, as elements for a page of many texts: in portions, with tables that scroll by themselves, notes that
 * say what they are, and headings below those of the page. It comes from our own printer, which escapes every word.
 */
export function printedText(html: string, options: { depth: number; language: string }): HTMLElement[] {
  const template = document.createElement("template")
  template.innerHTML = html
  const article = template.content.firstElementChild
  if (article === null) return []
  for (const heading of article.querySelectorAll("h1, h2, h3, h4")) {
    heading.setAttribute("aria-level", String(Math.min(Number(heading.tagName[1]) + 2 + options.depth, levelMax)))
  }
  dressNotes(article)
  for (const link of article.querySelectorAll<HTMLAnchorElement>('a:not([href^="#"])')) {
    link.target = "_blank"
    link.rel = "noopener noreferrer"
  }
  for (const image of article.querySelectorAll("img")) image.loading = "lazy"
  const blocks = [...article.children]
  const portions: HTMLElement[] = []
  for (let from = 0; from < blocks.length; from += portionBlocks) {
    const portion = document.createElement("div")
    portion.className = "text reading-portion"
    portion.append(...blocks.slice(from, from + portionBlocks))
    portions.push(portion)
  }
  for (const portion of portions) dressTables(portion, options.language)
  return portions
}

const levelMax = 6

function dressNotes(article: Element): void {
  for (const reference of article.querySelectorAll<HTMLAnchorElement>('a[role="doc-noteref"]')) {
    const label = reference.textContent ?? ""
    reference.ariaLabel = /^\d+$/.test(label)
      ? m.footnote_number({ number: label })
      : m.table_note_letter({ letter: label })
  }
  for (const back of article.querySelectorAll<HTMLAnchorElement>('a[role="doc-backlink"]')) {
    const label = back.ariaLabel ?? ""
    const name = /^\d+$/.test(label) ? m.footnote_number({ number: label }) : m.table_note_letter({ letter: label })
    back.ariaLabel = m.footnote_back_of({ name })
  }
  const notes = article.querySelector('section[role="doc-endnotes"]')
  if (notes) notes.ariaLabel = m.footnotes()
}
