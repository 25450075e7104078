import type { FileTable } from "@codraft/publication/import"
import readXlsxFile from "read-excel-file/universal"

/** The sheets of an Excel file, each as a table. */
export async function sheetTables(bytes: ArrayBuffer): Promise<FileTable[]> {
  const sheets = await readXlsxFile(bytes, { trim: false })
  return sheets.flatMap(({ data }) => {
    const width = Math.max(0, ...data.map(({ length }) => length))
    if (width === 0) return []
    const rows = data.map((cells) =>
      Array.from({ length: width }, (_, at) => ({ text: textOf(cells[at]), isMerged: false })),
    )
    return [{ heading: "", rows }]
  })
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, "2016-05-12".length)
  if (typeof value === "string") return value.replace(/\r\n?/g, "\n").trim()
  return typeof value === "number" || typeof value === "boolean" ? String(value) : ""
}
