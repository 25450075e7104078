import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bookOf } from "../book/index.ts"
import { compareVersions } from "../compare/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { docxOf } from "../docx/index.ts"
import { editedVersion } from "../testing/edited-version.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { faultsOfChanges, shownAfter } from "../testing/tracked-file.ts"
import { twoVersions } from "../testing/two-versions.ts"
import { WordFile } from "../testing/word-file.ts"
import { redlineOf } from "./index.ts"

const images = () => new Uint8Array()
const edited = editedVersion()
const comparison = compareVersions(sampleVersion(), edited)
const made = redlineOf(comparison, { images })

async function expectBoth(before: PublicationContent, after: PublicationContent): Promise<void> {
  const redline = await redlineOf(compareVersions(before, after), { images })
  expect(faultsOfChanges(redline)).toEqual([])
  expect(shownAfter(redline, "accept")).toEqual(shownAfter(await docxOf(bookOf(after), { images }), "accept"))
  expect(shownAfter(redline, "reject")).toEqual(shownAfter(await docxOf(bookOf(before), { images }), "accept"))
}

describe("a redline", () => {
  it("gives the later text to who accepts all, and the older one to who rejects all", async () => {
    const property = fc.asyncProperty(twoVersions, ([before, after]) => expectBoth(before, after))
    await fc.assert(property, { numRuns: 6, seed: 20161104 })
  })

  it("does so for what editors do between two versions, and for sections that move, come and go", async () => {
    const [first, second, third, ...rest] = edited.sections
    if (first === undefined || second === undefined || third === undefined)
      throw new TypeError("The sample has sections")
    const sections = [second, { ...third, text: null }, ...rest.slice(0, 4), first, ...rest.slice(5)]
    await expectBoth(sampleVersion(), { ...edited, sections })
  })

  it("leaves the numbers of pages to Word where the older text has a word that it would take long to lay out", async () => {
    const after = sampleVersion()
    const [first, ...rest] = after.sections
    if (!first?.text) throw new TypeError("The first section of the sample has a text")
    const endless = [{ type: "text" as const, text: "0123456789".repeat(300) }]
    const text = { ...first.text, blocks: [{ type: "paragraph" as const, id: "endless", content: endless }] }
    const before = { ...after, sections: [{ ...first, text }, ...rest] }
    const file = new WordFile(await redlineOf(compareVersions(before, after), { images }))
    expect(file.part("word/settings.xml")).toContain('<w:updateFields w:val="true"/>')
  })

  it("marks words, formats, paragraphs, moves, divided paragraphs, rows, notes and titles as Word does", async () => {
    const file = new WordFile(await made)
    const { document } = file
    const said = /w:author="Codraft: Rev.1 to Rev.2" w:date="2016-11-13T17:00:00Z"/
    expect(document).toMatch(said)
    expect(document).toMatch(/<w:ins [^>]*><w:r><w:t [^>]*>newly <\/w:t><\/w:r><\/w:ins>/)
    expect(document).toMatch(/<w:rPr><w:b\/><w:bCs\/><w:rPrChange [^>]*><w:rPr\/><\/w:rPrChange><\/w:rPr>/)
    expect(document).toMatch(/<w:pPr>(?:(?!<\/w:pPr>).)*<w:rPr><w:ins [^>]*\/><\/w:rPr><\/w:pPr>/)
    expect(document).toMatch(/<w:rPr><w:moveFrom [^>]*\/><\/w:rPr>/)
    expect(document).toMatch(/<w:rPr><w:moveTo [^>]*\/><\/w:rPr>/)
    expect(document.match(/<w:trPr>(?:(?!<\/w:trPr>).)*<w:ins /g)).toHaveLength(1)
    expect(document.match(/<w:trPr>(?:(?!<\/w:trPr>).)*<w:del /g)).toHaveLength(1)
    expect(document).toMatch(/<w:del [^>]*><w:r>(?:(?!<\/w:r>).)*<w:footnoteReference /)
    expect(file.part("word/footnotes.xml")).toMatch(/<w:delText [^>]*>The choice of related targets/)
    expect(document).toMatch(/<w:ins [^>]*><w:r><w:t [^>]*>, revised<\/w:t>/)
  })

  it("says of a passage and a table that went into another section where they went", async () => {
    const before = sampleVersion()
    const [from, to] = ["s04", "s10"].map((id) => before.sections.find((section) => section.id === id))
    const went = from?.text?.blocks.slice(0, 2) ?? []
    const after: PublicationContent = {
      ...before,
      sections: before.sections.map((section) => {
        const blocks = section.text?.blocks ?? []
        if (section.text === null || (section !== from && section !== to)) return section
        const left = section === from ? blocks.slice(2) : [...blocks.slice(0, 1), ...went, ...blocks.slice(1)]
        return { ...section, text: { ...section.text, blocks: left } }
      }),
    }
    await expectBoth(before, after)
    const { document } = new WordFile(await redlineOf(compareVersions(before, after), { images }))
    const said = (kind: string) =>
      [...document.matchAll(new RegExp(`<w:${kind} [^>]*[^/]>(.*?)</w:${kind}>`, "gs"))]
        .map(([whole]) => whole.replace(/<[^>]*>/g, ""))
        .join(" ")
    for (const kind of ["moveFrom", "moveTo"])
      expect(said(kind)).toMatch(/^The index looks at policies.*Domain.*Institutional capacity/)
    // Numbers of tables are other ones now.
    for (const kind of ["ins", "del"]) expect(said(kind)).toMatch(/^[\d\s.Table]*$/)
  })

  it("has no change in it where nothing differs", async () => {
    const file = new WordFile(await redlineOf(compareVersions(edited, edited), { images }))
    expect(file.document).not.toMatch(/<w:(ins|del|moveFrom|moveTo|[rp]PrChange)[ >]/)
  })

  it("compares with the draft, which has no symbol", async () => {
    const redline = await redlineOf(compareVersions(sampleVersion(), { ...edited, version: null }), { images })
    expect(faultsOfChanges(redline)).toEqual([])
    expect(new WordFile(redline).document).toContain('w:author="Codraft: Rev.1 to draft"')
  })

  it("is the same bytes each time", async () => {
    expect(Buffer.from(await redlineOf(comparison, { images })).equals(Buffer.from(await made))).toBe(true)
  })

  it.skipIf(!existsSync("/usr/bin/soffice"))("opens in LibreOffice with its changes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "codraft-"))
    try {
      writeFileSync(join(folder, "redline.docx"), await made)
      const profile = `-env:UserInstallation=file://${folder}/profile`
      execFileSync("soffice", [profile, "--headless", "--convert-to", "fodt", "redline.docx"], {
        cwd: folder,
        stdio: "ignore",
      })
      const opened = readFileSync(join(folder, "redline.fodt"), "utf8")
      for (const kind of ["insertion", "deletion", "format-change"]) expect(opened).toContain(`<text:${kind}>`)
      expect(opened).toContain("<dc:creator>Codraft: Rev.1 to Rev.2</dc:creator>")
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
