import { SectionTitleSchema } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import type { PublicationContent } from "../content/index.ts"
import { editedVersion } from "../testing/edited-version.ts"
import { factsOf, noPoppler, pagesOf, tagsOf } from "../testing/poppler.ts"
import { barsPicture } from "../testing/pictures.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { WordFile } from "../testing/word-file.ts"
import { corrigendumFiles } from "./index.ts"

const before = sampleVersion()
const edited = editedVersion(before)
const after: PublicationContent = {
  ...edited,
  version: { ...edited.version, kind: "corrigendum", symbol: "IDM/2016/SAMPLE/1/Corr.1", title: "Corr.1" },
}
const made = corrigendumFiles(before, after)

async function bytesOf(name: string): Promise<Uint8Array> {
  return (await made).find((file) => file.name === name)?.bytes ?? new Uint8Array()
}

describe("the files of a corrigendum", () => {
  it.skipIf(noPoppler)("are a tagged PDF of a page that says what it corrects", async () => {
    const pdf = await bytesOf("corrigendum.pdf")
    const facts = factsOf(pdf)
    expect(facts.get("Pages")).toBe("1")
    expect(facts.get("Tagged")).toBe("yes")
    expect(facts.get("Title")).toMatch(/ Corrigendum$/)
    expect(tagsOf(pdf)).toContain("H1")
    const [page = ""] = pagesOf(pdf)
    expect(page).toContain("IDM/2016/SAMPLE/1/Corr.1")
    expect(page).toContain("Corrections to IDM/2016/SAMPLE/1/Rev.1, Rev.1, 4 November 2016")
    expect(page).toContain("For “review” read “review, revised”")
  })

  it("are a Word file with the same words", async () => {
    const file = new WordFile(await bytesOf("corrigendum.docx"))
    expect(file.faults()).toEqual([])
    const lines = file.lines().map(({ text }) => text)
    expect(lines).toContain("Corrigendum")
    expect(lines).toContain("Section\u00A03, title\nFor “review” read “review, revised”")
  })

  it("are the same bytes each time", async () => {
    const again = await corrigendumFiles(before, after)
    for (const { name, bytes } of again) expect(Buffer.from(bytes).equals(Buffer.from(await bytesOf(name)))).toBe(true)
  })

  it("say in French and Spanish, and of Arabic words, what they say", async () => {
    const inFrench = (version: PublicationContent): PublicationContent => ({
      ...version,
      publication: { ...version.publication, originalLanguage: "fr" },
    })
    const arabic = { ...after, publication: { ...after.publication, title: "الهجرة الآمنة" } }
    const files = await corrigendumFiles(inFrench(before), inFrench(arabic))
    const docx = new WordFile(files.find(({ name }) => name === "corrigendum.docx")?.bytes ?? new Uint8Array())
    const lines = docx.lines().map(({ text }) => text)
    expect(lines.find((line) => line.startsWith("Page de titre\n"))).toContain("«\u00A0الهجرة الآمنة\u00A0»")
    expect(files).toHaveLength(2)
  })

  it("says what a second corrigendum changes beyond the first, which it names", async () => {
    const [first] = before.sections
    if (first === undefined) throw new TypeError("The sample has sections")
    const second: PublicationContent = {
      ...after,
      version: { ...after.version, number: 4, symbol: "IDM/2016/SAMPLE/1/Corr.2", title: "Corr.2" },
      // What a corrigendum does not correct need not be in it.
      sections: after.sections.map((section) =>
        section.id === "s09"
          ? { ...section, title: SectionTitleSchema.parse("Challenges met") }
          : { ...section, text: section.id === first.id ? section.text : null },
      ),
    }
    const files = await corrigendumFiles(before, second, { earlier: [after] })
    const docx = new WordFile(files[0]?.bytes ?? new Uint8Array())
    expect(docx.faults()).toEqual([])
    expect(
      docx
        .lines()
        .map(({ text }) => text.replaceAll("\u00A0", " "))
        .slice(-4),
    ).toEqual([
      before.publication.title,
      "Corrections to IDM/2016/SAMPLE/1/Rev.1, Rev.1, 4 November 2016",
      "To be read together with IDM/2016/SAMPLE/1/Corr.1, Corr.1, 13 November 2016. What was corrected there is not repeated here; places and words are those of the text as corrected.",
      "Section 9, title\nFor “and lessons learned” read “met”",
    ])
  })

  it("prints a section that is new, with its table, list, notes and image, as tagged PDF and Word file alike", async () => {
    const { file, bytes } = barsPicture(40, 20)
    const image = {
      type: "image" as const,
      id: "map",
      file,
      alt: "A map of corridors.",
      caption: { content: [{ type: "text" as const, text: "Corridors in 2016" }] },
    }
    const without = { ...before, sections: before.sections.filter(({ id }) => id !== "s03" && id !== "s05") }
    const corrected: PublicationContent = {
      ...before,
      version: after.version,
      sections: before.sections.map((section) =>
        section.id === "s03" && section.text !== null
          ? { ...section, text: { ...section.text, blocks: [...section.text.blocks, image] } }
          : section,
      ),
    }
    const files = await corrigendumFiles(without, corrected, { images: () => bytes })
    const docx = new WordFile(files.find(({ name }) => name === "corrigendum.docx")?.bytes ?? new Uint8Array())
    expect(docx.faults()).toEqual([])
    const words = docx.lines().map(({ text }) => text.replaceAll("\u00A0", " "))
    expect(words).toContain("Section 3\nAfter section 2, insert the section “Two workshops, one review”:")
    expect(words).toContain(
      "Section 5\nAfter section 4, insert the section “Towards a joint indicator for target 10.7”:",
    )
    expect(words.join("\n")).toContain("Which tools and review formats can States use?")
    expect(docx.document).toContain("A map of corridors.")
    expect(docx.part("word/footnotes.xml")).toContain("Sample editorial rule of this volume")
    expect(files.map(({ pages }) => pages ?? 0)).toEqual([0, expect.any(Number)])
  })
})
