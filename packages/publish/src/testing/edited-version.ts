import type { Block, CanonicalContent, Inline } from "@codraft/document/canonical"
import { SectionTitleSchema } from "@codraft/publication"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import { sampleVersion } from "./sample-version.ts"

/** What an editor may do to a text between two versions, all of it somewhere in the sample. */
export function editedVersion(before: PublicationContent = sampleVersion()): PublicationContent {
  const { version } = before
  return {
    ...before,
    version: {
      ...version,
      number: version.number + 1,
      symbol: "IDM/2016/SAMPLE/1/Rev.2",
      title: "Rev.2",
      frozenAt: version.frozenAt + 9 * 86_400_000,
    },
    sections: before.sections.map((section) => {
      const edit = edits[section.id]
      return edit === undefined ? section : edit(section)
    }),
  }
}

type Edit = (section: FrozenSection) => FrozenSection

const onText =
  (edit: (text: CanonicalContent) => CanonicalContent): Edit =>
  (section) => ({ ...section, text: section.text === null ? null : edit(section.text) })

const onBlocks = (edit: (blocks: readonly Block[]) => readonly Block[]): Edit =>
  onText((text) => ({ ...text, blocks: edit(text.blocks) }))

const edits: Readonly<Record<string, Edit>> = {
  s01: onBlocks((blocks) => {
    const [first, second, ...rest] = blocks
    if (first?.type !== "paragraph" || second === undefined)
      throw new TypeError("The first section begins with a paragraph.")
    return [{ ...first, content: reworded(first.content) }, ...rest, second]
  }),
  s02: onText((text) => ({
    ...text,
    blocks: [
      ...text.blocks.slice(0, 2),
      {
        type: "paragraph",
        id: "new",
        content: [{ type: "text", text: "A paragraph that came between the two versions." }],
      },
      ...text.blocks.slice(3),
    ],
    ...(text.footnotes
      ? {
          footnotes: text.footnotes.map((note, i) =>
            i === 0 ? { ...note, content: reworded(note.content) as typeof note.content } : note,
          ),
        }
      : {}),
  })),
  s03: (section) => ({ ...onBlocks(divided)(section), title: SectionTitleSchema.parse(`${section.title}, revised`) }),
  s04: onBlocks((blocks) => blocks.map(withRow)),
  s05: onBlocks(([first, second, ...rest]) => [second, first, ...rest].filter((block) => block !== undefined)),
}

/** The same line with a word more, one in bold, and another end. */
function reworded(content: readonly Inline[]): Inline[] {
  return content.flatMap((part, i): Inline[] => {
    if (part.type !== "text" || i > 0) return [part]
    const words = part.text.split(" ")
    return [
      { ...part, text: `${words.slice(0, 3).join(" ")} newly ` },
      { ...part, text: words.slice(3, 5).join(" "), formats: ["bold"] },
      { ...part, text: ` ${words.slice(6).join(" ")}` },
    ]
  })
}

function divided(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block, i): Block[] => {
    const [text] = block.type === "paragraph" ? block.content : []
    if (block.type !== "paragraph" || i > 0 || text?.type !== "text") return [block]
    const at = text.text.indexOf(". ") + 1
    return [
      { ...block, content: [{ ...text, text: text.text.slice(0, at) }] },
      { ...block, id: "divided", content: [{ ...text, text: text.text.slice(at + 1) }, ...block.content.slice(1)] },
    ]
  })
}

function withRow(block: Block): Block {
  if (block.type !== "table") return block
  const [head, first, second, ...rest] = block.rows
  if (head === undefined || first === undefined || second === undefined) return block
  const cells = first.cells.map((cell, i) => ({
    ...(cell.header === undefined ? {} : { header: cell.header }),
    blocks: [{ type: "paragraph" as const, content: [{ type: "text" as const, text: i === 0 ? "New row" : "12" }] }],
  }))
  const changed = second.cells.map((cell, i) => (i === 1 ? { ...cell, blocks: cells[1]?.blocks ?? [] } : cell))
  return { ...block, rows: [head, first, { cells }, { ...second, cells: changed }, ...rest.slice(1)] }
}
