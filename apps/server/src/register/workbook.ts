import writeXlsxFile, { type Cell } from "write-excel-file/node"
import { printable, type Sheet } from "./sheet.ts"
import { tableOf } from "./table.ts"
import { sheetWords } from "./words.ts"

/** Excel refuses a file with more in one cell. */
const cellCharactersMax = 32_767

/** Characters wide, in the order of the table's columns. */
const widths = [24, 12, 42, 24, 22, 17, 60, 14, 13, 48, 18, 12, 22, 12, 40]

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
    columns: widths.map((width) => ({ width })),
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
