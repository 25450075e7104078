import writeXlsxFile, { type Cell } from "write-excel-file/node"
import { printable, type Sheet } from "./sheet.ts"
import { type Column, columnsOf, tableOf } from "./table.ts"
import { sheetWords } from "./words.ts"

/** Excel refuses a file with more in one cell. */
const cellCharactersMax = 32_767

/** Characters wide. */
const widths: Record<Column, number> = {
  section: 24,
  paragraph: 12,
  version: 20,
  text: 42,
  organization: 24,
  author: 22,
  date: 17,
  comment: 60,
  targets: 14,
  kind: 13,
  response: 48,
  outcome: 18,
  state: 12,
  assignee: 22,
  due: 12,
  link: 40,
}

/** One sheet with a heading that stays in view. Every cell is text: nothing that anybody wrote is run. */
export async function workbookOf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const words = sheetWords[sheet.language]
  const [head = [], ...lines] = tableOf(sheet)
  const data: Cell[][] = [
    head.map((value) => ({ value, type: String, fontWeight: "bold", backgroundColor: "#E8EDF2", wrap: true })),
    ...lines.map((cells) =>
      cells.map((value): Cell => {
        if (value === "") return null
        return { value: shortened(value, words.goesOn), type: String, wrap: true, alignVertical: "top" }
      }),
    ),
  ]
  const buffer = await writeXlsxFile(data, {
    sheet: words.title.slice(0, sheetNameMax),
    columns: columnsOf(sheet).map((column) => ({ width: widths[column] })),
    stickyRowsCount: 1,
    orientation: "landscape",
  }).toBuffer()
  return new Uint8Array(buffer)
}

const sheetNameMax = 31

function shortened(text: string, goesOn: string): string {
  const clean = printable(text)
  return clean.length <= cellCharactersMax ? clean : `${clean.slice(0, cellCharactersMax - goesOn.length)}${goesOn}`
}
