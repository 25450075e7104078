import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { type Book, type BookBlock, type BookInline, type BookList, type BookPart, bookOf } from "../book/index.ts"
import { bookOfEverything, bytesOf } from "../testing/book-of-everything.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { unescaped, WordFile } from "../testing/word-file.ts"
import { docxOf } from "./index.ts"
import { surveyOf } from "./survey.ts"

const noImages = () => new Uint8Array()
const sample = bookOf(sampleVersion())
const sampleMade = docxOf(sample, { images: noImages })
const everythingMade = docxOf(bookOfEverything(), { images: bytesOf })

function part(more: Partial<BookPart> & { blocks: BookBlock[] }): BookPart {
  const fixed = { id: "one", number: "1", depth: 0, isAnnex: false, title: "One", language: "en", dir: "ltr" } as const
  return { ...fixed, isToFollow: false, viewsOf: null, notes: [], ...more }
}

function book(...parts: BookPart[]): Book {
  return { ...sample, parts }
}

function words(text: string): BookInline[] {
  return [{ type: "text", text }]
}

function list(...marks: (string | [string, BookList])[]): BookList {
  const items = marks.map((mark) => {
    const [own, ...lists] = typeof mark === "string" ? [mark] : mark
    return { mark: own, content: words(`item ${own}`), lists }
  })
  return { type: "list", ordered: true, items }
}

async function fileOf(...parts: BookPart[]): Promise<WordFile> {
  return new WordFile(await docxOf(book(...parts), { images: noImages }))
}

const note = (index: number, label = String(index + 1)): BookInline => ({
  type: "note",
  of: "part",
  note: index,
  label,
})

