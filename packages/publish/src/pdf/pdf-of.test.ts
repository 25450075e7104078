import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { type Book, bookOf } from "../book/index.ts"
import { bookOfEverything, bytesOf } from "../testing/book-of-everything.ts"
import { factsOf, fontsOf, noPoppler, pageSizesOf, pagesOf, tagsOf } from "../testing/poppler.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { pdfOf, shippedFonts } from "./index.ts"

const fonts = shippedFonts()

describe.skipIf(noPoppler !== null)(`a book of everything as PDF${noPoppler === null ? "" : `: ${noPoppler}`}`, () => {
  const pdf = pdfOf(bookOfEverything(), { fonts, images: bytesOf })
  const pages = pagesOf(pdf)
  const kinds = tagsOf(pdf)
  const pageWith = (words: string) => pages.findIndex((page) => page.includes(words))

  it("is tagged, and says its title, its language and that it follows PDF/UA-1", () => {
    const facts = factsOf(pdf)
    expect(facts.get("Tagged")).toBe("yes")
    expect(facts.get("Title")).toBe("Follow-up and review of migration in the Sustainable Development Goals")
    expect(facts.get("CreationDate")).toContain("Nov  4 00:00:00 2016")
    expect(latin1(pdf)).toContain("<pdfuaid:part>1</pdfuaid:part>")
    expect(latin1(pdf)).toContain("/Lang (en)")
  })

  it("has the fonts that came with it and no other", () => {
    const families = new Set(fontsOf(pdf).map((name) => name.split("-")[0]))
    expect(families).toEqual(new Set(["Amiri", "NotoSans", "NotoSansMath", "NotoSansSymbols2", "NotoSerif"]))
  })

  it("counts the first pages in roman numerals and the text from 1", () => {
    expect(pages[1]).toMatch(/^ii$/m)
    expect(pages[2]).toMatch(/^iii$/m)
    expect(pages[pageWith("One Agenda, many entry points")]).toMatch(/^1$/m)
  })

  it("says in its contents on which pages chapters and sections begin", () => {
    const contents = (pages[2] ?? "").replaceAll(/[. ]{2,}/g, " ").replaceAll(/\n+/g, " ")
    const first = pageWith("Follow-up and review of the migration-related targets") === 2 ? 4 : 3
    const wide = pageWith("Text behind the long table.")
    expect(contents).toContain("3.1 A table of 200 rows and 12 columns")
    expect(contents).toContain(String(wide - first + 1))
    expect(contents).toContain("What international organizations can contribute [to follow]")
  })

  it("holds every word of the text, markup of another program among them, as it was typed", () => {
    expect(pages.join("\n").replaceAll("\n", " ")).toContain(
      '#read("/etc/passwd") *not markup* _at all_ $x^2$ <label> @ref // no comment.',
    )
  })

  it("keeps Arabic as letters that can be searched and read aloud", () => {
    const page = (pages.find((one) => one.includes("٢٠١٥")) ?? "").replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, "")
    expect(page).toContain("تدابير وطنية")
    expect(page).toContain("خدمات الصحة والتعليم والوثائق في برنامج واحد")
  })

  it("puts a note at the foot of the page that refers to it, and says it once", () => {
    const page = pages[pageWith("One Agenda, many entry points")] ?? ""
    expect(page).toContain("General Assembly resolution 70/1")
    expect(pages.join("").split("General Assembly resolution 70/1")).toHaveLength(2)
  })

  it("repeats the head rows of a table on every page, behind its caption with “(continued)”", () => {
    const caption = "Table 2. Measures by State, a table that goes on over several pages"
    const of = pages.filter((page) => page.replaceAll("\n", " ").includes(caption))
    expect(of.length).toBeGreaterThan(2)
    expect(of.map((page) => page.includes("(continued)"))).toEqual([false, ...of.slice(1).map(() => true)])
    for (const page of of) expect(page).toContain("Measure")
  })

  it("turns the pages of a table of 12 columns, and no other", () => {
    const turned = pageSizesOf(pdf).flatMap(([width, height], i) => (width > height ? [pages[i] ?? ""] : []))
    expect(turned.length).toBeGreaterThan(4)
    expect(turned[0]).toContain("A heading that goes with its table")
    expect(turned.every((page) => page.includes("State number"))).toBe(true)
    expect(turned.join("").match(/State number/g)).toHaveLength(200)
  })

  it("tags headings level by level, lists, quotes, notes, tables with head cells, and figures", () => {
    const levels = kinds.flatMap((kind) => /^H(\d)$/.exec(kind)?.[1] ?? []).map(Number)
    expect(levels.every((level, i) => level <= (levels[i - 1] ?? 0) + 1)).toBe(true)
    for (const kind of [
      "TOC",
      "L",
      "LI",
      "Lbl",
      "LBody",
      "BlockQuote",
      "Note",
      "Table",
      "THead",
      "TH",
      "TD",
      "Caption",
      "Figure",
    ]) {
      expect(kinds).toContain(kind)
    }
    expect(latin1(pdf)).toContain("/Alt (Eight bars, each higher than the one before.)")
  })

  it("says the section that is to follow by its title alone", () => {
    const page = pages.findLast((one) => one.includes("What international organizations can")) ?? ""
    expect(page).toContain("[to follow]")
  })
})

describe("the PDF of a version", () => {
  it("has the same bytes in every process, time zone, language and thread", () => {
    const book = bookOf(sampleVersion())
    const here = createHash("sha256")
      .update(pdfOf(book, { fonts, images: bytesOf }))
      .digest("hex")
    expect(printedElsewhere(book, { TZ: "Pacific/Kiritimati", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" })).toBe(here)
    expect(printedElsewhere(book, { TZ: "America/St_Johns", LANG: "C", HOME: "/nowhere" })).toBe(here)
  })
})

/** The hash of the PDF that a worker thread of another process makes of the book. */
function printedElsewhere(book: Book, env: Record<string, string>): string {
  const thread = `
    import { createHash } from "node:crypto"
    import { parentPort, workerData } from "node:worker_threads"
    import { pdfOf, shippedFonts } from ${JSON.stringify(new URL("../../dist/pdf/index.js", import.meta.url).href)}
    const pdf = pdfOf(JSON.parse(workerData), { fonts: shippedFonts(), images: () => new Uint8Array() })
    parentPort.postMessage(createHash("sha256").update(pdf).digest("hex"))`
  const main = `
    import { text } from "node:stream/consumers"
    import { Worker } from "node:worker_threads"
    const thread = new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(thread)}))
    new Worker(thread, { workerData: await text(process.stdin) }).on("message", (hash) => process.stdout.write(hash))`
  const args = ["--input-type=module", "-e", main]
  return execFileSync(process.execPath, args, {
    input: JSON.stringify(book),
    env: { PATH: process.env["PATH"], ...env },
  }).toString()
}

function latin1(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString("latin1")
}
