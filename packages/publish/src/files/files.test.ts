import { expect, it } from "vitest"
import { fileNameIn, filesInOrder } from "./index.ts"

const names = [
  "publication.json",
  "annex.csv",
  "register.docx",
  "publication.docx",
  "codraft.zip",
  "cover-note.pdf",
  "publication.pdf",
  "corrigendum.pdf",
]

it("lists first what most people come for, and last what it does not know", () => {
  expect(filesInOrder(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    "corrigendum.pdf",
    "publication.pdf",
    "publication.docx",
    "cover-note.pdf",
    "codraft.zip",
    "publication.json",
    "register.docx",
    "annex.csv",
  ])
})

it("says in each language what every file is, no two alike", () => {
  for (const language of ["en", "fr-CH", "es", "ar"]) {
    const said = names.filter((name) => name !== "annex.csv").map((name) => fileNameIn(language, name))
    expect(new Set(said).size).toBe(names.length - 1)
    expect(said).not.toContain(null)
  }
  expect(fileNameIn("pt", "publication.pdf")).toBe("Publication (PDF, tagged)")
  expect(fileNameIn("en", "annex.csv")).toBeNull()
  expect(fileNameIn("en", "constructor")).toBeNull()
})
