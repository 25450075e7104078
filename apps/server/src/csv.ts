/** A table by RFC 4180, in UTF-8 with the mark by which spreadsheets know it. */
export function csvOfRows(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const lines = rows.map((cells) => `${cells.map(cellOf).join(",")}\r\n`)
  return new TextEncoder().encode(`\uFEFF${lines.join("")}`)
}

/** What a spreadsheet would take for a formula, also behind blanks and in the wide forms of its signs. */
const formulaStart = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

function cellOf(text: string): string {
  // Behind an apostrophe it is text, whatever it says.
  const shown = formulaStart.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}
