import type { Table } from "@codraft/document"
import { passagesOf, type PassageChange } from "@codraft/document/compare"

type Cell = Table["rows"][number]["cells"][number]

/** What is in a cell that came, went or stayed as a whole, passage by passage. */
export function cellPassages({ blocks }: Cell, kind: "same" | "added" | "removed"): PassageChange[] {
  return passagesOf(blocks).map((passage) =>
    kind === "removed" ? { kind, before: passage } : { kind, after: passage },
  )
}
