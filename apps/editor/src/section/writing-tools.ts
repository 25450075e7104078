import type { Format } from "@codraft/document"
import {
  Bold,
  BookMarked,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  ImagePlus,
  Indent,
  Italic,
  Languages,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Outdent,
  Pilcrow,
  Redo2,
  RemoveFormatting,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  TextQuote,
  Underline,
  Undo2,
} from "lucide-react"
import { m } from "../language/language.ts"
import type { BlockKind, WritingAction } from "./keys.ts"

/** One thing that can be asked of the text, as toolbar, slash menu and list of keys show it. */
export interface WritingTool {
  readonly label: () => string
  readonly icon: LucideIcon
  readonly action: WritingAction
}

export type ToolName = BlockKind | Format | Exclude<WritingAction["kind"], "block" | "format" | "footnote">

const block = (kind: BlockKind, icon: LucideIcon, label: () => string): WritingTool => ({
  label,
  icon,
  action: { kind: "block", block: kind },
})
const format = (name: Format, icon: LucideIcon, label: () => string): WritingTool => ({
  label,
  icon,
  action: { kind: "format", format: name },
})

export const writingTools: Readonly<Record<ToolName, WritingTool>> = {
  paragraph: block("paragraph", Pilcrow, m.block_paragraph),
  h1: block("h1", Heading1, m.block_h1),
  h2: block("h2", Heading2, m.block_h2),
  h3: block("h3", Heading3, m.block_h3),
  h4: block("h4", Heading4, m.block_h4),
  quote: block("quote", TextQuote, m.block_quote),
  bulleted: block("bulleted", List, m.bulleted_list),
  numbered: block("numbered", ListOrdered, m.numbered_list),
  bold: format("bold", Bold, m.bold),
  italic: format("italic", Italic, m.italic),
  underline: format("underline", Underline, m.underline),
  strikethrough: format("strikethrough", Strikethrough, m.strikethrough),
  subscript: format("subscript", Subscript, m.subscript),
  superscript: format("superscript", Superscript, m.superscript),
  undo: { label: m.undo, icon: Undo2, action: { kind: "undo" } },
  redo: { label: m.redo, icon: Redo2, action: { kind: "redo" } },
  indent: { label: m.indent, icon: Indent, action: { kind: "indent" } },
  outdent: { label: m.outdent, icon: Outdent, action: { kind: "outdent" } },
  link: { label: m.link, icon: Link, action: { kind: "link" } },
  table: { label: m.table_insert, icon: Table, action: { kind: "table" } },
  image: { label: m.image_insert, icon: ImagePlus, action: { kind: "image" } },
  language: { label: m.language_of_text, icon: Languages, action: { kind: "language" } },
  reference: { label: m.reference_insert, icon: BookMarked, action: { kind: "reference" } },
  clear: { label: m.clear_formatting, icon: RemoveFormatting, action: { kind: "clear" } },
}

export const blockTools = ["paragraph", "h1", "h2", "h3", "h4", "quote"] as const satisfies ToolName[]
export const formatTools = ["bold", "italic", "underline"] as const satisfies ToolName[]
/** Rarely wanted in a publication: behind one button. */
export const otherFormatTools = ["strikethrough", "subscript", "superscript"] as const satisfies ToolName[]
