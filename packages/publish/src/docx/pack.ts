import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate"
import type { Cover } from "../book/index.ts"
import { printable } from "./inline.ts"
import { wordTag } from "./languages.ts"
import { tableStyleXml } from "./styles.ts"

/** What the file says of itself. */
export interface Described {
  readonly language: string
  readonly cover: Pick<Cover, "title" | "series" | "seriesNumber" | "symbol" | "versionTitle" | "isoDate">
}

export interface Packing {
  readonly book: Described
  /** The marks of footnotes that Word does not count, by its numbers for them. */
  readonly noteLabels: ReadonlyMap<number, string>
  /** Word is to put in the numbers of pages when it opens the file, for which it asks. */
  readonly hasToCount: boolean
  /** What is put right besides in each part of the file that has text in it. */
  readonly mend?: (xml: string) => string
}

/**
 * The file that the library made, without what it takes from chance and the clock: names of relations, dates of creation, hours of
 * the files in the archive.
 */
export function packed(made: Uint8Array, { book, noteLabels, hasToCount, mend }: Packing): Uint8Array {
  const files = new Map(Object.entries(unzipSync(made)).map(([path, bytes]) => [path, bytes]))
  for (const path of files.keys()) if (path.endsWith(".rels")) renameRelations(files, path)
  change(files, "word/footnotes.xml", (xml) => withLabels(xml, noteLabels))
  for (const path of files.keys())
    if (mend !== undefined && /^word\/(document|footnotes|header\d+)\.xml$/.test(path)) change(files, path, mend)
  change(files, "word/styles.xml", (xml) => xml.replace("</w:styles>", `${tableStyleXml}$&`))
  if (hasToCount)
    change(files, "word/settings.xml", (xml) => xml.replace("<w:compat>", '<w:updateFields w:val="true"/>$&'))
  files.set("docProps/core.xml", strToU8(coreProperties(book)))
  return zipSync(Object.fromEntries(inOrder(files)))
}

/** Any file of Office without what its writer took from chance and the clock: the same bytes each time. */
export function settledArchive(made: Uint8Array): Uint8Array {
  const files = new Map(Object.entries(unzipSync(made)))
  for (const path of files.keys()) if (path.endsWith(".rels")) renameRelations(files, path)
  change(files, "docProps/core.xml", (xml) =>
    xml.replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, ""),
  )
  return zipSync(Object.fromEntries(inOrder(files)))
}

/** What the archive says of every file; the date is the earliest that it can say. NOTE: it knows no zones, only fields. */
const entry = { mtime: new Date(1980, 0, 1), level: 9, os: 0, attrs: 0 } as const

/** Readers look for the list of types first; images are packed already. */
function inOrder(files: ReadonlyMap<string, Uint8Array>): [string, Zippable[string]][] {
  const first = "[Content_Types].xml"
  const paths = [...files.keys()].toSorted((a, b) => {
    if (a === first || b === first) return a === first ? -1 : 1
    return a < b ? -1 : 1
  })
  return paths.map((path) => {
    const level = /\.(png|jpg)$/.test(path) ? 0 : entry.level
    return [path, [files.get(path) ?? new Uint8Array(), { ...entry, level }]]
  })
}

function change(files: Map<string, Uint8Array>, path: string, edit: (xml: string) => string): void {
  const bytes = files.get(path)
  if (bytes !== undefined) files.set(path, strToU8(edit(strFromU8(bytes))))
}

/** Relations are called by their place in the list. */
function renameRelations(files: Map<string, Uint8Array>, path: string): void {
  const names = new Map<string, string>()
  change(files, path, (xml) =>
    xml.replace(/(<Relationship [^>]*?\bId=")([^"]*)"/g, (_, before: string, name: string) => {
      const own = `rId${names.size + 1}`
      names.set(name, own)
      return `${before}${own}"`
    }),
  )
  const part = path.replace("_rels/", "").replace(/\.rels$/, "")
  change(files, part, (xml) =>
    xml.replace(/(\sr:(?:id|embed|link)=")([^"]*)"/g, (whole, before: string, name: string) => {
      const own = names.get(name)
      return own === undefined ? whole : `${before}${own}"`
    }),
  )
}

/** Where Word would put its own count at the head of a note, the note has its label. */
function withLabels(xml: string, labels: ReadonlyMap<number, string>): string {
  return xml.replace(/(<w:footnote w:id="(\d+)">.*?)<w:footnoteRef\/>/gs, (whole, before: string, id: string) => {
    const label = labels.get(Number(id))
    return label === undefined ? whole : `${before}<w:t>${escaped(label)}</w:t>`
  })
}

function coreProperties({ cover, language }: Described): string {
  const date = `${cover.isoDate}T00:00:00Z`
  const subject = [cover.series, cover.seriesNumber].filter((part) => part !== "").join(", ")
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(cover.title)}</dc:title><dc:subject>${escaped(subject)}</dc:subject>`,
    `<dc:identifier>${escaped(cover.symbol)}</dc:identifier><dc:language>${escaped(wordTag(language))}</dc:language>`,
    `<cp:version>${escaped(cover.versionTitle)}</cp:version>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified></cp:coreProperties>`,
  ].join("")
}

export function escaped(text: string): string {
  return printable(text).replace(/[&<>"]/g, (c) => entities[c] ?? c)
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
