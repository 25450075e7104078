import type { Book, BookBlock, BookPart } from "@codraft/publish/book"
import { compactPdf, pdfOf, shippedFonts } from "@codraft/publish/pdf"
import { print } from "./figures.ts"
import { paragraphs } from "./long-section.ts"

/** A book of about so many pages of numbered paragraphs, with a footnote in every third and a table in every thirtieth, as PDF. */
export async function benchPdf(pages: number): Promise<void> {
  const chapters = Math.ceil(pages / 20)
  const parts = Array.from({ length: chapters }, (_, i) => chapter(i + 1, paragraphs(Math.ceil(pages / chapters))))
  const started = performance.now()
  const fonts = shippedFonts()
  const read = performance.now()
  const pdf = pdfOf({ ...frame, parts }, { fonts, images: () => new Uint8Array() })
  const set = performance.now()
  const compact = await compactPdf(pdf)
  print(`PDF of ${pages} pages`, {
    "fonts (ms)": read - started,
    "pages (ms)": set - read,
    "compacting (ms)": performance.now() - set,
    "size before (MB)": pdf.length / 1e6,
    "size (MB)": compact.length / 1e6,
    "memory at most (MB)": process.resourceUsage().maxRSS / 1e3,
  })
}

function chapter(number: number, texts: readonly string[]): BookPart {
  const blocks = texts.flatMap((text, i): BookBlock[] => [
    {
      type: "paragraph",
      number: `${i + 1}.`,
      content: [
        { type: "text", text },
        ...(i % 3 === 0 ? [{ type: "note" as const, of: "part" as const, note: i / 3, label: String(i / 3 + 1) }] : []),
      ],
    },
    ...(i % 30 === 29 ? [table] : []),
  ])
  const notes = texts
    .filter((_, i) => i % 3 === 0)
    .map((text, i) => ({ label: String(i + 1), content: [{ type: "text" as const, text: text.slice(0, 80) }] }))
  return { ...part, id: `chapter-${number}`, number: String(number), blocks, notes }
}

const row = Array.from({ length: 5 }, (_, i) => ({
  columnSpan: 1,
  rowSpan: 1,
  align: i === 0 ? ("start" as const) : ("end" as const),
  blocks: [{ type: "paragraph" as const, content: [{ type: "text" as const, text: String(i * 12.5) }] }],
}))

const table: BookBlock = {
  type: "table",
  columns: 5,
  widths: row.map(() => 0.2),
  headRows: 0,
  rows: Array.from({ length: 25 }, () => ({ cells: row })),
  notes: [],
}

const part: Omit<BookPart, "blocks" | "notes"> = {
  id: "",
  number: "",
  depth: 0,
  isAnnex: false,
  title: "Follow-up and review",
  language: "en",
  dir: "ltr",
  isToFollow: false,
  viewsOf: null,
}

const frame: Omit<Book, "parts"> = {
  language: "en",
  dir: "ltr",
  cover: {
    series: "International Dialogue on Migration",
    seriesNumber: "No. 26",
    title: "A long publication",
    subtitle: "",
    symbol: "",
    versionTitle: "Rev.1",
    date: "4 November 2016",
    isoDate: "2016-11-04",
    distribution: "Limited",
    originalLanguage: "English",
  },
  imprint: { notices: [] },
  abbreviations: [],
  words: {
    contents: "Contents",
    abbreviations: "Abbreviations",
    toFollow: "[to follow]",
    continued: "(continued)",
    distribution: "Distribution",
    originalLanguage: "Original",
    skipToText: "Skip to the text",
    notes: "Notes",
    backToText: "Back to the text",
  },
}
