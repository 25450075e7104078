import type { FoundWords, Reader, TypedAnswer } from "@codraft/document/reader"
import {
  can,
  flatOutline,
  numberingOf,
  type OrgId,
  outline,
  type Publication,
  type PublicationId,
  type Refusal,
  type SectionId,
} from "@codraft/publication"
import {
  AlreadyThere,
  type AskedRow,
  kindNamed,
  organizationNamed,
  outcomeNamed,
  SectionNames,
  targetsNamed,
} from "@codraft/publication/import"
import type { Hub } from "@codraft/sync/server"
import type { PublicationNumbers } from "../publication-numbers.ts"
import type { Publications } from "../publications.ts"
import type { Session } from "../sessions.ts"
import type { PublicationReview } from "./publication-review.ts"

interface PreviewDeps {
  publications: Pick<Publications, "view" | "whole" | "readable">
  review: Pick<PublicationReview, "register">
  reader: Pick<Reader, "findTyped">
  hub: Pick<Hub, "parts">
  numbers: Pick<PublicationNumbers, "starts">
  now: () => number
}

/** Words that a comment can be put on, as `addComment` takes them, and where they are. */
export interface WordsOffered {
  quote: FoundWords["quote"]
  start: FoundWords["start"]
  end: FoundWords["end"]
  number: string | null
  heading: string | null
}

/** What importing a row would come to. */
export interface RowPreview {
  /** null: on the publication as a whole. */
  sectionId: SectionId | null
  /** The table says where it is, and there is no such section, or more than one. */
  isSectionUnknown: boolean
  words: /** Of no words, or of such as the text has not got. */
    | { kind: "whole" | "none" | "too-long" }
    | { kind: "found"; by: "exact" | "alike"; words: WordsOffered }
    | { kind: "often"; hits: number; places: WordsOffered[] }
  targets: ReturnType<typeof targetsNamed>["targets"]
  targetsUnknown: string[]
  kind: ReturnType<typeof kindNamed>
  outcome: ReturnType<typeof outcomeNamed>
  /** Whom the table names. */
  organization: OrgId | null
  /** The comment that the register has already. */
  known: string | null
}

/** Says of the rows of a table what importing them would come to. Nothing is written. */
export class ImportPreview {
  readonly #deps: PreviewDeps

  constructor(deps: PreviewDeps) {
    this.#deps = deps
  }

  /** null for a publication that is not the caller's. */
  async of(
    session: Session,
    id: PublicationId,
    { organization, rows }: { organization: OrgId | null; rows: readonly AskedRow[] },
  ): Promise<{ rows: RowPreview[] } | { refusal: Refusal } | null> {
    const { publications, review, now } = this.#deps
    const [shown, whole] = [publications.view(session, id)?.publication, publications.whole(session, id)]
    if (shown === undefined || whole === null) return null
    const permission = can(whole, session.personId, "recordComments", { at: now() })
    if (!permission.allowed) return { refusal: permission.refusal }
    const register = await review.register(session, id, { after: null, limit: Number.POSITIVE_INFINITY })
    if (register === null) return null

    const names = new SectionNames(shown)
    const there = new AlreadyThere(shown, register.threads)
    const read = rows.map((row): RowPreview => {
      const chosen = row.sectionId
      const isReadable = chosen === null || (chosen !== undefined && shown.sections[chosen] !== undefined)
      const found = isReadable ? (chosen ?? "general") : isGeneral(row) ? "general" : names.find(row.section)
      const sectionId = found === "general" ? null : found
      const { targets, unknown } = targetsNamed(whole, row.targets)
      const named = organizationNamed(shown, row.organization)?.id ?? null
      const organizations = [named, organization].filter((one) => one !== null)
      return {
        sectionId,
        isSectionUnknown: found === null,
        words: { kind: row.text === "" ? "whole" : "none" },
        targets,
        targetsUnknown: unknown,
        kind: kindNamed(row.kind),
        outcome: outcomeNamed(row.outcome),
        organization: named,
        known: there.find({
          organizations,
          sectionId: found === null ? undefined : sectionId,
          text: row.text,
          comment: row.comment,
        }),
      }
    })
    await this.#lookFor(session, rows, read)
    await this.#lookEverywhere(session, shown, rows, read)
    // Words that were typed otherwise, or found elsewhere than the table says, are those of a comment that is there.
    for (const [at, row] of read.entries()) {
      if (row.known !== null || row.words.kind !== "found") continue
      const { exact: text } = row.words.words.quote
      const organizations = [row.organization, organization].filter((one) => one !== null)
      row.known = there.find({ organizations, sectionId: row.sectionId, text, comment: rows[at]?.comment ?? "" })
    }
    return { rows: read }
  }

