import { contentOf, isBlockId } from "../form/index.ts"
import { Notes } from "../kinds/footnote/canonical.ts"
import { buildImage } from "../kinds/image/canonical.ts"
import { buildTable } from "../kinds/table/canonical.ts"
import type { Block, CanonicalContent, Direction, Inline } from "./content.ts"
import { appendRuns, wellFormed } from "./inline.ts"
import { blockKinds, inlineElements } from "./kinds.ts"
import { type Container, isReadableBlock, type Source, type SourceElement } from "./source.ts"
import { unknownOf } from "./unknown.ts"

/** What the section itself says about its text. */
export interface SectionLanguage {
  readonly language: string
  readonly dir: Direction
}

/** What is said about an image, by its payload id. */
export type PayloadOf = (id: string) => unknown

export function readSection(
  root: readonly Source[],
  { language, dir }: SectionLanguage,
  payloadOf: PayloadOf,
): CanonicalContent {
  const reading = new Reading(root, payloadOf)
  const blocks = reading.blocks(root, "root")
  const footnotes = reading.notes.ofSection(reading)
  return {
    format: "codraft.section",
    formatVersion: reading.formatVersion,
    language,
    dir,
    blocks,
    ...(footnotes.length === 0 ? {} : { footnotes }),
  }
}

/** One reading of a section's tree into its canonical form. */
export class Reading {
  readonly notes: Notes
  readonly #payloadOf: PayloadOf
  #formatVersion: CanonicalContent["formatVersion"] = 1

  constructor(root: readonly Source[], payloadOf: PayloadOf) {
    this.notes = new Notes(root)
    this.#payloadOf = payloadOf
  }

  /** The lowest number by which a reader knows that it understands everything in this content. */
  get formatVersion(): CanonicalContent["formatVersion"] {
    return this.#formatVersion
  }

  payload(id: unknown): unknown {
    return isBlockId(id) ? this.#payloadOf(id as string) : null
  }

  needs(formatVersion: 2 | 3): void {
    if (formatVersion > this.#formatVersion) this.#formatVersion = formatVersion
  }

  /** The blocks of the root or of a cell. A caption joins the table behind it or the image before it; empty lists and tables leave no trace. */
  blocks(children: readonly Source[], container: Container = "blocks"): Block[] {
    const shown = children.filter((child) => !isReadableBlock(child, container) || !leavesNoTrace(child))
    const blocks: Block[] = []
    for (let i = 0; i < shown.length; i++) {
      const [child, next] = [shown[i], shown[i + 1]]
      if (child === undefined) continue
      if (!isReadableBlock(child, container)) {
        blocks.push(unknownOf(child))
      } else if (child.name === "footnotes") {
        for (const note of child.children) if (!isReadableBlock(note, "notes")) blocks.push(unknownOf(note))
      } else if (child.name === "image") {
        const hasCaption = isNamed(next, "caption", container) && isForFigure(next)
        blocks.push(buildImage(child, hasCaption ? next : null, this))
        if (hasCaption) i++
      } else if (child.name === "caption" && !isForFigure(child) && isNamed(next, "table", container)) {
        blocks.push(buildTable(next, child, this))
        i++
      } else {
        blocks.push(blockKinds[child.name as keyof typeof blockKinds].build(child, this))
      }
    }
    return blocks
  }

  /** The words of a line, going on from those before. */
  inline(children: readonly Source[], before: readonly Inline[] = []): Inline[] {
    const inline = [...before]
    for (const child of children) {
      if (child.kind === "text") appendRuns(inline, child)
      else if (child.kind === "element") this.#appendElement(child, inline)
    }
    // Only now are runs whole, and with them the pairs that their ends may have cut.
    return inline.map((part) => {
      if (part.type !== "text") return part
      if (part.language !== undefined) this.needs(3)
      return { ...part, text: wellFormed(part.text) }
    })
  }

  #appendElement(element: SourceElement, inline: Inline[]): void {
    const from = inline.length
    inlineElements[element.name]?.append(element, inline, this)
    const { written } = element
    if (written === undefined) return
    for (let i = from; i < inline.length; i++) {
      const part = inline[i]
      if (part !== undefined && part.type !== "text" && part.type !== "link")
        inline[i] = Object.assign({}, part, { written })
    }
  }
}

function isNamed(source: Source | undefined, name: string, container: Container): source is SourceElement {
  return source !== undefined && isReadableBlock(source, container) && source.name === name
}

function isForFigure({ attributes }: SourceElement): boolean {
  return attributes["__for"] === "figure"
}

/** A list without items, a table without cells. */
function leavesNoTrace({ name, children }: SourceElement): boolean {
  const content = contentOf(name)
  if (content === "items") return children.length === 0
  return content === "rows" && children.every((row) => row.kind === "element" && row.children.length === 0)
}
