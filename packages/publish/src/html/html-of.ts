import type { ImageFile } from "@codraft/document/canonical"
import type { Book, BookPart } from "../book/index.ts"
import { BlockPrinter, headingHtml } from "./blocks.ts"
import { contentsHtml } from "./contents.ts"
import { element, escaped } from "./escape.ts"
import { InlinePrinter } from "./inline.ts"
import { style } from "./style.ts"

export interface HtmlOptions {
  /** The bytes of an image of the book. */
  readonly images: (file: ImageFile) => Uint8Array
}

/** A book as one page that needs nothing else: no other file, no script, no network. The same book gives the same text. */
export function htmlOf(book: Book, { images }: HtmlOptions): string {
  const inline = new InlinePrinter(book.words)
  const printer = new BlockPrinter(inline, (file) => dataUrl(file, images(file)))
  const { cover, words } = book
  const page = [cover.title, cover.versionTitle].filter((part) => part !== "").join(" \u2013 ")
  return [
    "<!doctype html>",
    `<html lang="${escaped(book.language)}" dir="${book.dir}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="dcterms.identifier" content="${escaped(cover.symbol)}">`,
    `<meta name="dcterms.date" content="${escaped(cover.isoDate)}">`,
    `<title>${escaped(page)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    element("a", { class: "skip", href: "#main-text" }, escaped(words.skipToText)),
    coverHtml(book),
    contentsHtml(book),
    '<main id="main-text" tabindex="-1">',
    abbreviationsHtml(book),
    ...book.parts.map((part) => partHtml(book, part, printer)),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n")
}

function coverHtml({ cover, imprint, words }: Book): string {
  const line = (name: string, text: string) => (text === "" ? "" : element("p", { class: name }, escaped(text)))
  return element(
    "header",
    { class: "cover" },
    line("series", [cover.series, cover.seriesNumber].filter((part) => part !== "").join(" \u00B7 ")),
    element("h1", {}, escaped(cover.title)),
    line("subtitle", cover.subtitle),
    line("version", cover.versionTitle),
    line("said", cover.symbol),
    element("p", { class: "said" }, element("time", { datetime: cover.isoDate }, escaped(cover.date))),
    line("said", `${words.distribution}: ${cover.distribution}`),
    line("said", `${words.originalLanguage}: ${cover.originalLanguage}`),
    element("div", { class: "imprint" }, ...imprint.notices.map((notice) => element("p", {}, escaped(notice)))),
  )
}

/** Parts have addresses of their own, none of which is this. */
export const abbreviationsId = "list-of-abbreviations"

function abbreviationsHtml({ abbreviations, words, language }: Book): string {
  if (abbreviations.length === 0) return ""
  const rows = abbreviations.map(({ short, full, language: own }) => {
    const lang = own === language ? undefined : own
    return element("div", { lang }, element("dt", {}, escaped(short)), element("dd", {}, escaped(full)))
  })
  const heading = headingHtml(1, {}, undefined, escaped(words.abbreviations))
  return element("section", { id: abbreviationsId, class: "part" }, heading, element("dl", {}, ...rows))
}

function partHtml({ words, language }: Book, part: BookPart, printer: BlockPrinter): string {
  printer.inline.openPart(part.id)
  const { id, depth, number, title, notes, viewsOf } = part
  const text = part.isToFollow
    ? element(
        "p",
        { class: "to-follow", lang: part.language === language ? undefined : language },
        escaped(words.toFollow),
      )
    : printer.all(part.blocks)
  const footnotes = printer.notes(notes, (label) => printer.inline.footnote(label))
  return element(
    "section",
    { id, lang: part.language, dir: part.dir, class: depth === 0 ? "part" : "part within" },
    headingHtml(depth + 1, {}, number, escaped(title)),
    viewsOf === null ? "" : element("p", { class: "byline" }, escaped(viewsOf)),
    "\n",
    text,
    footnotes === ""
      ? ""
      : element("ol", { class: "notes of-part", role: "list", "aria-label": words.notes }, footnotes),
  )
}

function dataUrl({ mediaType }: ImageFile, bytes: Uint8Array): string {
  return `data:${mediaType};base64,${base64(bytes)}`
}

const chunk = 0x8000

function base64(bytes: Uint8Array): string {
  let binary = ""
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(binary)
}
