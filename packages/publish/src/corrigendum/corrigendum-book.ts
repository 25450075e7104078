import { type Book, type BookBlock, type BookInline, bookOf } from "../book/index.ts"
import { compareVersions } from "../compare/index.ts"
import type { PublicationContent } from "../content/index.ts"
import type { Correction } from "./correction.ts"
import { corrigendumOf } from "./corrigendum-of.ts"
import { phrasesOf } from "./phrases.ts"

/** A corrigendum as a book of one part: that is how it is printed, whatever prints it. */
export function corrigendumBook(before: PublicationContent, after: PublicationContent): Book {
  const book = bookOf(after)
  const phrases = phrasesOf(book.language)
  const { versionTitle, symbol, date } = bookOf(before).cover
  const corrected = [symbol, versionTitle, date].filter((part, i, all) => part !== "" && all.indexOf(part) === i)
  const corrections = corrigendumOf(compareVersions(before, after))
  return {
    ...book,
    cover: { ...book.cover, title: `${book.cover.title}. ${phrases.corrigendum}`, subtitle: "" },
    abbreviations: [],
    parts: [
      {
        id: "corrigendum",
        number: "",
        depth: 0,
        isAnnex: false,
        title: phrases.corrigendum,
        language: book.language,
        dir: book.dir,
        isToFollow: false,
        viewsOf: null,
        notes: [],
        blocks: [
          paragraph({ type: "text", text: book.cover.title, bold: true }),
          paragraph({ type: "text", text: phrases.correctionsTo(corrected.join(", ")) }),
          ...(corrections.length === 0 ? [paragraph({ type: "text", text: phrases.nothing })] : byPlace(corrections)),
        ],
      },
    ],
  }
}

/** What is to be done at one place stands together, below the place in bold. */
function byPlace(corrections: readonly Correction[]): BookBlock[] {
  const groups: { place: string; lines: BookInline[] }[] = []
  for (const { place, instruction } of corrections) {
    const last = groups.at(-1)
    if (last !== undefined && last.place === place) last.lines.push({ type: "break" }, ...instruction)
    else groups.push({ place, lines: [...instruction] })
  }
  return groups.map(({ place, lines }) => {
    if (place === "") return paragraph(...lines)
    return paragraph({ type: "text", text: place, bold: true }, { type: "break" }, ...lines)
  })
}

function paragraph(...content: BookInline[]): BookBlock {
  return { type: "paragraph", content }
}
