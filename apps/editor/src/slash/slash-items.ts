import { Superscript as NoteIcon, type LucideIcon } from "lucide-react"
import { m } from "../language/language.ts"
import { keysOf, type WritingAction } from "../section/keys.ts"
import { blockTools, type ToolName, type WritingTool, writingTools } from "../section/writing-tools.ts"

export interface SlashItem {
  name: string
  label: string
  icon: LucideIcon
  action: WritingAction
  keys: string
}

const offered: ToolName[] = [...blockTools, "bulleted", "numbered", "table", "image", "link", "reference"]

/** What the slash menu has: the same tools as the toolbar, under the same names. */
export function slashItems({ hasImages, isMac }: { hasImages: boolean; isMac: boolean }): SlashItem[] {
  const note: WritingTool = { label: m.footnote_insert, icon: NoteIcon, action: { kind: "footnote" } }
  const tools: [string, WritingTool][] = offered
    .filter((name) => name !== "image" || hasImages)
    .map((name) => [name, writingTools[name]])
  tools.push(["footnote", note])
  return tools.map(([name, { label, icon, action }]) => ({
    name,
    label: label(),
    icon,
    action,
    keys: keysOf(action, isMac),
  }))
}

/** The sign counts at the start of a line or behind a space, with letters or digits right behind it: no date, no "and / or". */
export function slashBefore(before: string): { start: number; query: string } | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}][\p{L}\p{N} ]{0,30})?$/u.exec(before)
  if (found === null) return null
  const query = found[1] ?? ""
  return { start: before.length - query.length - 1, query }
}

/** Those in which every word that was typed begins a word, whatever its accents; all of them when nothing was typed. */
export function fitting(items: readonly SlashItem[], query: string): SlashItem[] {
  const wanted = wordsOf(query)
  return items.filter(({ label }) => {
    const words = wordsOf(label)
    return wanted.every((typed) => words.some((word) => word.startsWith(typed)))
  })
}

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
