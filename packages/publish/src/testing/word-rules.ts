import { SaxesParser } from "saxes"

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Tag[]
}

/** What Word does not open, or repairs, although the schema of the standard allows it. Sections are those of ECMA-376-1. */
export function brokenRules(parts: ReadonlyMap<string, string>): string[] {
  const trees = new Map([...parts].map(([path, xml]) => [path, treeOf(xml)]))
  const stories = [...trees].filter(([path]) => storyPart.test(path)).map(([, tree]) => tree)
  return [
    ...stories.flatMap(placesOf),
    ...stories.flatMap(fieldsOf),
    ...stories.flatMap((story) => [...within(story)].flatMap(faultsOfTag)),
    ...drawingsOf(stories),
    ...separatorsOf(trees.get("word/footnotes.xml")),
    ...numbersOf(trees.get("word/numbering.xml")),
  ]
}

const storyPart = /^word\/(document|footnotes|header\d+|footer\d+)\.xml$/

/** 17.13.6: a bookmark that begins ends, behind where it begins, and in the same part of the file. */
function placesOf(story: Tag): string[] {
  const open = new Set<string>()
  const faults: string[] = []
  for (const { name, attributes } of within(story)) {
    const id = attributes["w:id"] ?? ""
    if (name === "w:bookmarkStart") open.add(id)
    if (name === "w:bookmarkEnd" && !open.delete(id)) faults.push(`bookmark ${id} ends and has not begun`)
  }
  return [...faults, ...[...open].map((id) => `bookmark ${id} does not end`)]
}

/** 17.16.18: a field begins, may be divided once, and ends; fields stand within one another whole. */
function fieldsOf(story: Tag): string[] {
  const open: boolean[] = []
  const faults: string[] = []
  for (const { name, attributes } of within(story)) {
    if (name !== "w:fldChar") continue
    const type = attributes["w:fldCharType"]
    if (type === "begin") open.push(false)
    else if (open.length === 0) faults.push(`a field has ${type} and no beginning`)
    else if (type === "end") open.pop()
    else if (open.pop() === true) faults.push("a field is divided twice")
    else open.push(true)
  }
  return open.length === 0 ? faults : [...faults, "a field does not end"]
}

function faultsOfTag({ name, attributes, children }: Tag): string[] {
  switch (name) {
    // 17.4.65: what a cell ends with is a paragraph.
    case "w:tc":
      return children.at(-1)?.name === "w:p" ? [] : ["a cell does not end with a paragraph"]
    case "w:tbl":
      return faultsOfTable(children)
    // 17.16.22: a link holds none; one that leads within the file has an anchor.
    case "w:hyperlink": {
      const isInner = children.some((child) => [...within(child)].some((tag) => tag.name === "w:hyperlink"))
      const leads = attributes["w:anchor"] !== undefined || attributes["r:id"] !== undefined
      return [...(isInner ? ["a link holds a link"] : []), ...(leads ? [] : ["a link leads nowhere"])]
    }
    // 17.11.10: what Word writes a footnote with is a paragraph.
    case "w:footnote":
      return children.at(-1)?.name === "w:p" ? [] : [`footnote ${attributes["w:id"]} has no paragraph`]
    // 17.6.17: a section has a size of its pages, and no head or foot of one kind twice.
    case "w:sectPr": {
      const feet = children
        .filter((child) => /^w:(header|footer)Reference$/.test(child.name))
        .map((child) => `${child.name} ${child.attributes["w:type"]}`)
      const hasSize = children.some((child) => child.name === "w:pgSz")
      return [...(hasSize ? [] : ["a section without a size"]), ...(isOnce(feet) ? [] : ["a section with two heads"])]
    }
    default:
      return []
  }
}

/** 17.4.48: a table has a grid, and no row is wider than it. Rows of a redline may be narrower. */
function faultsOfTable(children: readonly Tag[]): string[] {
  const columns = children.find(({ name }) => name === "w:tblGrid")?.children.length ?? 0
  return children
    .filter(({ name }) => name === "w:tr")
    .map((row) => row.children.filter(({ name }) => name === "w:tc").reduce((width, cell) => width + spanOf(cell), 0))
    .filter((width) => width > columns)
    .map((width) => `a row of ${width} columns in a table of ${columns}`)
}

function spanOf(cell: Tag): number {
  const looks = cell.children.find(({ name }) => name === "w:tcPr")?.children ?? []
  return Number(looks.find(({ name }) => name === "w:gridSpan")?.attributes["w:val"] ?? 1)
}

/** 20.4.2.5: no two drawings of a file have one number. */
function drawingsOf(stories: readonly Tag[]): string[] {
  const ids = stories.flatMap((story) =>
    [...within(story)].filter(({ name }) => name === "wp:docPr").map(({ attributes }) => attributes["id"] ?? ""),
  )
  return isOnce(ids) ? [] : ["two drawings have one number"]
}

/** 17.11.23 and 17.11.1: footnotes have a line above them, and one where they go on. */
function separatorsOf(footnotes: Tag | undefined): string[] {
  if (footnotes === undefined) return []
  const kinds = [...within(footnotes)]
    .filter(({ name }) => name === "w:footnote")
    .map((tag) => tag.attributes["w:type"])
  return ["separator", "continuationSeparator"].filter((kind) => !kinds.includes(kind)).map((kind) => `no ${kind}`)
}

/** 17.9.1 and 17.9.15: numbers of lists are theirs alone, definitions stand before lists, and each list has its own. */
function numbersOf(numbering: Tag | undefined): string[] {
  if (numbering === undefined) return []
  const of = (name: string) => [...within(numbering)].filter((tag) => tag.name === name)
  const definitions = of("w:abstractNum").map(({ attributes }) => attributes["w:abstractNumId"] ?? "")
  const lists = of("w:num").map(({ attributes }) => attributes["w:numId"] ?? "")
  const used = of("w:num").flatMap(({ children }) =>
    children.filter(({ name }) => name === "w:abstractNumId").map(({ attributes }) => attributes["w:val"] ?? ""),
  )
  return [
    ...(isOnce(definitions) && isOnce(lists) ? [] : ["two lists have one number"]),
    ...used.filter((id) => !definitions.includes(id)).map((id) => `no definition ${id}`),
  ]
}

function isOnce(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

function* within(tag: Tag): Generator<Tag> {
  yield tag
  for (const child of tag.children) yield* within(child)
}

function treeOf(xml: string): Tag {
  const root: Tag = { name: "", attributes: {}, children: [] }
  const open = [root]
  const parser = new SaxesParser()
  parser.on("opentag", ({ name, attributes }) => {
    const tag: Tag = { name, attributes: attributes, children: [] }
    open.at(-1)?.children.push(tag)
    open.push(tag)
  })
  parser.on("closetag", () => open.pop())
  // What is no XML is another rule's.
  parser.on("error", () => undefined)
  parser.write(xml).close()
  return root
}
