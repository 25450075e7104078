import type { FoundWords, Reader, TypedAnswer } from "@codraft/document/reader"
import {
  can,
  canReadVersion,
  flatOutline,
  numberingOf,
  type OrgId,
  outline,
  type Publication,
  type PublicationId,
  type Refusal,
  refusalOf,
  type SectionId,
  type ThreadVersion,
  type Version,
  versionLabel,
  versionOf,
} from "@codraft/publication"
import {
  AlreadyThere,
  inVersion,
  type AskedRow,
  kindNamed,
  namedSections,
  organizationNamed,
  outcomeNamed,
  SectionNames,
  targetsNamed,
} from "@codraft/publication/import"
import type { PlaceFound } from "@codraft/publish/places"
import type { Hub } from "@codraft/sync/server"
import type { PublicationNumbers } from "../publications/publication-numbers.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"
import type { VersionPlaces } from "../versions/version-places.ts"
import type { PublicationReview } from "./publication-review.ts"

interface PreviewDeps {
  publications: Pick<Publications, "view" | "whole" | "readable">
  review: Pick<PublicationReview, "register">
  reader: Pick<Reader, "findTyped">
  hub: Pick<Hub, "parts">
  numbers: Pick<PublicationNumbers, "starts">
  places: Pick<VersionPlaces, "typed">
  now: () => number
}

/** Words that a comment can be put on, as `addComment` takes them, and where they are. */
export interface WordsOffered {
  quote: FoundWords["quote"]
  start: FoundWords["start"]
  end: FoundWords["end"]
  number: string | null
  heading: string | null
  /** Of a version, where that is looked through instead of the draft. */
  version?: ThreadVersion
}

/** What importing a row would come to. */
export interface RowPreview {
  /** null: on the publication as a whole. */
  sectionId: SectionId | null
  /** The table says where it is, and there is no such section, or more than one. */
  isSectionUnknown: boolean
  words: /** Of no words, or of such as the text has not got. */
    | { kind: "whole" | "none" | "too-long" }
    /** `paragraph`: it has the number that the table names, and the words are not in it. */
    | { kind: "found"; by: "exact" | "alike" | "paragraph"; words: WordsOffered }
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
    {
      organization,
      version: number,
      rows,
    }: { organization: OrgId | null; version?: number | undefined; rows: readonly AskedRow[] },
  ): Promise<{ rows: RowPreview[] } | { refusal: Refusal } | null> {
    const { publications, review, now } = this.#deps
    const [shown, whole] = [publications.view(session, id)?.publication, publications.whole(session, id)]
    if (shown === undefined || whole === null) return null
    const permission = can(whole, session.personId, "recordComments", { at: now() })
    if (!permission.allowed) return { refusal: permission.refusal }
    const version = number === undefined ? null : versionOf(whole, number)
    if (number !== undefined && (version === null || !canReadVersion(whole, session.personId, number))) {
      return { refusal: refusalOf("no-such-version") }
    }
    const register = await review.register(session, id, { after: null, limit: Number.POSITIVE_INFINITY })
    if (register === null) return null

    const names = new SectionNames(namedSections(shown))
    const there = new AlreadyThere(shown, register.threads)
    const before = ({ paragraph }: AskedRow) =>
      version === null ? "" : inVersion(versionLabel(whole, version.number), paragraph)
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
          before: before(row),
        }),
      }
    })
    if (version !== null) await this.#lookInVersion(version, rows, read)
    // What the version has not got may stand in the draft: then the comment is on that, and says of which version it was.
    const left = read.flatMap((row, at) => {
      const asked = rows[at]
      const isFound = row.words.kind === "found" || row.words.kind === "often"
      return asked === undefined || isFound ? [] : [{ asked, row }]
    })
    const [asked, toFind] = [left.map((one) => one.asked), left.map(({ row }) => row)]
    await this.#lookFor(session, asked, toFind)
    await this.#lookEverywhere(session, shown, asked, toFind)
    // Words that were typed otherwise, or found elsewhere than the table says, are those of a comment that is there.
    for (const [at, row] of read.entries()) {
      if (row.known !== null || row.words.kind !== "found") continue
      const { exact: text } = row.words.words.quote
      const organizations = [row.organization, organization].filter((one) => one !== null)
      const asked = rows[at]
      if (asked === undefined) continue
      const { sectionId } = row
      row.known = there.find({ organizations, sectionId, text, comment: asked.comment, before: before(asked) })
    }
    return { rows: read }
  }

  /** In a version the numbers of its paragraphs tell as much as words do. */
  async #lookInVersion(version: Version, rows: readonly AskedRow[], read: RowPreview[]): Promise<void> {
    const answers = await this.#deps.places.typed(
      version,
      rows.map(({ section, paragraph, text, sectionId }) => ({
        section,
        paragraph,
        words: text,
        ...(sectionId == null ? {} : { sectionId }),
      })),
    )
    for (const [at, answer] of answers.entries()) {
      const row = read[at]
      if (row === undefined || rows[at]?.sectionId === null) continue
      const inVersion = (place: PlaceFound) => offeredInVersion(version.number, place)
      if (answer.kind === "found") {
        const { place, by } = answer
        const words = { kind: "found" as const, by, words: inVersion(place) }
        Object.assign(row, { sectionId: place.sectionId, isSectionUnknown: false, words })
      } else if (answer.kind === "often") {
        const [first] = answer.places
        const words = { kind: "often" as const, hits: answer.hits, places: answer.places.map(inVersion) }
        Object.assign(row, { sectionId: first?.sectionId ?? row.sectionId, isSectionUnknown: false, words })
      }
    }
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

function offeredInVersion(number: number, place: PlaceFound): WordsOffered {
  const { quote, paragraph } = place
  const version = { number, ...place }
  const around = quote ?? { exact: "", prefix: "", suffix: "" }
  return { quote: around, start: undefined, end: undefined, number: paragraph || null, heading: null, version }
}

function offered({ quote, start, end, number, heading }: FoundWords): WordsOffered {
  return { quote, start, end, number: number?.shown ?? null, heading: heading?.text ?? null }
}
