import type { Table } from "@codraft/document"
import type { RowChange } from "@codraft/document/compare"
import { expect, it } from "vitest"
import { numberCells } from "./number-cells.ts"

type Row = Table["rows"][number]
const cell = (text: string, more: object = {}) => ({
  blocks: [{ type: "paragraph" as const, content: [{ type: "text" as const, text }] }],
  ...more,
})
const row = (...texts: string[]): Row => ({ cells: texts.map((text) => cell(text)) })

it("numbers of a compared table lack what others of their column have behind their digits, on each side by itself", () => {
  const head = { cells: ["State", "Cost"].map((text) => cell(text, { header: "column" })) } as Row
  const [ghana, gone, come] = [row("Ghana", "12"), row("Philippines", "3.25"), row("Sweden", "4.5")]
  const now = { columnSpan: 1 }
  const rows: RowChange[] = [
    { kind: "same", after: head },
    { kind: "same", after: ghana },
    { kind: "removed", before: gone },
    { kind: "added", after: come },
    {
      kind: "changed",
      before: {},
      after: {},
      cells: [
        { kind: "same", after: cell("Bangladesh") },
        { kind: "changed", before: {}, after: now, passages: [] },
      ],
    },
  ]
  const found = numberCells(rows, { before: "en", after: "en" })
  const standing = (one: Row) => one.cells.map((part) => found.get(part))
  expect(standing(head)).toEqual([undefined, null])
  expect(standing(come)).toEqual([undefined, ""])
  expect(standing(gone)).toEqual([undefined, ""])
  // It is on both sides; shown once, it stands as it does among what is there now.
  expect(standing(ghana)).toEqual([undefined, ".0"])
  expect(found.get(now)).toBeNull()
})
