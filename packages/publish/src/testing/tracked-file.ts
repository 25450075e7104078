import { SaxesParser } from "saxes"
import { unescaped, WordCounter, WordFile } from "./word-file.ts"

/** An element of a part of a Word file; text is that of `w:t` and its like. */
interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Tag[]
  readonly text: string
}

export type Decision = "accept" | "reject"

/** What a reader has before them: paragraphs with their marks, and tables by rows and cells. */
export type Shown =
  | { readonly style: string; readonly mark: string; readonly layout: string; readonly runs: readonly string[] }
  | { readonly rows: readonly (readonly ShownCell[])[] }

export interface ShownCell {
  /** Where it begins and ends, in the least columns that the table can have. */
  readonly columns: readonly [from: number, to: number]
  /** `up`: it is the rest of the cell above. */
  readonly blocks: readonly Shown[] | "up"
}

/**
 * Reads a Word file as Word shows it once every tracked change in it is accepted, or rejected. It follows ECMA-376 17.13.5 alone
 * and knows nothing of how the file was made.
 */
export function shownAfter(bytes: Uint8Array, decision: Decision): { body: Shown[]; footnotes: string[] } {
  const file = new WordFile(bytes)
  const decided = (path: string) => new Deciding(decision).element(treeOf(file.part(path)))
  const body = decided("word/document.xml").children.find(({ name }) => name === "w:body")
  const reading = new Reading(new WordCounter(file.part("word/numbering.xml")), decided("word/footnotes.xml"))
  return { body: reading.blocks(body?.children ?? []), footnotes: reading.footnotes }
}

/** All that is wrong with the tracked changes of a file, whatever they say. */
export function faultsOfChanges(bytes: Uint8Array): string[] {
  const file = new WordFile(bytes)
  const all = file.document + file.part("word/footnotes.xml")
  const inOrder = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1)).join()
  const names = (kind: string) =>
    [...all.matchAll(new RegExp(`<w:${kind}RangeStart [^>]*w:name="([^"]*)"`, "g"))].map(([, name = ""]) => name)
  const [from, to] = [names("moveFrom"), names("moveTo")]
  const ids = [
    ...all.matchAll(
      /<w:(?:ins|del|cellIns|cellDel|(?:moveFrom|moveTo)(?:RangeStart)?|[rp]PrChange|tcPrChange) w:id="(\d+)"/g,
    ),
  ].map(([, id]) => id)
  const deleted = [...all.matchAll(/<w:del [^>]*[^/]>(.*?)<\/w:del>/gs)].map(([, inner = ""]) => inner)
  return [
    ...file.faults(),
    ...(inOrder(from) === inOrder(to) ? [] : [`moved from ${from.join()} to ${to.join()}`]),
    ...(new Set(from).size === from.length ? [] : ["a move has two places that it is from"]),
    ...(new Set(ids).size === ids.length ? [] : ["two changes have one number"]),
    ...["word/document.xml", "word/footnotes.xml"].flatMap((path) => disorderIn(treeOf(file.part(path)))),
    ...deleted
      .filter((inner) => /<w:(t|instrText)[ >]/.test(inner))
      .map((inner) => `deleted words that are not: ${inner}`),
  ]
}

/** The order in which Word reads what is said of something (ECMA-376 Part 1, annex A); `*` stands for all that is not named. */
const orders: Readonly<Record<string, string>> = {
  "w:p": "pPr *",
  "w:r": "rPr *",
  "w:tbl": "tblPr tblGrid tr",
  "w:tr": "trPr tc",
  "w:tc": "tcPr *",
  "w:pPr":
    "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens bidi spacing ind contextualSpacing jc outlineLvl rPr sectPr pPrChange",
  "w:rPr": "ins del moveFrom moveTo * rPrChange",
  "w:trPr": "* ins del trPrChange",
  "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign cellIns cellDel cellMerge tcPrChange",
  "w:tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblPrChange",
}
/** What there is at most one of. */
const choices = [
  ["w:cellIns", "w:cellDel", "w:cellMerge"],
  ["w:ins", "w:del"],
]

function disorderIn({ name, children }: Tag): string[] {
  const order = orders[name]?.split(" ") ?? ["*"]
  const places = children.map((child) => {
    const place = order.indexOf(child.name.replace("w:", ""))
    return place === -1 ? order.indexOf("*") : place
  })
  const isInOrder = places.every((place, i) => place >= (places[i - 1] ?? 0))
  const isEmpty = /^w:(r|p|tc)PrChange$/.test(name) && children.length === 0
  const isOpen = name === "w:tc" && children.at(-1)?.name !== "w:p"
  const isDoubled =
    name.endsWith("Pr") && choices.some((names) => children.filter((child) => names.includes(child.name)).length > 1)
  return [
    ...(isInOrder ? [] : [`${name} in disorder: ${children.map((child) => child.name).join()}`]),
    ...(isEmpty ? [`${name} without looks`] : []),
    ...(isOpen ? ["a cell that ends with no paragraph"] : []),
    ...(isDoubled ? [`${name} came and went`] : []),
    ...(name === "w:tr" && !children.some((child) => child.name === "w:tc") ? ["a row without cells"] : []),
    ...children.flatMap(disorderIn),
  ]
}

