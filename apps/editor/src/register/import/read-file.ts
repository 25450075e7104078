import { importBounds, type FileTable } from "@codraft/publication/import"
import { unzipSync } from "fflate"

/** Why a file cannot be read; each has a sentence. */
export type FileProblem = "too-large" | "old-word" | "old-excel" | "locked" | "not-known" | "broken" | "no-table"

export type FileRead = { tables: FileTable[] } | { problem: FileProblem }

/** What a small file may say that it holds: one of this much is made to fill the memory of whoever opens it. */
const unpackedBytesMax = 200 * 1024 * 1024
const cellsMax = 300_000

/** Reads the tables of a Word or Excel file. What kind of file it is follows from its bytes, whatever it is called. */
export async function readFile(name: string, bytes: ArrayBuffer): Promise<FileRead> {
  if (bytes.byteLength > importBounds.fileBytesMax) return { problem: "too-large" }
  const kind = kindOf(name, new Uint8Array(bytes))
  if (kind !== "word" && kind !== "excel") return { problem: kind }
  let tables: FileTable[]
  try {
    tables =
      kind === "word"
        ? await (await import("./word-tables.ts")).wordTables(bytes)
        : await (await import("./sheet-tables.ts")).sheetTables(bytes)
  } catch {
    // Whatever the libraries have against it, it is no file that Word or Excel wrote.
    return { problem: "broken" }
  }
  const cells = tables.reduce((sum, { rows }) => sum + rows.length * (rows[0]?.length ?? 0), 0)
  if (cells > cellsMax) return { problem: "too-large" }
  return cells === 0 ? { problem: "no-table" } : { tables }
}

function kindOf(name: string, bytes: Uint8Array): "word" | "excel" | FileProblem {
  if (startsWith(bytes, oldOffice)) {
    if (/\.(?:doc|dot|rtf)$/i.test(name)) return "old-word"
    return /\.(?:xls|xlt)$/i.test(name) ? "old-excel" : "locked"
  }
  if (!startsWith(bytes, zip)) return /\.rtf$/i.test(name) ? "old-word" : "not-known"
  const names = new Set<string>()
  let unpacked = 0
  try {
    unzipSync(bytes, {
      filter: ({ name: part, originalSize }) => {
        names.add(part)
        unpacked += originalSize
        return false
      },
    })
  } catch {
    return "broken"
  }
  if (unpacked > unpackedBytesMax) return "too-large"
  if ([...names].some((part) => /^word\/document\d*\.xml$/.test(part))) return "word"
  return names.has("xl/workbook.xml") ? "excel" : "not-known"
}

const zip = [0x50, 0x4b, 0x03, 0x04]
/** Files of before 2007, and those of today behind a password. */
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0]

function startsWith(bytes: Uint8Array, sign: readonly number[]): boolean {
  return sign.every((byte, at) => bytes[at] === byte)
}
