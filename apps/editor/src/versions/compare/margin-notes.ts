import { type Inline, plainText } from "@codraft/document/canonical"
import { countsIn, type LinePart, type PassageChange, type RowChange } from "@codraft/document/compare"
import type { Elsewhere } from "../../history/shown.ts"
import { intlLocale, m } from "../../language/language.ts"
import { countWords } from "./section-words.ts"

/** What stands in the margin beside a passage that changed. */
export interface MarginNote {
  /** In the language of the interface; null where the edits say it all. */
  readonly said: string | null
  readonly edits: readonly Edit[]
  /** How many there are beside these. */
  readonly more: number
}

/** Words that went, came, or took each other's place. */
export interface Edit {
  readonly before: string | null
  readonly after: string | null
}

const editsMax = 4
const wordsMax = 48

/** That something moved is said above it, with a link to the other place. */
export function marginNote(change: PassageChange, elsewhere: Elsewhere | undefined): MarginNote | null {
  if (elsewhere !== undefined) return elsewhere.is === "here" ? marginNote(elsewhere.change, undefined) : null
  switch (change.kind) {
    case "same":
    case "left":
      return null
    case "added":
      return { ...none, said: m.compared_added() }
    case "removed":
      return { ...none, said: m.compared_removed() }
    case "split":
    case "joined":
      return noted(
        m.compared_changed(),
        change.lines.flatMap(({ line }) => editsIn(line)),
      )
    case "changed":
      if (change.type === "line") return noted(null, editsIn(change.line))
      if (change.type === "table") return noted(tableWords(change), change.rows.flatMap(editsInRow))
      return { ...none, said: m.compared_changed() }
    default:
      return change satisfies never
  }
}

const none: MarginNote = { said: null, edits: [], more: 0 }

function noted(said: string | null, edits: readonly Edit[]): MarginNote {
  return {
    said: said ?? (edits.length === 0 ? m.compared_changed() : null),
    edits: edits.slice(0, editsMax),
    more: Math.max(0, edits.length - editsMax),
  }
}

type ChangedTable = Extract<PassageChange, { kind: "changed"; type: "table" }>

/** Columns are said as such above the table, and rows by what became of their cells. */
function tableWords(change: ChangedTable): string {
  const { added, removed } = change.columns
  const counts = countsIn([change], [])
  if (added + removed === 0) return countWords(counts)
  const words = [
    ...(added > 0 ? [m.columns_added({ count: added })] : []),
    ...(removed > 0 ? [m.columns_removed({ count: removed })] : []),
    ...(counts.changed > 0 ? [m.compare_counts_changed({ count: counts.changed })] : []),
  ]
  return new Intl.ListFormat(intlLocale(), { type: "unit", style: "short" }).format(words)
}

function editsInRow(row: RowChange): Edit[] {
  if (row.kind !== "changed") return []
  return row.cells.flatMap((cell) => {
    if (cell.kind !== "changed") return []
    // One line in the place of another is all that most cells have.
    const line = cell.passages.flatMap((change): LinePart[] => {
      if (change.kind === "changed" && change.type === "line") return [...change.line]
      if (change.kind === "removed" && "content" in change.before)
        return [{ kind: "removed", content: change.before.content }]
      return change.kind === "added" && "content" in change.after
        ? [{ kind: "added", content: change.after.content }]
        : []
    })
    return editsIn(line)
  })
}

/** What took the place of what stands right before it is one edit with it. */
function editsIn(line: readonly LinePart[]): Edit[] {
  const edits: Edit[] = []
  let open: string | null = null
  const close = (): void => {
    if (open !== null) edits.push({ before: open, after: null })
    open = null
  }
  for (const part of line) {
    if (part.kind === "removed") {
      close()
      open = wordsIn(part.content)
    } else if (part.kind === "added") {
      edits.push({ before: open, after: wordsIn(part.content) })
      open = null
    } else close()
  }
  close()
  return edits.filter(({ before, after }) => (before ?? "") + (after ?? "") !== "")
}

function wordsIn(content: readonly Inline[]): string {
  const words = plainText(content).trim().replace(/\s+/g, " ")
  return words.length <= wordsMax ? words : `${words.slice(0, wordsMax).replace(/\s+\S*$/, "")}…`
}
