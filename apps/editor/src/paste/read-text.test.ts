import { describe, expect, it } from "vitest"
import { readPlainText, readText } from "./read-text.ts"

const fixtures = import.meta.glob<string>("./fixtures/*.txt", { query: "?raw", import: "default", eager: true })

const lines = (text: string, read = readText) =>
  read(text).map((block) =>
    block.type === "paragraph"
      ? block.content.map((part) => (part.type === "text" ? part.text : "|")).join("")
      : block.type,
  )

describe("reading plain text", () => {
  it("joins what a page's width has broken, and mends words", () => {
    const [heading, first, second, ...others] = lines(fixtures["./fixtures/pdf-viewer.txt"] ?? "")
    expect(heading).toBe("3.2 Labour migration")
    expect(first).toMatch(/^Labour migration accounts .* national offices of employment .* Wages did not rise\.$/)
    expect(first).toContain("the well-known shortage")
    expect(second).toMatch(/^The second survey .* A well-known remedy is .* every visa\.$/)
    expect(others).toEqual([])
  })

  it("takes hyphens that Chrome's PDF viewer marks for what they are", () => {
    const text = [
      "The ministries of the interior of both States had agreed on a bi\uFFFE",
      "lateral register, which was opened in the spring of the year be\uFFFE",
      "fore the last, and has been kept by both of them ever since then.",
    ]
    expect(lines(text.join("\r\n"))).toEqual([
      "The ministries of the interior of both States had agreed on a bilateral register, which was opened in the spring of the year before the last, and has been kept by both of them ever since then.",
    ])
  })

  it.each([
    ["an address", "International Organization for Migration\n17, route des Morillons\nCH-1211 Geneva 19"],
    [
      "sentences of their own",
      "We count everybody who enters.\nWe ask everybody who leaves.\nWe publish twice a year.",
    ],
    ["names", "Amina Okoro, Abuja\nBo Lindqvist, Stockholm\nChanda Phiri, Lusaka"],
    ["Markdown", "# Agenda\n- one\n- **two**\n1. three"],
  ])("keeps the lines of %s", (_, text) => {
    expect(lines(text)).toEqual(text.split("\n"))
  })

  it("takes long lines for paragraphs, and empty ones for what is between", () => {
    const long = "People leave, people arrive, and the register knows of one half of them at most. ".repeat(3).trim()
    expect(lines(`${long}\n\n\n${long}\n`)).toEqual([long, long])
  })

  it("makes a table of rows with as many cells each, and of nothing else", () => {
    expect(lines("a\tb\r\nc\t\r\n")).toEqual(["table"])
    expect(lines("a\tb\r\nc\r\n")).toEqual(["a\tb", "c"])
    expect(lines("one\ttwo")).toEqual(["one\ttwo"])
  })

  it("keeps a cell of a spreadsheet whole that has lines in it", () => {
    const [table] = readText('Camp\tPeople\r\n"North\ngate ""A"""\t310\r\n')
    expect(table).toMatchObject({
      type: "table",
      rows: [
        {},
        {
          cells: [
            { blocks: [{ content: [{ text: "North" }] }, { content: [{ text: 'gate "A"' }] }] },
            { blocks: [{ content: [{ text: "310" }] }] },
          ],
        },
      ],
    })
  })

  it("as it stands keeps every line, tabs and all", () => {
    expect(lines("a\tb\nc\td\n\ne", readPlainText)).toEqual(["a\tb", "c\td", "e"])
  })
})
