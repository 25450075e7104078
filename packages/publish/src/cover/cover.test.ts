import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { type CoverNote, CoverNoteSchema, type KeptCoverNote, VersionKindSchema } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { coverDocxOf } from "../docx/index.ts"
import { coverPdfOf, shippedFonts } from "../pdf/index.ts"
import { factsOf, noPoppler, pagesOf, tagsOf } from "../testing/poppler.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { WordFile } from "../testing/word-file.ts"
import { coverNoteOf, coverTemplate, directionIn } from "./index.ts"

const contact = { name: "Amara Diallo-Reyes", organization: "IOM", email: "office@example.org" }
const files = [
  { name: "publication.json", bytes: 412_000 },
  { name: "publication.docx", bytes: 999_600 },
  { name: "publication.pdf", bytes: 4_480_321, pages: 1_152 },
  { name: "annex.csv", bytes: 12 },
]
const of = (language: string, more: Partial<KeptCoverNote> = {}) => {
  const { publication, ...rest } = sampleVersion()
  const offered = coverTemplate({ language, kind: "submission", contact, last: null })
  const note = { ...offered, format: "codraft.cover-note", formatVersion: 1, sender: "IOM", ...more } as const
  return coverNoteOf(note, { ...rest, publication: { ...publication, originalLanguage: language } }, files)
}
const addressee = "H.E. the Chair\nDhaka\nالبعثة الدائمة"
const hostile = '#read("/etc/passwd") *not markup* <b>&amp; $x$ @ref\nsecond line'

describe("the text that is offered for a cover note", () => {
  it("is there for every kind of version, and can be sent as it is", () => {
    for (const language of ["en", "fr", "es", "ar", "pt"]) {
      const bodies = VersionKindSchema.options.map((kind) => {
        const offered = coverTemplate({ language, kind, contact, last: null })
        expect(CoverNoteSchema.parse(offered)).toEqual(offered)
        return offered.body
      })
      expect(new Set(bodies).size).toBe(5)
    }
  })

  it("is that of the last note; words that nobody had changed make room for those of the new kind", () => {
    const last: CoverNote = { ...coverTemplate({ language: "fr", kind: "submission", contact, last: null }), addressee }
    const next = coverTemplate({ language: "fr", kind: "corrigendum", contact: { ...contact, name: "B" }, last })
    expect(next).toMatchObject({ addressee, contact })
    expect(next.body).toMatch(/^Vous trouverez ci-joint des corrections/)
    expect(coverTemplate({ language: "fr", kind: "corrigendum", contact, last: { ...last, body: "Ours." } }).body).toBe(
      "Ours.",
    )
  })
})

describe("the language of a cover note", () => {
  it("is that which an editor chose, whatever the publication's is: words, dates, names and what is offered", () => {
    const letter = of("en", { language: "fr", sender: "International Organization for Migration" })
    expect(letter).toMatchObject({
      language: "fr",
      kindOfPaper: "Note d’accompagnement",
      sender: "Organisation internationale pour les migrations",
      date: "4 novembre 2016",
    })
    expect(letter.files.rows[0]?.contents).toBe("Publication (PDF balisé)")
    expect(of("en", { language: "ar", sender: "International Organization for Migration (IOM)" })).toMatchObject({
      dir: "rtl",
      sender: "المنظمة الدولية للهجرة",
    })
    expect(of("en", { language: "fr", sender: "Open Routes Network (ORN)" }).sender).toBe("Open Routes Network (ORN)")
  })

  it("changes what nobody has written, and leaves what somebody has", () => {
    const name = "International Organization for Migration"
    const last = coverTemplate({ language: "en", kind: "submission", contact, last: null })
    const next = coverTemplate({ language: "fr", kind: "submission", contact, last })
    expect([next.salutation, next.body.slice(0, 8)]).toEqual(["Madame, Monsieur,", "Nous avo"])
    const own = { ...last, salutation: "Dear Minister,", closing: "With thanks," }
    expect(coverTemplate({ language: "fr", kind: "submission", contact, last: own })).toMatchObject({
      salutation: "Dear Minister,",
      closing: "With thanks,",
    })
    const first = coverTemplate({
      language: "es",
      kind: "draft",
      contact: { ...contact, organization: name },
      last: null,
    })
    expect(first.contact.organization).toBe("Organización Internacional para las Migraciones")
  })
})

