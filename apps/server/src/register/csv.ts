import type { Sheet } from "./sheet.ts"
import { tableOf } from "./table.ts"

/** RFC 4180, UTF-8 with the mark by which Excel knows it. */
export function csvOf(sheet: Sheet): Uint8Array<ArrayBuffer> {
  const lines = tableOf(sheet).map((cells) => cells.map(field).join(","))
  return new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`)
}

/** Spreadsheets run what begins like this as a formula, with or without blanks before it; behind an apostrophe it is text. */
const formula = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

function field(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
