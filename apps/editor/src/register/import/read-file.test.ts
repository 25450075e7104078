import { rowsIn } from "@codraft/publication/import"
import { Document, HeadingLevel, type ITableCellOptions, Packer, Paragraph, Table, TableCell, TableRow } from "docx"
import { zipSync } from "fflate"
import { expect, it } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { type FileRead, readFile } from "./read-file.ts"

const cell = (text: string, more: Omit<ITableCellOptions, "children"> = {}) =>
  new TableCell({ children: text.split("\n").map((line) => new Paragraph(line)), ...more })
const row = (...cells: (string | TableCell)[]) =>
  new TableRow({ children: cells.map((one) => (typeof one === "string" ? cell(one) : one)) })

async function word(...children: (Paragraph | Table)[]): Promise<ArrayBuffer> {
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] }))).buffer
}
async function sheet(...rows: (string | number | null)[][]): Promise<ArrayBuffer> {
  const cells = rows.map((values) =>
    values.map((value) =>
      value === null ? null : typeof value === "number" ? { value, type: Number } : { value, type: String },
    ),
  )
  return new Uint8Array(await writeXlsxFile(cells, {}).toBuffer()).buffer
}
const rows = (read: FileRead) => rowsIn("tables" in read ? read.tables : [], null, 100).rows

it("reads the tables of a Word file, each in the section that stands above it, with its merged cells", async () => {
  const bytes = await word(
    new Paragraph({ text: "Observations de la Suède", heading: HeadingLevel.TITLE }),
    new Paragraph({ text: "2 Introduction", heading: HeadingLevel.HEADING_1 }),
    new Table({
      rows: [
        row(cell("Observations", { columnSpan: 4 })),
        row("Texte", "Commentaires", "Paragraphe", "Cibles"),
        row(cell("mots\ncités", { rowSpan: 2 }), "Pourquoi ?\nVraiment ?", "12.", "10.7"),
        row("Et comment ?", "12.", ""),
        row(cell("3 Ateliers", { columnSpan: 4 })),
        row("", "Trop long.", "", ""),
      ],
    }),
    new Paragraph("7.3 Ghana"),
    new Paragraph("Two comments"),
    new Table({ rows: [row("Comment", "Text"), row("Good.", "")] }),
  )
  const read = rows(await readFile("observations.docx", bytes))
  expect(read.map(({ section, text, comment, paragraph }) => [section, text, comment, paragraph])).toEqual([
    ["2 Introduction", "mots\ncités", "Pourquoi ?\nVraiment ?", "12."],
    ["2 Introduction", "mots\ncités", "Et comment ?", "12."],
    ["3 Ateliers", "", "Trop long.", ""],
    ["7.3 Ghana\nTwo comments", "", "Good.", ""],
  ])
})

it("reads the sheets of an Excel file, numbers as they are written", async () => {
  const bytes = await sheet(
    ["Comments of Sweden", null, null],
    ["Sección", "Comentario", "Metas", "Párrafo"],
    ["2", "Bien\nhecho", 10.7, 12],
    [null, "Otra vez", "4.b", null],
  )
  expect(rows(await readFile("x.xlsx", bytes))).toMatchObject([
    { section: "2", comment: "Bien\nhecho", targets: "10.7", paragraph: "12" },
    { section: "2", comment: "Otra vez", targets: "4.b", paragraph: "12" },
  ])
})

it("knows a file by what it is, whatever it is called", async () => {
  expect(rows(await readFile("x.docx", await sheet(["Comment", "Text"], ["a", "b"])))).toHaveLength(1)
})

const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]).buffer
it.each([
  ["a Word file of before 2007", "x.doc", old, "old-word"],
  ["an Excel file of before 2007", "x.XLS", old, "old-excel"],
  ["a file behind a password", "x.docx", old, "locked"],
  ["a text", "x.docx", new TextEncoder().encode("Comment,Text").buffer, "not-known"],
  ["an empty file", "x.docx", new ArrayBuffer(0), "not-known"],
  ["another archive", "x.docx", zipSync({ "a.txt": new Uint8Array(3) }).buffer, "not-known"],
  ["half a file", "x.docx", zipSync({ "word/document.xml": new Uint8Array(900) }).buffer.slice(0, 60), "broken"],
  ["a file of nonsense", "x.docx", zipSync({ "word/document.xml": new TextEncoder().encode("<w") }).buffer, "broken"],
  [
    "a file that is much larger within",
    "x.docx",
    zipSync({ "a.xml": new Uint8Array(201 * 1024 * 1024) }).buffer,
    "too-large",
  ],
  ["a file that is too large", "x.docx", new ArrayBuffer(21 * 1024 * 1024), "too-large"],
] as const)("says of %s what is the matter", async (_what, name, bytes, problem) => {
  expect(await readFile(name, bytes)).toEqual({ problem })
})

it("says that there is no table", async () => {
  expect(await readFile("x.docx", await word(new Paragraph("Only words.")))).toEqual({ problem: "no-table" })
})
