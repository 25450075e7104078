import { expect, it } from "vitest"
import { publicationContent } from "../content/index.ts"
import { coverNoteOf, coverTemplate } from "../cover/index.ts"
import { docxOf } from "../docx/index.ts"
import { htmlOf } from "../html/index.ts"
import { pdfOf, shippedFonts } from "../pdf/index.ts"
import { samplePublicationState, sampleTexts, sampleVersion } from "../testing/sample-version.ts"
import { bookOf } from "./index.ts"

/** Of the form of a tag, and none: logs from before such were refused may hold it. */
const broken = "en-a1"

it("a publication under a language tag that Intl refuses is frozen and printed as under the beginning of it", {
  timeout: 60_000,
}, async () => {
  const state = samplePublicationState()
  const sections = Object.fromEntries(
    Object.entries(state.sections).map(([id, section]) => [id, { ...section, language: broken }]),
  )
  const known = sampleTexts()
  const texts = new Map(
    Object.values(state.sections).flatMap(({ id }) => {
      const text = known.get(id)
      return text === undefined ? [] : [[id, { ...text, language: broken }] as const]
    }),
  )
  const { version } = sampleVersion()
  const value = publicationContent({ publication: { ...state, originalLanguage: broken, sections }, version, texts })
  expect(value.publication.originalLanguage).toBe(broken)
  const book = bookOf(value)
  const images = () => new Uint8Array()
  expect(book.cover.date).toBe(bookOf(sampleVersion()).cover.date.replace(/^(\d+) (\w+)/, "$2 $1,"))
  expect(htmlOf(book, { images })).toContain(`lang="${broken}"`)
  expect((await docxOf(book, { images })).length).toBeGreaterThan(10_000)
  expect(pdfOf(book, { images, fonts: shippedFonts() }).length).toBeGreaterThan(10_000)
  const contact = { name: "Amara Diallo-Reyes", organization: "IOM", email: "office@example.org" }
  const offered = coverTemplate({ language: broken, kind: "submission", contact, last: null })
  const note = { ...offered, format: "codraft.cover-note", formatVersion: 1, sender: "IOM" } as const
  const letter = coverNoteOf(note, value, [{ name: "publication.pdf", bytes: 2_000_000, pages: 1_200 }])
  expect(letter.files.rows[0]).toMatchObject({ pages: "1,200", size: "2 MB" })
})
