import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject, PDFString } from "@cantoo/pdf-lib"
import type { BookCell } from "../book/index.ts"

/** What the cells of a table head, row by row as they are tagged; absent for one that heads nothing. */
export type TableHeads = readonly (readonly BookCell["header"][])[]

/**
 * Says in the tags what the compiler has no way to say: which cells head their rows, and which table a caption is of (ISO 32000-1,
 * 14.8.4.3.4 and 14.8.5.7). What only says how borders look is left out. `heads` has the tables in reading order; where they are
 * not those of the tags, cells stay as they are.
 */
export function mendTags(document: PDFDocument, heads: readonly TableHeads[]): void {
  const top = document.catalog.lookupMaybe(name("StructTreeRoot"), PDFDict)
  if (top === undefined) return
  const root = tagOf(top, top, null)
  const tags = [...within(root)]
  const tables = tags.filter(({ kind }) => kind === "Table")
  if (tables.length === heads.length) {
    const named = tables.flatMap((table, i) => markHeads(table, heads[i] ?? [], `R${i + 1}`))
    nameTags(top, named)
  }
  for (const tag of tags) {
    if (tag.kind === "Caption") intoItsTable(tag)
    // A heading is one line of words and holds no paragraph.
    if (tag.kind === "P" && /^H\d$/.test(tag.parent?.kind ?? "")) tag.dict.set(name("S"), name("Span"))
    leaveOutBorders(tag)
  }
}

interface Tag {
  readonly dict: PDFDict
  /** As its parent refers to it. */
  readonly reference: PDFObject
  readonly kind: string
  readonly children: readonly Tag[]
  readonly parent: Tag | null
}

function tagOf(dict: PDFDict, reference: PDFObject, parent: Tag | null): Tag {
  const kind = dict.lookupMaybe(name("S"), PDFName)?.decodeText() ?? ""
  const children: Tag[] = []
  const tag = { dict, reference, kind, children, parent }
  for (const kid of kidsOf(dict)) {
    const child = dict.context.lookup(kid)
    if (child instanceof PDFDict && child.has(name("S"))) children.push(tagOf(child, kid, tag))
  }
  return tag
}

function kidsOf(dict: PDFDict): PDFObject[] {
  const kids = dict.lookup(name("K"))
  if (kids instanceof PDFArray) return kids.asArray()
  const only = dict.get(name("K"))
  return only === undefined ? [] : [only]
}

function* within(tag: Tag): Generator<Tag> {
  for (const child of tag.children) {
    yield child
    yield* within(child)
  }
}

/** A cell is tagged as a head of its row, and the other cells of its rows say so. Gives the names that are new. */
function markHeads(table: Tag, heads: TableHeads, prefix: string): [string, PDFObject][] {
  const groups = table.children.flatMap((child) => (child.kind === "TR" ? [child] : child.children))
  const rows = groups.filter(({ kind }) => kind === "TR").map(({ children }) => children.filter(isCell))
  if (rows.length !== heads.length || rows.some((cells, i) => cells.length !== heads[i]?.length)) return []
  const named: [string, PDFObject][] = []
  /** By row: the names of those that head it. */
  const over = rows.map((): string[] => [])
  rows.forEach((cells, row) =>
    cells.forEach((cell, i) => {
      const head = heads[row]?.[i]
      if (head === undefined) return
      const isInHead = cell.kind === "TH"
      const isOfRow = head === "row" || (head === "both" && !isInHead)
      if (isInHead && head === "both") looksOf(cell).set(name("Scope"), name("Both"))
      if (isInHead) return
      cell.dict.set(name("S"), name("TH"))
      looksOf(cell).set(name("Scope"), name(head === "both" ? "Both" : head === "row" ? "Row" : "Column"))
      if (!isOfRow) return
      const id = `${prefix}y${row}x${i}`
      cell.dict.set(name("ID"), PDFString.of(id))
      named.push([id, cell.reference])
      const span = looksOf(cell).lookupMaybe(name("RowSpan"), PDFNumber)?.asNumber() ?? 1
      for (let at = row; at < row + span; at++) over[at]?.push(id)
    }),
  )
  // Where a cell names its heads, it names all of them; where none does, they follow from their scopes.
  rows.forEach((cells, row) => {
    for (const cell of cells.filter(({ kind }) => kind === "TD")) addHeads(cell, over[row] ?? [])
  })
  return named
}

function isCell({ kind }: Tag): boolean {
  return kind === "TH" || kind === "TD"
}

function addHeads(cell: Tag, ids: readonly string[]): void {
  const isHead = cell.dict.lookupMaybe(name("S"), PDFName) === name("TH")
  const known = attributesOf(cell, "Table")?.lookupMaybe(name("Headers"), PDFArray)
  if (isHead || known === undefined || known.size() === 0) return
  for (const id of ids) known.push(PDFString.of(id))
}

/** What a cell says as one of a table. */
function looksOf(cell: Tag): PDFDict {
  const found = attributesOf(cell, "Table")
  if (found !== undefined) return found
  const made = cell.dict.context.obj({ O: "Table" })
  cell.dict.set(name("A"), cell.dict.context.obj([...attributesIn(cell), made]))
  return made
}

function attributesOf(tag: Tag, owner: string): PDFDict | undefined {
  return attributesIn(tag).find((one) => one.lookupMaybe(name("O"), PDFName) === name(owner))
}

function attributesIn({ dict }: Tag): PDFDict[] {
  const found = dict.lookup(name("A"))
  const all = found instanceof PDFArray ? found.asArray().map((one) => dict.context.lookup(one)) : [found]
  return all.filter((one) => one instanceof PDFDict)
}

/** Tags are found by their names in one list, in the order of its bytes (ISO 32000-1, 7.9.6). */
function nameTags(top: PDFDict, named: readonly [string, PDFObject][]): void {
  if (named.length === 0) return
  const known = top.lookupMaybe(name("IDTree"), PDFDict)?.lookupMaybe(name("Names"), PDFArray)?.asArray() ?? []
  const all = named.map(([id, reference]) => [id, PDFString.of(id) as PDFObject, reference] as const)
  for (let i = 0; i + 1 < known.length; i += 2) {
    const [id, reference] = [known[i], known[i + 1]]
    if (id instanceof PDFString && reference !== undefined) all.push([id.decodeText(), id, reference])
  }
  const inOrder = all.toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, id, reference]) => [id, reference])
  const tree = top.context.obj({ Names: top.context.obj(inOrder) })
  top.set(name("IDTree"), tree)
}

/** A caption stands beside the boxes that its table is in. */
function intoItsTable(caption: Tag): void {
  const { parent } = caption
  if (parent?.kind !== "Div") return
  const table = parent.children.flatMap((beside) => [beside, ...within(beside)]).find(({ kind }) => kind === "Table")
  if (table === undefined) return
  const { context } = table.dict
  parent.dict.set(name("K"), context.obj(kidsOf(parent.dict).filter((kid) => kid !== caption.reference)))
  table.dict.set(name("K"), context.obj([caption.reference, ...kidsOf(table.dict)]))
  caption.dict.set(name("P"), table.reference)
}

const looks = new Set(["O", "BackgroundColor", "BorderColor", "BorderStyle", "BorderThickness", "Padding"])

function leaveOutBorders(tag: Tag): void {
  const all = attributesIn(tag)
  const left = all.filter((one) => one.keys().some((key) => !looks.has(key.decodeText())))
  if (left.length === all.length) return
  if (left.length === 0) tag.dict.delete(name("A"))
  else tag.dict.set(name("A"), tag.dict.context.obj(left))
}

function name(text: string): PDFName {
  return PDFName.of(text)
}
