import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import type { Book } from "../book/index.ts"
import { compareVersions } from "../compare/index.ts"
import { corrigendumFiles } from "../corrigendum/index.ts"
import { coverNoteOf, coverTemplate } from "../cover/index.ts"
import { redlineOf } from "../redline/index.ts"
import { bookOfEverything, bytesOf } from "../testing/book-of-everything.ts"
import { editedVersion } from "../testing/edited-version.ts"
import { officeFaults } from "../testing/office.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { WordFile } from "../testing/word-file.ts"
import { coverDocxOf, docxOf } from "./index.ts"

const before = sampleVersion()
const after = editedVersion()
const everything = bookOfEverything()
const images = () => new Uint8Array()

/** Its long tables say no more to Word after some rows, and take a minute to check. */
const shortBook: Book = {
  ...everything,
  parts: everything.parts.map((part) => ({
    ...part,
    blocks: part.blocks.map((block) => (block.type === "table" ? { ...block, rows: block.rows.slice(0, 8) } : block)),
  })),
}

/** Each kind of Word file, with the hard cases that there are for it. */
const files: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  "a publication": () => docxOf(shortBook, { images: bytesOf }),
  "a redline": () => redlineOf(compareVersions(before, after), { images }),
  "a redline in which sections moved, came and went": () => {
    const [first, second, third, ...rest] = after.sections
    if (first === undefined || second === undefined || third === undefined) throw new TypeError("The sample has these")
    const sections = [second, { ...third, text: null }, ...rest.slice(0, 4), first, ...rest.slice(5)]
    return redlineOf(compareVersions(before, { ...after, sections }), { images })
  },
  "a corrigendum": async () => {
    const version = { ...after.version, kind: "corrigendum", symbol: "IDM/2016/SAMPLE/1/Corr.1" } as const
    const made = await corrigendumFiles(before, { ...after, version })
    return made.find(({ name }) => name === "corrigendum.docx")?.bytes ?? new Uint8Array()
  },
  "a cover note in Arabic": () => {
    const contact = { name: "Amara Diallo-Reyes", organization: "IOM", email: "office@example.org" }
    const offered = coverTemplate({ language: "ar", kind: "submission", contact, last: null })
    const note = { ...offered, format: "codraft.cover-note", formatVersion: 1, sender: "IOM" } as const
    return coverDocxOf(coverNoteOf(note, before, [{ name: "publication.pdf", bytes: 4_480_321, pages: 52 }]))
  },
}

describe("Word opens", () => {
  for (const [name, made] of Object.entries(files)) {
    it(name, { timeout: 120_000 }, async () => {
      const bytes = await made()
      expect(new WordFile(bytes).faults()).toEqual([])
      expect(await officeFaults(bytes)).toEqual([])
    })
  }
})

describe("what Word would not open is found", () => {
  const sample = docxOf(shortBook, { images: bytesOf })

  async function faultsOnce(path: string, from: string | RegExp, to: string): Promise<string[]> {
    const parts = unzipSync(await sample)
    const xml = strFromU8(parts[path] ?? new Uint8Array())
    const changed = xml.replace(from, to)
    expect(changed).not.toBe(xml)
    const bytes = zipSync({ ...parts, [path]: strToU8(changed) })
    return new WordFile(bytes).faults()
  }

  it.each([
    ["a bookmark that does not end", "word/document.xml", /<w:bookmarkEnd [^>]*>/, ""],
    ["a field that does not end", "word/document.xml", '<w:fldChar w:fldCharType="end"/>', ""],
    ["a cell without a paragraph", "word/document.xml", /(<w:tc>.*?<\/w:tcPr>).*?<\/w:tc>/, "$1</w:tc>"],
    ["a row that does not fill its table", "word/document.xml", /<w:gridCol [^>]*>/, ""],
    ["a link in a link", "word/document.xml", /(<w:hyperlink [^>]*>)(.*?<\/w:hyperlink>)/, "$1$1$2</w:hyperlink>"],
    ["footnotes without a line", "word/footnotes.xml", 'w:type="separator"', 'w:type="normal"'],
    [
      "a list without a definition",
      "word/numbering.xml",
      /<w:abstractNumId w:val="\d+"/,
      '<w:abstractNumId w:val="9999"',
    ],
    [
      "a type of a part that is none",
      "[Content_Types].xml",
      /PartName="\/word\/styles.xml"/,
      'PartName="/word/style.xml"',
    ],
    ["a control character", "word/document.xml", "<w:body>", "<w:body>\u0001"],
  ])("%s", async (_, path, from, to) => {
    expect(await faultsOnce(path, from, to)).not.toEqual([])
  })

  it("an element out of its order, by the Open XML SDK", async () => {
    const parts = unzipSync(await coverDocx())
    const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array())
    const changed = xml.replace(/<w:pPr>(<w:pStyle [^>]*>)/, '<w:pPr><w:jc w:val="left"/>$1')
    const faults = await officeFaults(zipSync({ ...parts, "word/document.xml": strToU8(changed) }))
    expect(faults.join()).toContain("unexpected child element")
  })

  function coverDocx(): Promise<Uint8Array> {
    return files["a cover note in Arabic"]?.() ?? Promise.resolve(new Uint8Array())
  }
})