function treeOf(xml: string): Tag {
  const root: Open = { name: "", attributes: {}, children: [], text: "" }
  const open = [root]
  const parser = new SaxesParser()
  parser.on("opentag", ({ name, attributes }) => {
    const tag: Open = { name, attributes: attributes, children: [], text: "" }
    open.at(-1)?.children.push(tag)
    open.push(tag)
  })
  parser.on("closetag", () => open.pop())
  parser.on("text", (text) => {
    const tag = open.at(-1)
    if (tag !== undefined) tag.text += text
  })
  parser.write(xml).close()
  const [top] = root.children
  if (top === undefined) throw new TypeError("A part of the file is empty.")
  return top
}

interface Open {
  name: string
  attributes: Record<string, string>
  children: Open[]
  text: string
}

const came = new Set(["w:ins", "w:moveTo", "w:cellIns"])
const went = new Set(["w:del", "w:moveFrom", "w:cellDel"])
const names: Readonly<Record<string, string>> = { "w:delText": "w:t", "w:delInstrText": "w:instrText" }

class Deciding {
  readonly #isAccepted: boolean

  constructor(decision: Decision) {
    this.#isAccepted = decision === "accept"
  }

  element(tag: Tag): Tag {
    const children = this.#joined(tag.children.flatMap((child) => this.#one(child)))
    const own = { ...tag, name: names[tag.name] ?? tag.name, children }
    if (["w:rPr", "w:pPr", "w:tcPr"].includes(tag.name)) return this.#looks(own)
    return own
  }

  #one(tag: Tag): Tag[] {
    const { name, children } = tag
    if (/Range(Start|End)$/.test(name) && name.startsWith("w:move")) return []
    if (name === "w:tr" && this.#isGone(children.find((child) => child.name === "w:trPr"))) return []
    if (name === "w:tc" && this.#isGone(children.find((child) => child.name === "w:tcPr"))) return []
    if (children.length > 0 && (came.has(name) || went.has(name))) {
      return came.has(name) === this.#isAccepted ? children.flatMap((child) => this.#one(child)) : []
    }
    return [this.element(tag)]
  }

  /** Whether something says of itself that it is not there any more. */
  #isGone(looks: Tag | undefined): boolean {
    const names = looks?.children.map(({ name }) => name) ?? []
    return names.some((name) => (this.#isAccepted ? went : came).has(name))
  }

  /** A paragraph whose mark is gone goes on in the next; one with nothing in it is gone, too. */
  #joined(children: readonly Tag[]): Tag[] {
    const made: Tag[] = []
    let open: Tag[] = []
    children.forEach((child, i) => {
      if (child.name !== "w:p") {
        made.push(child)
        return
      }
      const looks = child.children.find(({ name }) => name === "w:pPr")
      const content = child.children.filter(({ name }) => name !== "w:pPr")
      const isEnded = !this.#isGone(looks?.children.find(({ name }) => name === "w:rPr"))
      const goesOn = children[i + 1]?.name === "w:p"
      if (isEnded) made.push({ ...child, children: [...(looks ? [looks] : []), ...open, ...content] })
      const rest = isEnded ? [] : [...open, ...content]
      if (!goesOn && rest.some((tag) => textIn(tag) !== ""))
        throw new TypeError("Words are left that no paragraph holds.")
      open = goesOn ? rest : []
    })
    return made
  }

  #looks(tag: Tag): Tag {
    const change = tag.children.find(({ name }) => name === `${tag.name}Change`)
    const rest = tag.children.filter((child) => child !== change)
    if (change === undefined || this.#isAccepted) return { ...tag, children: rest }
    const kept = rest.filter(({ name }) => name === "w:rPr" || name === "w:sectPr")
    return { ...tag, children: [...(change.children[0]?.children ?? []), ...kept] }
  }
}

/** The mark at the head of a line, and what is behind the tab that ends it. */
function writtenMark(runs: readonly string[]): { mark: string; rest: string[] } | null {
  const at = runs.findIndex((run) => /[\t\u2003]/.test(run))
  const [, looks = "", before = "", behind = ""] = /^(.*\|)?([^\t\u2003]*)[\t\u2003](.*)$/s.exec(runs[at] ?? "") ?? []
  const mark = [...runs.slice(0, at).map((run) => run.replace(/^.*\|/s, "")), before].join("")
  if (at === -1 || !/^\S{1,12}( \S{1,4})?$/.test(mark)) return null
  return { mark, rest: [...(behind === "" ? [] : [`${looks}${behind}`]), ...runs.slice(at + 1)] }
}

const mayHaveMark = /^(BodyText|ListItem|Table|Heading)/

class Reading {
  readonly footnotes: string[] = []
  readonly #counter: WordCounter
  readonly #notes: Tag
  #noteCount = 0

