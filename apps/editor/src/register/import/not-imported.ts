/** What of a file was not imported, and why, as a table for a spreadsheet. */
export function csvOf(rows: readonly (readonly string[])[]): Blob {
  const lines = rows.map((cells) => `${cells.map(cellOf).join(",")}\r\n`)
  return new Blob([`\uFEFF${lines.join("")}`], { type: "text/csv;charset=utf-8" })
}

/** What a spreadsheet would run is text behind an apostrophe. */
const formulaStart = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

function cellOf(text: string): string {
  const shown = formulaStart.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