describe("a cover note as a letter", () => {
  it("says what goes with it, the most useful first, with sizes, and with pages where they are known", () => {
    const { files: enclosed, reference, date, isoDate, subject, dir } = of("en")
    expect(enclosed.rows.map(({ name, pages, size }) => [name, pages, size])).toEqual([
      ["publication.pdf", "1,152", "4.5 MB"],
      ["publication.docx", "", "1 MB"],
      ["publication.json", "", "412 kB"],
      ["annex.csv", "", "1 kB"],
    ])
    expect([reference?.value, date, isoDate, dir]).toEqual([
      "IDM/2016/SAMPLE/1/Rev.1",
      "4 November 2016",
      "2016-11-04",
      "ltr",
    ])
    expect(subject).toBe("Follow-up and review of migration in the Sustainable Development Goals: Rev.1")
  })

  it("is in the publication's language", () => {
    expect(of("fr").files.rows[0]?.size).toMatch(/^4,5\sMo$/)
    expect(of("fr").reference?.name).toBe("Référence\u00A0: ")
    expect(of("es").files.columns.pages).toBe("Páginas")
    expect([of("ar").dir, of("ar").kindOfPaper]).toEqual(["rtl", "مذكرة إحالة"])
    expect(of("pt").kindOfPaper).toBe("Cover note")
  })

  it("lets each thing that somebody wrote run in its own direction", () => {
    expect(["Dhaka", "1 – البعثة", "12", ""].map((text) => directionIn(text, "ltr"))).toEqual([
      "ltr",
      "rtl",
      "ltr",
      "ltr",
    ])
    expect(directionIn("12", "rtl")).toBe("rtl")
  })

  it("keeps paragraphs and lines, and leaves out what is empty", () => {
    const letter = of("en", { body: "One.\n two \n\n\n  \n\nThree.", addressee: "", salutation: "", closing: "" })
    expect(letter.paragraphs).toEqual([["One.", "two"], ["Three."]])
    expect(letter.addressee).toEqual([])
  })
})

describe("a cover note for Word", () => {
  const word = async (language: string, more: Partial<KeptCoverNote> = {}) =>
    new WordFile(await coverDocxOf(of(language, { addressee, ...more })))

  it("is a whole file of real headings and a table whose head repeats", async () => {
    const file = await word("en", { body: hostile })
    expect(file.faults()).toEqual([])
    const lines = file.lines()
    expect(lines.filter(({ style }) => style.startsWith("Heading")).map(({ text }) => text)).toEqual([
      of("en").subject,
      "Files handed over",
    ])
    const said = lines.map(({ text }) => text).join("\n")
    for (const words of ["H.E. the Chair", "publication.pdf", "1,152", "Yours sincerely,", "office@example.org"])
      expect(said).toContain(words)
    expect(said).toContain('#read("/etc/passwd") *not markup* <b>&amp; $x$ @ref')
    expect(file.document).toContain("<w:tblHeader/>")
    expect(file.part("docProps/core.xml")).toContain("<dc:language>en-GB</dc:language>")
  })

  it("runs from right to left in Arabic, with its table", async () => {
    const file = await word("ar")
    expect(file.faults()).toEqual([])
    expect(file.document).toContain("<w:bidiVisual/>")
    expect(file.document).toContain('w:bidi="ar-SA"')
  })
})

describe.skipIf(noPoppler !== null)(`a cover note as PDF${noPoppler === null ? "" : `: ${noPoppler}`}`, () => {
  const fonts = shippedFonts()

  it("is one tagged page that says everything, markup of another program as it was typed", () => {
    const pdf = coverPdfOf(of("en", { addressee, body: hostile }), { fonts })
    const pages = pagesOf(pdf)
    expect(pages).toHaveLength(1)
    const said = (pages[0] ?? "").replace(/[\u202A-\u202E\u2066-\u2069]/g, "").replace(/\s+/g, " ")
    for (const words of [
      "H.E. the Chair",
      "البعثة الدائمة",
      "publication.pdf",
      "4.5 MB",
      "1,152",
      "office@example.org",
    ])
      expect(said).toContain(words)
    expect(said).toContain('#read("/etc/passwd") *not markup* <b>&amp; $x$ @ref second line')
    const facts = factsOf(pdf)
    expect([facts.get("Tagged"), facts.get("Title")]).toEqual(["yes", `Cover note: ${of("en").subject}`])
    expect(tagsOf(pdf)).toEqual(expect.arrayContaining(["H1", "H2", "Table", "TH", "TD", "Link"]))
  })

  it("goes on over pages, and stops with a sentence where no font has a character", () => {
    const long = of("ar", { body: Array.from({ length: 60 }, () => "نص طويل يمتد على صفحات.").join("\n\n") })
    expect(pagesOf(coverPdfOf(long, { fonts })).length).toBeGreaterThan(1)
    expect(() => coverPdfOf(of("en", { addressee: "主席" }), { fonts })).toThrow(/no font has the characters 主 席/)
  })

  it("is the same bytes in another process, zone and language, as the Word file is", async () => {
    const letter = of("ar", { addressee })
    const own = hashes(coverPdfOf(letter, { fonts }), await coverDocxOf(letter))
    const script = `import { coverPdfOf, shippedFonts } from ${JSON.stringify(built("pdf"))}
      import { coverDocxOf } from ${JSON.stringify(built("docx"))}
      import { createHash } from "node:crypto"
      const hash = (bytes) => createHash("sha256").update(bytes).digest("hex")
      const letter = JSON.parse(process.env.LETTER)
      process.stdout.write([hash(coverPdfOf(letter, { fonts: shippedFonts() })), hash(await coverDocxOf(letter))].join(" "))`
    for (const [TZ, LANG] of [
      ["Pacific/Kiritimati", "ar_EG.UTF-8"],
      ["America/Los_Angeles", "tr_TR.UTF-8"],
    ]) {
      const env = { ...process.env, TZ, LANG, LC_ALL: LANG, LETTER: JSON.stringify(letter) }
      expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { env }).toString()).toBe(own)
    }
  })
})

function built(name: string): string {
  return new URL(`../../dist/${name}/index.js`, import.meta.url).href
}

function hashes(...files: Uint8Array[]): string {
  return files.map((bytes) => createHash("sha256").update(bytes).digest("hex")).join(" ")
}