  /** What does not say where it is, is where its words are, if they are in one text alone. */
  async #lookEverywhere(
    session: Session,
    shown: Publication,
    rows: readonly AskedRow[],
    read: RowPreview[],
  ): Promise<void> {
    const lost = read.flatMap((row, at) => {
      const text = rows[at]?.text ?? ""
      return row.isSectionUnknown && text.length >= tellingCharacters ? [{ row, text, found: [] as Found[] }] : []
    })
    if (lost.length === 0) return
    const typed = lost.map(({ text }) => ({ words: text, paragraph: "" }))
    for (const { section } of flatOutline(outline(shown))) {
      const answers = await this.#typedIn(session, section.id, typed)
      for (const [index, answer] of answers.entries()) {
        if (answer.kind === "found" || answer.kind === "often") lost[index]?.found.push({ id: section.id, answer })
      }
    }
    for (const { row, found } of lost) {
      const [only, another] = found
      if (only === undefined || another !== undefined || only.answer.kind !== "found") continue
      Object.assign(row, { sectionId: only.id, isSectionUnknown: false, words: wordsOf(only.answer) })
    }
  }

  /** Asks each text once for the words of all of its rows. */
  async #lookFor(session: Session, rows: readonly AskedRow[], read: RowPreview[]): Promise<void> {
    const bySection = new Map<SectionId, number[]>()
    for (const [at, { sectionId, words }] of read.entries()) {
      if (sectionId === null || words.kind === "whole") continue
      bySection.set(sectionId, [...(bySection.get(sectionId) ?? []), at])
    }
    for (const [sectionId, places] of bySection) {
      const answers = await this.#typedIn(
        session,
        sectionId,
        places.map((at) => ({ words: rows[at]?.text ?? "", paragraph: rows[at]?.paragraph ?? "" })),
      )
      for (const [index, at] of places.entries()) {
        const row = read[at]
        const answer = answers[index]
        if (row !== undefined && answer !== undefined) row.words = wordsOf(answer)
      }
    }
  }

  async #typedIn(
    session: Session,
    sectionId: SectionId,
    typed: readonly { words: string; paragraph: string }[],
  ): Promise<readonly TypedAnswer[]> {
    const { publications, hub, numbers, reader } = this.#deps
    const found = publications.readable(session, sectionId)
    if (found === null) return []
    const { publication, section } = found
    const { language, dir } = section
    const setting = numberingOf(section)
    const starts = Object.values(setting).some((isOn) => isOn)
      ? (await numbers.starts(publication)).get(sectionId)
      : undefined
    const { position, parts } = await hub.parts(sectionId)
    return reader.findTyped({
      key: sectionId,
      position,
      parts: async () => [...parts],
      language,
      dir,
      numbering: starts && { setting, starts },
      typed,
    })
  }
}

interface Found {
  id: SectionId
  answer: TypedAnswer
}

/** Fewer letters stand in more than one text sooner or later. */
const tellingCharacters = 12

/** Neither a section nor words: a comment on the whole. */
function isGeneral({ section, text }: AskedRow): boolean {
  return section.trim() === "" && text.trim() === ""
}

function wordsOf(answer: TypedAnswer): RowPreview["words"] {
  if (answer.kind === "found") return { kind: "found", by: answer.by, words: offered(answer.words) }
  if (answer.kind === "often") return { kind: "often", hits: answer.hits, places: answer.places.map(offered) }
  return { kind: answer.kind }
}

function offered({ quote, start, end, number, heading }: FoundWords): WordsOffered {
  return { quote, start, end, number: number?.shown ?? null, heading: heading?.text ?? null }
}