  constructor(counter: WordCounter, notes: Tag) {
    this.#counter = counter
    this.#notes = notes
  }

  blocks(children: readonly Tag[]): Shown[] {
    return children.flatMap((child): Shown[] => {
      if (child.name === "w:tbl") return this.#table(child)
      return child.name === "w:p" ? this.#paragraph(child) : []
    })
  }

  #table(table: Tag): Shown[] {
    const named = (tag: Tag, name: string) => tag.children.filter((child) => child.name === name)
    const rows = named(table, "w:tr").map((row) => {
      let end = 0
      return named(row, "w:tc").map((cell) => {
        const [looks] = named(cell, "w:tcPr")
        const said = (name: string) => looks?.children.find((child) => child.name === name)?.attributes["w:val"]
        const from = end
        end += Number(said("w:gridSpan") ?? 1)
        const isUp = looks?.children.some(({ name }) => name === "w:vMerge") === true && said("w:vMerge") !== "restart"
        return { from, to: end, blocks: isUp ? ("up" as const) : this.blocks(cell.children) }
      })
    })
    const edges = [...new Set(rows.flatMap((cells) => cells.flatMap(({ from, to }) => [from, to])))].toSorted(
      (a, b) => a - b,
    )
    const shown = rows.map((cells) =>
      cells.map(({ from, to, blocks }): ShownCell => ({ columns: [edges.indexOf(from), edges.indexOf(to)], blocks })),
    )
    return rows.length === 0 ? [] : [{ rows: shown }]
  }

  #paragraph(paragraph: Tag): Shown[] {
    const looks = paragraph.children.find(({ name }) => name === "w:pPr")
    const said =
      looks?.children.filter(({ name }) => !["w:rPr", "w:sectPr", "w:pStyle", "w:numPr"].includes(name)) ?? []
    const style = looks?.children.find(({ name }) => name === "w:pStyle")?.attributes["w:val"] ?? ""
    const mark = this.#counter.next(looks === undefined ? "" : xmlOf(looks))
    const runs = this.#runs(paragraph.children)
    if (looks?.children.some(({ name }) => name === "w:sectPr")) this.#noteCount = 0
    // What only keeps tables apart, and the contents, which Word fills in anew.
    if ((runs.length === 0 && style === "AfterTable") || style.startsWith("TOC")) return []
    const layout = (except: readonly string[]) =>
      said
        .filter(({ name }) => !except.includes(name))
        .map(xmlOf)
        .toSorted()
        .join("")
    // A mark may be counted by Word or stand as text: a reader sees the same.
    const written = mark === "" && mayHaveMark.test(style) ? writtenMark(runs) : null
    if (written === null) return [{ style, mark, layout: layout([]), runs }]
    return [{ style, mark: written.mark, layout: layout(["w:ind", "w:tabs"]), runs: written.rest }]
  }

  /** Words with how they look; neighbours that look the same are one. */
  #runs(children: readonly Tag[]): string[] {
    const runs: { looks: string; text: string }[] = []
    const visit = (tag: Tag): void => {
      if (tag.name !== "w:r") {
        if (tag.name !== "w:pPr") tag.children.forEach(visit)
        return
      }
      const looks = tag.children.find(({ name }) => name === "w:rPr")
      const said = looks?.children.map(xmlOf).toSorted().join("") ?? ""
      const text = tag.children.map((child) => this.#said(child)).join("")
      if (text === "") return
      const before = runs.at(-1)
      if (before !== undefined && before.looks === said) before.text += text
      else runs.push({ looks: said, text })
    }
    children.forEach(visit)
    return runs.map(({ looks, text }) => (looks === "" ? text : `${looks}|${text}`))
  }

  #said({ name, attributes, text }: Tag): string {
    if (name === "w:t") return unescaped(text)
    if (name === "w:br") return "\n"
    if (name === "w:tab") return "\t"
    if (name === "w:drawing") return "[picture]"
    if (name !== "w:footnoteReference") return ""
    const note = this.#notes.children.find((child) => child.attributes["w:id"] === attributes["w:id"])
    const isLabelled = attributes["w:customMarkFollows"] !== undefined
    this.footnotes.push(
      note === undefined
        ? "?"
        : note.children
            .flatMap(({ children }) => this.#runs(children))
            .join("")
            .trim(),
    )
    return isLabelled ? "^" : `^${++this.#noteCount}`
  }
}

function textIn(tag: Tag): string {
  return tag.name === "w:pPr" ? "" : (tag.name === "w:t" ? tag.text : "") + tag.children.map(textIn).join("")
}

function xmlOf({ name, attributes, children, text }: Tag): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join("")
  const inner = text + children.map(xmlOf).join("")
  return inner === "" ? `<${name}${said}/>` : `<${name}${said}>${inner}</${name}>`
}