describe("a book as a Word file", () => {
  it("is whole: parts, types, relations, styles, lists, notes and bookmarks fit one another", async () => {
    expect(new WordFile(await sampleMade).faults()).toEqual([])
    expect(new WordFile(await everythingMade).faults()).toEqual([])
  })

  it("says every section with its number, and every footnote once", async () => {
    const file = new WordFile(await sampleMade)
    const headings = file.lines().filter(({ style }) => style.startsWith("Heading"))
    for (const { number, title } of sample.parts)
      expect(headings.filter(({ mark, text }) => mark === number && text === title)).toHaveLength(1)
    const notes = sample.parts.reduce((sum, { notes }) => sum + notes.length, 0)
    expect(notes).toBeGreaterThan(5)
    expect(file.document.match(/<w:footnoteReference /g)).toHaveLength(notes)
  })

  it("shows the marks of the book and no others, counted by Word where it can", async () => {
    const numbered = (number: string): BookBlock => ({ type: "paragraph", number, content: words(number) })
    const file = await fileOf(
      part({
        blocks: [
          numbered("41."),
          numbered("42."),
          list("(a)", ["(b)", list("(i)", "(ii)")], ["(c)", list("(i)")]),
          numbered("43."),
          list("(a)"),
          list("9.", "10."),
          list("z.", "aa.", "ab."),
          list("(أ)", "(ب)"),
          { type: "heading", level: 1, rank: 2, number: "II.", content: words("Two") },
          { type: "heading", level: 2, rank: 3, number: "A.", content: words("Aye") },
          { type: "heading", level: 1, rank: 2, number: "III.", content: words("Three") },
          { type: "heading", level: 2, rank: 3, number: "A.", content: words("Again") },
        ],
      }),
      part({ id: "deep", number: "1.1", depth: 1, title: "Deep", blocks: [] }),
      part({ id: "odd", number: "4", title: "Odd", blocks: [] }),
      part({ id: "annex", number: "Annex A", isAnnex: true, title: "Annex", blocks: [] }),
      part({ id: "annexed", number: "A.1", isAnnex: true, depth: 1, title: "Annexed", blocks: [] }),
    )
    const shown = file.lines().filter(({ style }) => /^(BodyText|ListItem|Heading)/.test(style))
    expect(shown.map(({ mark, text }) => (mark === "" ? text : `${mark}|${text}`))).toEqual([
      "1|One",
      "41.|41.",
      "42.|42.",
      "(a)|item (a)",
      "(b)|item (b)",
      "(i)|item (i)",
      "(ii)|item (ii)",
      "(c)|item (c)",
      "(i)|item (i)",
      "43.|43.",
      "(a)|item (a)",
      "9.|item 9.",
      "10.|item 10.",
      "z.|item z.",
      "aa.|item aa.",
      "ab.\titem ab.",
      "(أ)\titem (أ)",
      "(ب)\titem (ب)",
      "II.|Two",
      "A.|Aye",
      "III.|Three",
      "A.|Again",
      "1.1|Deep",
      "4\u2003Odd",
      "Annex A|Annex",
      "A.1|Annexed",
    ])
  })

  it("counts footnotes anew in each part, leads back to a note that is referred to again, and keeps labels that Word has not", async () => {
    const notes = ["first", "second"].map((text, i) => ({ label: String(i + 1), content: words(text) }))
    const paragraph = (...content: BookInline[]): BookBlock => ({ type: "paragraph", content })
    const file = await fileOf(
      part({ notes, blocks: [paragraph(note(0), note(1), note(0))] }),
      part({ id: "deep", number: "1.1", depth: 1, notes, blocks: [paragraph(note(0), note(1))] }),
      part({
        id: "arabic",
        number: "2",
        language: "ar-EG",
        dir: "rtl",
        notes: [{ label: "١", content: words("حاشية") }],
        blocks: [paragraph(note(0, "١"))],
      }),
    )
    expect(file.faults()).toEqual([])
    expect(file.document.match(/<w:footnoteReference w:id/g)).toHaveLength(4)
    expect(file.document).toMatch(/NOTEREF \S+ \\f \\h<.*?<w:t[^>]*>1<\/w:t>/)
    const sections = file.document
      .split("<w:sectPr>")
      .map((text) => (text.match(/<w:footnoteReference w:id/g) ?? []).length)
    expect(sections.filter((count) => count > 0)).toEqual([2, 2])
    expect(file.document.match(/<w:numRestart w:val="eachSect"\/>/g)?.length).toBeGreaterThan(3)
    expect(file.document).toContain(
      '<w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t xml:space="preserve">١</w:t>',
    )
    expect(file.part("word/footnotes.xml")).toMatch(/<w:footnote w:id="5">.*?<w:t>١<\/w:t>.*?حاشية/s)
  })

  it("runs Arabic from right to left with its language, in paragraphs, tables and passages", async () => {
    const file = await fileOf(
      part({
        language: "ar",
        dir: "rtl",
        blocks: [
          {
            type: "paragraph",
            content: [
              { type: "text", text: "نص" },
              { type: "text", text: "MGI", language: "en", dir: "ltr" },
            ],
          },
          tableOf(2, 1),
        ],
      }),
      part({
        id: "two",
        number: "2",
        blocks: [{ type: "paragraph", content: [{ type: "text", text: "نص", language: "ar", dir: "rtl" }] }],
      }),
    )
    const [, arabic = "", passage = ""] =
      /<w:p>(<w:pPr><w:pStyle w:val="BodyText"\/>.*?)<\/w:p>.*(<w:p><w:pPr><w:pStyle w:val="BodyText"\/>.*?)<\/w:p>/s.exec(
        file.document,
      ) ?? []
    expect(arabic).toContain("<w:bidi/>")
    expect(arabic).toContain('<w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">نص')
    expect(arabic).toContain('<w:r><w:t xml:space="preserve">MGI')
    expect(file.document).toContain("<w:bidiVisual")
    expect(passage).not.toContain("<w:bidi/>")
    expect(passage).toContain("<w:rtl/>")
  })

  it("turns the page for a wide table with the heading before it, and repeats the head rows", async () => {
    const heading: BookBlock = { type: "heading", level: 1, rank: 2, content: words("Goes with it") }
    const text = (said: string): BookBlock => ({ type: "paragraph", content: words(said) })
    const blocks = [text("Upright"), text("Last before"), heading, tableOf(12, 30), text("Behind")]
    const file = await fileOf(part({ blocks }))
    const across = file.document.split("</w:sectPr>").filter((section) => section.includes('w:orient="landscape"'))
    expect(across).toHaveLength(1)
    expect(across[0]?.includes("Goes with it")).toBe(true)
    expect(across[0]?.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(across[0]?.match(/<w:tr>/g)).toHaveLength(31)
    expect(/>(Upright|Behind)</.test(across[0] ?? "")).toBe(false)
  })

  it("leads references to whatever they name, also where that has no words", async () => {
    const to = (id: string): BookInline => ({ type: "reference", words: id, to: id })
    const table = { ...tableOf(2, 1), id: "bare" }
    const gone: BookBlock = {
      type: "figure",
      id: "gone",
      alt: "",
      isDecorative: true,
      width: 1,
      caption: { content: words("c") },
    }
    const file = await fileOf(
      part({
        blocks: [
          { type: "paragraph", id: "empty", content: [] },
          {
            type: "paragraph",
            content: [to("empty"), to("bare"), to("gone"), to("one"), to(`${"long-".repeat(20)}1`)],
          },
          { type: "paragraph", id: `${"long-".repeat(20)}1`, content: words("Long") },
          { type: "paragraph", id: `${"long-".repeat(20)}2`, content: words("Long, too") },
          table,
          gone,
        ],
      }),
    )
    expect(file.faults()).toEqual([])
    expect(file.document.match(/<w:hyperlink [^>]*w:anchor=/g)?.length).toBeGreaterThanOrEqual(5)
  })

  it("has every entry of the contents in it, each a link to its heading with the number of its page", async () => {
    const file = new WordFile(await sampleMade)
    const entries = file.lines().filter(({ style }) => style.startsWith("TOC"))
    sample.parts
      .filter(({ depth }) => depth === 0)
      .forEach(({ number, title }, i) => {
        // Each chapter of the sample has one page.
        expect(entries.map(({ text }) => text)).toContain(`${number}\t${title}\t${i + 1}`)
      })
    expect(file.part("word/settings.xml")).not.toContain("updateFields")
  })

  it("leaves to Word the numbers of pages behind a text that only Word can lay out", async () => {
    const file = new WordFile(await everythingMade)
    const entries = file.lines().filter(({ style }) => style === "TOC1")
    expect(entries[1]?.text).toMatch(/^2\tLists\t\d$/)
    expect(entries.at(-1)?.text).toBe("Annex A\tAgenda of the workshops\t")
    expect(file.part("word/settings.xml")).toContain('<w:updateFields w:val="true"/>')
  })

  it("leaves them to Word where something is written without a space for pages: looking where it breaks would take minutes", async () => {
    const endless = "0123456789".repeat(5_000)
    const content: BookInline[] = [...words(endless), { type: "text", text: endless, bold: true }]
    const file = await fileOf(part({ blocks: [{ type: "paragraph", content }] }))
    expect(file.part("word/settings.xml")).toContain('<w:updateFields w:val="true"/>')
    expect(file.document).toContain(endless)
    expect(surveyOf(sample).wordWork).toBe(0)
  })

  it("names nobody, and its date is that of the version", async () => {
    const file = new WordFile(await sampleMade)
    const core = file.part("docProps/core.xml")
    expect(core).toContain("<dc:language>en-GB</dc:language>")
    expect(core).toContain(">2016-11-04T00:00:00Z</dcterms:modified>")
    expect(core).not.toMatch(/creator|lastModifiedBy/)
  })

  it("takes any characters that a text may have", async () => {
    const file = await fileOf(
      part({
        title: 'A "title" & <more>',
        blocks: [
          list("1."),
          { type: "paragraph", content: words("a\u0000b\u000Bc\uD800d & <w:p/> {\uFFFE1-2}") },
          {
            type: "paragraph",
            content: [{ type: "link", url: "http://[broken", content: [{ type: "text", text: "link" }] }],
          },
        ],
      }),
    )
    expect(file.faults()).toEqual([])
    expect(file.lines().map(({ text }) => text)).toContain("abcd & <w:p/> {1-2}")
  })

  it("is the same bytes in another process, zone and language", async () => {
    const folder = mkdtempSync(join(tmpdir(), "codraft-"))
    try {
      writeFileSync(join(folder, "book.json"), JSON.stringify(sample))
      const made = ["Pacific/Kiritimati", "America/Los_Angeles"].map((TZ, i) => {
        const script = `import { readFileSync, writeFileSync } from "node:fs"
          import { docxOf } from ${JSON.stringify(new URL("../../dist/docx/index.js", import.meta.url).href)}
          const book = JSON.parse(readFileSync("book.json", "utf8"))
          writeFileSync("${i}.docx", await docxOf(book, { images: () => new Uint8Array() }))`
        execFileSync(process.execPath, ["--input-type=module", "-e", script], {
          cwd: folder,
          env: {
            ...process.env,
            TZ,
            LANG: i === 0 ? "ar_EG.UTF-8" : "tr_TR.UTF-8",
            LC_ALL: i === 0 ? "ar_EG.UTF-8" : "tr_TR.UTF-8",
          },
        })
        return readFileSync(join(folder, `${i}.docx`))
      })
      expect(made[0]?.equals(made[1] ?? Buffer.alloc(0))).toBe(true)
      expect(Buffer.from(await sampleMade).equals(made[0] ?? Buffer.alloc(0))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.skipIf(!existsSync("/usr/bin/soffice"))("opens in LibreOffice with all of its text", async () => {
    const folder = mkdtempSync(join(tmpdir(), "codraft-"))
    try {
      writeFileSync(join(folder, "book.docx"), await everythingMade)
      const profile = `-env:UserInstallation=file://${folder}/profile`
      execFileSync("soffice", [profile, "--headless", "--convert-to", "fodt", "book.docx"], {
        cwd: folder,
        stdio: "ignore",
      })
      const said = unescaped(readFileSync(join(folder, "book.fodt"), "utf8").replace(/<[^>]*>|\s+/g, ""))
      const texts = textsIn(bookOfEverything().parts).map((text) => text.replace(/\s+/g, ""))
      expect(texts.length).toBeGreaterThan(200)
      expect(texts.filter((text) => !said.includes(text))).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function textsIn(thing: unknown): string[] {
  if (Array.isArray(thing)) return thing.flatMap(textsIn)
  if (typeof thing !== "object" || thing === null) return []
  const own = "type" in thing && thing.type === "text" && "text" in thing ? [String(thing.text)] : []
  return [...own, ...Object.values(thing).flatMap(textsIn)]
}

function tableOf(columns: number, rows: number): BookBlock {
  const cell = {
    columnSpan: 1,
    rowSpan: 1,
    align: "start",
    blocks: [{ type: "paragraph", content: words("cell") }],
  } as const
  const row = (head: boolean) => ({
    cells: Array.from({ length: columns }, () => ({ ...cell, ...(head ? { header: "column" as const } : {}) })),
  })
  return {
    type: "table",
    columns,
    widths: Array.from({ length: columns }, () => 1 / columns),
    headRows: 1,
    rows: [row(true), ...Array.from({ length: rows }, () => row(false))],
    notes: [],
  }
}
