import type { Sheet, SheetFormat } from "./sheet.ts"

/** Makes a file of a sheet. What a format needs is loaded for it alone. */
export async function renderSheet(sheet: Sheet, format: SheetFormat): Promise<Uint8Array<ArrayBuffer>> {
  if (format === "csv") return (await import("./csv.ts")).csvOf(sheet)
  if (format === "xlsx") return (await import("./workbook.ts")).workbookOf(sheet)
  return (await import("./word.ts")).wordFileOf(sheet)
}
