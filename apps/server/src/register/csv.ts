import { csvOfRows } from "../csv.ts"
import type { Sheet } from "./sheet.ts"
import { tableOf } from "./table.ts"

export function csvOf(sheet: Sheet): Uint8Array<ArrayBuffer> {
  return csvOfRows(tableOf(sheet))
}
