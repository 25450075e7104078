import { directionOf, gap, type SectionId } from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import { settledArchive } from "@codraft/publish/docx"
import { renderSheet } from "../register/render.ts"
import { type Sheet, type SheetGroup, type SheetRow, sheetRowsMax } from "../register/sheet.ts"
import { placeWords } from "../register/place-in-version.ts"
import { inWords, stamp } from "../register/when.ts"
import { type SheetLanguage, SheetLanguageSchema, sheetWords } from "../register/words.ts"
import { type KeptRegister, KeptRegisterSchema, type KeptRow } from "./kept-register.ts"

/** The register that was frozen beside a version. The same bytes each time: the writers leave the hour of the day in what they make. */
export async function registerFile(
  kept: Uint8Array,
  content: PublicationContent,
  format: "docx" | "xlsx",
): Promise<Uint8Array> {
  const sheet = sheetOf(KeptRegisterSchema.parse(JSON.parse(new TextDecoder().decode(kept))), content)
  const max = sheetRowsMax[format]
  if (sheet.total > max) throw new Error(`These are ${sheet.total} comments, and a file of this kind holds ${max}.`)
  return settledArchive(await renderSheet(sheet, format))
}

function sheetOf({ rows }: KeptRegister, { publication, version, sections }: PublicationContent): Sheet {
  const [primary] = publication.originalLanguage.split("-")
  const language = SheetLanguageSchema.catch("en").parse(primary)
  const known = new Map(sections.map((section) => [section.id, section]))
  const groups: SheetGroup[] = []
  let last: SectionId | null | undefined
  for (const row of rows) {
    if (last !== row.section) {
      const section = row.section === null ? undefined : known.get(row.section)
      groups.push({
        section: section === undefined ? null : headOf(section, language),
        isThere: row.section === null || section !== undefined,
        rows: [],
      })
      last = row.section
    }
    groups.at(-1)?.rows.push(rowOf(row, version.timeZone, language))
  }
  const named = [publication.title, version.symbol, version.title].filter((name) => name !== "").join(" · ")
  return {
    language,
    publication: {
      title: named,
      language: publication.originalLanguage,
      dir: directionOf(publication.originalLanguage),
    },
    at: inWords(version.frozenAt, version.timeZone, language),
    total: rows.length,
    groups,
    omits: ["author", "assignee", "due", "link"],
  }
}

function headOf(
  { number, annexLetter, depth, title, language, dir }: PublicationContent["sections"][number],
  words: SheetLanguage,
): NonNullable<SheetGroup["section"]> {
  const isAnnex = annexLetter !== null && depth === 0
  return { number: isAnnex ? `${sheetWords[words].annex} ${annexLetter}` : number, title, language, dir }
}

function rowOf({ at, targets, kind, version, ...row }: KeptRow, timeZone: string, language: SheetLanguage): SheetRow {
  const words = sheetWords[language]
  return {
    ...row,
    version: version === undefined ? "" : placeWords(words, version),
    author: "",
    date: stamp(at, timeZone),
    targets: targets.map((key) => (key === gap ? words.gap : key)).join(", "),
    kind: words.kinds[kind],
    assignee: "",
    due: "",
    link: "",
  }
}
