import { describe, expect, it } from "vitest"
import { columnOf, type FileTable, headOf } from "./columns.ts"
import { rowsIn } from "./rows.ts"

/** Rows of words; ">" goes on from the cell before, "^" from the row above. */
function table(heading: string, ...rows: string[][]): FileTable {
  const cells: FileTable["rows"] = []
  for (const [at, row] of rows.entries()) {
    cells.push(
      row.map((text, place) => {
        if (text === ">") return { text: row[place - 1] ?? "", isMerged: true }
        if (text === "^") return { text: cells[at - 1]?.[place]?.text ?? "", isMerged: true }
        return { text, isMerged: false }
      }),
    )
  }
  return { heading, rows: cells }
}
const head = ["Paragraph", "Text", "Organization", "Comment", "Targets", "Response", "Outcome"]
const read = (...tables: FileTable[]) => rowsIn(tables, null, 100)

describe("the headings of a table", () => {
  it.each([
    ["Comment", "comment"],
    ["COMMENTAIRES", "comment"],
    ["Comentario / Comment", "comment"],
    ["Comments\n(one per row)", "comment"],
    ["Observations *", "comment"],
    ["N.º de párrafo", "paragraph"],
    ["Suite donnée", "outcome"],
    ["Organisation", "organization"],
    ["État", "ignored"],
    ["Colour", null],
  ])("%j is %s", (heading, column) => expect(columnOf(heading)).toBe(column))

  it("stand in any order, in another language, below a title", () => {
    const found = headOf(
      table("", ["Comments of Sweden", ">", ">"], ["Réponse", "Commentaire", "Texte"], ["", "Non.", "mots"]),
    )
    expect(found).toEqual({ row: 1, columns: ["response", "comment", "text"], unknown: [] })
  })

  it("that nobody knows are told, and a second column of one name is none", () => {
    const found = headOf(table("", ["Comment", "Comments", "Mood", "Text"]))
    expect(found).toMatchObject({ columns: ["comment", null, null, "text"], unknown: ["Mood"] })
  })

  it("are none in a table of something else", () => {
    expect(headOf(table("", ["Year", "Cost"], ["2015", "seven"]))).toBeNull()
    expect(read(table("", ["Year", "Cost"], ["2015", "seven"]))).toMatchObject({ rows: [], tablesLeftOut: 1 })
  })
})

describe("the rows of a table", () => {
  it("stand in the section above it", () => {
    const { rows } = read(table("2 Introduction", head, ["12.", "left out", "Sweden", "Who?", "10.7", "", "Open"]))
    expect(rows).toEqual([
      {
        line: 1,
        section: "2 Introduction",
        paragraph: "12.",
        text: "left out",
        organization: "Sweden",
        comment: "Who?",
        targets: "10.7",
        kind: "",
        response: "",
        outcome: "Open",
      },
    ])
  })

  it("say what the register adds in lines of their own", () => {
    const { rows } = read(
      table(
        "2",
        head,
        [
          "",
          "Texte supprimé\ngone words",
          "Suède\nAna, 2016-05-12 10:00",
          "Pourquoi ?\nVraiment ?\nDe fond",
          "",
          "",
          "",
        ],
        ["", "[Text removed] gone words", "", "Bien\nhecho", "", "", ""],
        ["", "Sección en su conjunto", "", "Question", "", "", ""],
      ),
    )
    expect(rows).toMatchObject([
      { text: "gone words", organization: "Suède", comment: "Pourquoi ?\nVraiment ?", kind: "De fond" },
      { text: "gone words", comment: "Bien\nhecho", kind: "" },
      { text: "", comment: "Question", kind: "" },
    ])
  })

  it("share what is merged down, and no comment comes twice", () => {
    const { rows, empty } = read(
      table(
        "2",
        head,
        ["12.", "left out", "Sweden", "First", "", "", ""],
        ["^", "^", "^", "Second", "", "", ""],
        ["13.", "", "", "^", "", "", ""],
      ),
    )
    expect(rows.map(({ text, comment }) => [text, comment])).toEqual([
      ["left out", "First"],
      ["left out", "Second"],
    ])
    expect(empty).toBe(1)
  })

  it("follow a section that is named across the table", () => {
    const all = ["3 Workshops", ">", ">", ">", ">", ">", ">"]
    const { rows } = read(table("2", head, ["", "a", "", "one", "", "", ""], all, ["", "b", "", "two", "", "", ""]))
    expect(rows.map(({ section, comment }) => [section, comment])).toEqual([
      ["2", "one"],
      ["3 Workshops", "two"],
    ])
  })

  it("of a sheet go on from the row above where they do not say where they are", () => {
    const { rows } = read(
      table(
        "",
        ["Section", "Paragraph", "Text", "Comment"],
        ["2", "12.", "left out", "one"],
        ["", "", "", "two"],
        ["", "14.", "", "three"],
      ),
    )
    expect(rows.map(({ section, paragraph, text }) => [section, paragraph, text])).toEqual([
      ["2", "12.", "left out"],
      ["2", "12.", "left out"],
      ["2", "14.", ""],
    ])
  })

  it("of a table without headings are those of the one before", () => {
    const { rows, tablesLeftOut } = read(
      table("2", head, ["", "a", "", "one", "", "", ""]),
      table("3", ["", "b", "", "two", "", "", ""]),
      table("4", ["a", "b"]),
    )
    expect(rows.map(({ section, comment }) => [section, comment])).toEqual([
      ["2", "one"],
      ["3", "two"],
    ])
    expect(tablesLeftOut).toBe(1)
  })

  it("are what somebody says that the columns hold", () => {
    const mood = table("2", ["Mood", "Where"], ["Say more", "left out"])
    expect(rowsIn([mood], ["comment", "text"], 100).rows).toMatchObject([{ comment: "Say more", text: "left out" }])
    expect(read(mood).rows).toEqual([])
  })

  it("end at a bound, and those beyond are counted", () => {
    const many = table("2", head, ...Array.from({ length: 12 }, (_, n) => ["", "", "", `Comment ${n}`, "", "", ""]))
    expect(rowsIn([many], null, 10)).toMatchObject({ beyond: 2, rows: { length: 10 } })
  })
})
