import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from "@cantoo/pdf-lib"

export interface PdfTag {
  readonly kind: string
  readonly dict: PDFDict
  readonly children: readonly PdfTag[]
}

/** The tags of a PDF and all that a check of PDF/UA-1 (ISO 14289-1) would find wrong with them, as far as tags say it. */
export async function tagTreeOf(pdf: Uint8Array): Promise<{ root: PdfTag; faults: string[] }> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const top = document.catalog.lookup(name("StructTreeRoot"), PDFDict)
  const roles = rolesOf(top)
  const root = tagOf(top)
  const tags = allOf(root)
  const faults = [
    ...ofDocument(document),
    ...tags.filter(({ kind }) => !standard.has(roles.get(kind) ?? kind)).map(({ kind }) => `no standard kind: ${kind}`),
    ...tags.flatMap((tag) => misplacedIn(tag)),
    ...headings(tags),
    ...tags.filter(({ kind }) => kind === "Table").flatMap(tableFaults),
    ...cellFaults(tags),
    ...nameFaults(top, tags),
    ...tags.filter(({ kind }) => kind === "Figure").flatMap(figureFaults),
    ...document.getPages().flatMap(({ node }, i) => linkFaults(node, i + 1)),
  ]
  return { root, faults }
}

export function allOf(tag: PdfTag): PdfTag[] {
  return tag.children.flatMap((child) => [child, ...allOf(child)])
}

export function attribute(tag: PdfTag, owner: string, key: string): PDFObject | undefined {
  const found = tag.dict.lookup(name("A"))
  const all = found instanceof PDFArray ? found.asArray().map((one) => tag.dict.context.lookup(one)) : [found]
  const own = all.find((one) => one instanceof PDFDict && one.lookup(name("O")) === name(owner))
  return own instanceof PDFDict ? own.lookup(name(key)) : undefined
}

function tagOf(dict: PDFDict): PdfTag {
  const kids = dict.lookup(name("K"))
  const all = kids instanceof PDFArray ? kids.asArray().map((kid) => dict.context.lookup(kid)) : [kids]
  const elements = all.filter((kid) => kid instanceof PDFDict).filter((kid) => kid.has(name("S")))
  return { kind: dict.lookupMaybe(name("S"), PDFName)?.decodeText() ?? "", dict, children: elements.map(tagOf) }
}

/** 7.1: the file says its language, shows its title and vouches for its tags. */
function ofDocument({ catalog }: PDFDocument): string[] {
  const shows = catalog.lookupMaybe(name("ViewerPreferences"), PDFDict)?.lookup(name("DisplayDocTitle"))
  const marks = catalog.lookupMaybe(name("MarkInfo"), PDFDict)
  return [
    ...(wordsOf(catalog.lookup(name("Lang"))) ? [] : ["no language"]),
    ...(String(shows) === "true" ? [] : ["the title is not shown"]),
    ...(String(marks?.lookup(name("Marked"))) === "true" ? [] : ["not marked as tagged"]),
    ...(String(marks?.lookup(name("Suspects"))) === "true" ? ["suspects"] : []),
  ]
}

function rolesOf(top: PDFDict): Map<string, string> {
  const map = top.lookupMaybe(name("RoleMap"), PDFDict)
  const entries = map?.entries() ?? []
  return new Map(entries.map(([own, to]) => [own.decodeText(), to instanceof PDFName ? to.decodeText() : ""]))
}

/** ISO 32000-1, 14.8.4. */
const standard = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR " +
    "TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form"
  ).split(" "),
)

/** 7.2: what tables, lists and contents are made of, by what it stands in. */
const within: Readonly<Record<string, readonly string[]>> = {
  TR: ["Table", "THead", "TBody", "TFoot"],
  TH: ["TR"],
  TD: ["TR"],
  THead: ["Table"],
  TBody: ["Table"],
  TFoot: ["Table"],
  LI: ["L"],
  LBody: ["LI"],
  TOCI: ["TOC"],
}
const made: Readonly<Record<string, readonly string[]>> = {
  Table: ["Caption", "THead", "TBody", "TFoot", "TR"],
  TR: ["TH", "TD"],
  L: ["LI", "L", "Caption"],
  LI: ["Lbl", "LBody"],
  TOC: ["TOCI", "TOC", "Caption"],
}

function misplacedIn({ kind, children }: PdfTag): string[] {
  const kinds = children.map((child) => child.kind)
  const wrong = kinds.filter(
    (child) => !(within[child]?.includes(kind) ?? true) || !(made[kind]?.includes(child) ?? true),
  )
  if (/^H\d$/.test(kind) && kinds.includes("P")) wrong.push("P")
  const isLate = kind === "Table" && kinds.includes("Caption") && kinds[0] !== "Caption"
  return [...wrong.map((child) => `${child} in ${kind}`), ...(isLate ? ["a caption in the middle of a table"] : [])]
}

