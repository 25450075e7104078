import { describe, expect, it } from "vitest"
import type { PublicationContent } from "../content/index.ts"
import { editedVersion } from "../testing/edited-version.ts"
import { factsOf, noPoppler, pagesOf, tagsOf } from "../testing/poppler.ts"
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
})