/** 7.4.2: the first heading is of level 1, and none leaves out a level. */
function headings(tags: readonly PdfTag[]): string[] {
  const levels = tags.flatMap(({ kind }) => /^H(\d)$/.exec(kind)?.[1] ?? []).map(Number)
  return levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1).map((level) => `H${level} without one above`)
}

/** 7.5: rows fill the same columns, cells that reach into others counted. */
function tableFaults(table: PdfTag): string[] {
  const groups = table.children.flatMap((child) => (child.kind === "TR" ? [child] : child.children))
  const rows = groups.filter(({ kind }) => kind === "TR")
  const taken = rows.map(() => 0)
  rows.forEach((row, i) => {
    for (const cell of row.children) {
      const [columns, height] = ["ColSpan", "RowSpan"].map((key) => numberOf(attribute(cell, "Table", key)))
      for (let at = i; at < i + (height ?? 1); at++) taken[at] = (taken[at] ?? 0) + (columns ?? 1)
    }
  })
  return taken.some((columns) => columns !== taken[0]) ? [`rows of ${taken.join()} columns`] : []
}

/** 7.5: a head has a scope, and what names its heads names such as there are. */
function cellFaults(tags: readonly PdfTag[]): string[] {
  const heads = tags.filter(({ kind }) => kind === "TH")
  const ids = new Set(heads.map(({ dict }) => wordsOf(dict.lookup(name("ID")))))
  const without = heads.filter((head) => attribute(head, "Table", "Scope") === undefined)
  const lost = tags.flatMap((tag) => {
    const named = attribute(tag, "Table", "Headers")
    return named instanceof PDFArray
      ? named
          .asArray()
          .map(wordsOf)
          .filter((id) => !ids.has(id))
      : []
  })
  return [...without.map(() => "a head without scope"), ...lost.map((id) => `no head ${id}`)]
}

/** 7.9, and ISO 32000-1, 14.7.2: notes have names, names are given once, and all of them are in the tree, in order. */
function nameFaults(top: PDFDict, tags: readonly PdfTag[]): string[] {
  const own = tags.map(({ dict }) => wordsOf(dict.lookup(name("ID")))).filter((id) => id !== "")
  const list = top.lookupMaybe(name("IDTree"), PDFDict)?.lookupMaybe(name("Names"), PDFArray)?.asArray() ?? []
  const listed = list.filter((_, i) => i % 2 === 0).map(wordsOf)
  const known = new Set(listed)
  const nameless = tags.filter(({ kind, dict }) => kind === "Note" && wordsOf(dict.lookup(name("ID"))) === "")
  const isInOrder = listed.every((id, i) => i === 0 || (listed[i - 1] ?? "") < id)
  return [
    ...nameless.map(() => "a note without a name"),
    ...(new Set(own).size === own.length ? [] : ["a name twice"]),
    ...(own.length === listed.length && own.every((id) => known.has(id)) ? [] : ["names that are not in the tree"]),
    ...(isInOrder ? [] : ["names out of order"]),
  ]
}

/** 7.3: a figure says in words what it shows, and where it is. */
function figureFaults(figure: PdfTag): string[] {
  return [
    ...(wordsOf(figure.dict.lookup(name("Alt"))) === "" ? ["a figure without words"] : []),
    ...(attribute(figure, "Layout", "BBox") === undefined ? ["a figure without a place"] : []),
  ]
}

/** 7.18: links say where they lead, in the order of the tags. */
function linkFaults(page: PDFDict, number: number): string[] {
  const notes = page.lookupMaybe(name("Annots"), PDFArray)?.asArray() ?? []
  const dicts = notes.map((note) => page.context.lookup(note)).filter((note) => note instanceof PDFDict)
  const isInOrder = dicts.length === 0 || page.lookup(name("Tabs")) === name("S")
  return [
    ...(isInOrder ? [] : [`page ${number}: links in no order`]),
    ...dicts
      .filter((note) => wordsOf(note.lookup(name("Contents"))) === "" || !note.has(name("StructParent")))
      .map(() => `page ${number}: a link that says nothing`),
  ]
}

function wordsOf(object: PDFObject | undefined): string {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : ""
}

function numberOf(object: PDFObject | undefined): number | undefined {
  return object instanceof PDFNumber ? object.asNumber() : undefined
}

function name(text: string): PDFName {
  return PDFName.of(text)
}
