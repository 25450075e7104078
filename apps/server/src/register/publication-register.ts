import { fold } from "@codraft/document/search"
import {
  answerOf,
  directionOf,
  displayMember,
  flatOutline,
  isInRegister,
  type OnBehalf,
  organizationOf,
  outline,
  type OutlineNode,
  type PersonId,
  type Publication,
  type PublicationId,
  type RegisterFilter,
  registerWords,
  type Thread,
  versionLabel,
  targetKeysOf,
  gap,
} from "@codraft/publication"
import type { Publications } from "../publications/publications.ts"
import type { PublicationReview, ThreadNow } from "../review/publication-review.ts"
import { annotationCollection } from "../review/web-annotation.ts"
import type { Session } from "../sessions.ts"
import { placeWords } from "./place-in-version.ts"
import { type Sheet, type SheetFormat, type SheetGroup, type SheetRow, sheetRowsMax } from "./sheet.ts"
import { type SheetPress, SheetTooLargeError } from "./sheet-press.ts"
import { inWords, stamp } from "./when.ts"
import { type SheetLanguage, type SheetWords, sheetWords } from "./words.ts"

interface RegisterDeps {
  publications: Pick<Publications, "view" | "whole">
  review: Pick<PublicationReview, "register">
  press: SheetPress
  /** The origin under which people open this server. */
  origin: string
  now: () => number
}

export interface RegisterAsked {
  filter: RegisterFilter
  /** Words that must all be in it. */
  query: string
}

export interface RegisterFile {
  /** Without its ending: what it is, of what, and when. */
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** More comments than a file of this kind holds. */
export class RegisterTooLongError extends Error {
  override name = "RegisterTooLongError"
}

/** The register of comments as files: of what the caller reads, and no more. */
export class PublicationRegister {
  readonly #deps: RegisterDeps

  constructor(deps: RegisterDeps) {
    this.#deps = deps
  }

  /** null for a publication that is not the caller's. */
  async file(
    session: Session,
    id: PublicationId,
    asked: RegisterAsked,
    { format, language }: { format: SheetFormat; language: SheetLanguage },
  ): Promise<RegisterFile | null> {
    const found = await this.#found(session, id, asked)
    if (found === null) return null
    const { shown, threads } = found
    const max = sheetRowsMax[format]
    if (threads.length > max)
      throw new RegisterTooLongError(
        `These are ${threads.length} comments, and a file of this kind holds ${max}. Filter the register first.`,
      )
    const sheet = this.#sheet(found, language)
    const bytes = await this.#deps.press.render(sheet, format).catch((error: unknown) => {
      if (!(error instanceof SheetTooLargeError)) throw error
      throw new RegisterTooLongError(
        `What these ${threads.length} comments say is more than a file of this kind holds. Filter the register first.`,
        { cause: error },
      )
    })
    return { name: `${sheetWords[language].title} - ${shown.title} - ${this.#day(shown)}`, bytes }
  }

  /** The same as annotations of the Web Annotation Data Model. */
  async annotations(session: Session, id: PublicationId, asked: RegisterAsked): Promise<RegisterFile | null> {
    const found = await this.#found(session, id, asked)
    if (found === null) return null
    const { shown, threads, people } = found
    const collection = annotationCollection(
      { threads, people },
      {
        origin: this.#deps.origin,
        publicationId: id,
        sectionId: asked.filter.section,
        title: shown.title,
        language: shown.originalLanguage,
      },
    )
    const bytes = new TextEncoder().encode(JSON.stringify(collection))
    return { name: `${shown.title} - ${this.#day(shown)}`, bytes }
  }

  async #found(session: Session, id: PublicationId, { filter, query }: RegisterAsked): Promise<Found | null> {
    const { publications, review } = this.#deps
    const page = await review.register(session, id, { after: null, limit: Number.POSITIVE_INFINITY })
    const [shown, whole] = [publications.view(session, id)?.publication, publications.whole(session, id)]
    if (page === null || shown === undefined || whole === null) return null
    const words = fold(query).split(/\s+/).filter(Boolean)
    const threads = page.threads.filter((one) => {
      if (!isInRegister(filter, one.thread, session.personId)) return false
      if (words.length === 0) return true
      const all = fold(registerWords(shown, one).join("\n"))
      return words.every((word) => all.includes(word))
    })
    return { shown, whole, threads, people: page.people, total: page.total }
  }

  #sheet({ shown, whole, threads, total }: Found, language: SheetLanguage): Sheet {
    const nodes = new Map(flatOutline(outline(shown)).map((node) => [node.section.id, node]))
    const groups: SheetGroup[] = []
    let last: string | null | undefined
    for (const one of inGroups(threads)) {
      const { sectionId } = one.thread
      const node = sectionId === null ? undefined : nodes.get(sectionId)
      const beside = sectionId === null ? sectionOfVersion(whole, sheetWords[language], one.thread) : null
      if (last !== (beside ?? sectionId)) {
        const section = node && { ...of(node.section), number: numberOf(node, language) }
        const named = beside === null ? null : { number: "", title: beside, language, dir: "ltr" as const }
        groups.push({ section: section ?? named, isThere: sectionId === null || node !== undefined, rows: [] })
        last = beside ?? sectionId
      }
      groups.at(-1)?.rows.push(this.#row(shown, whole, one, language))
    }
    return {
      language,
      publication: {
        title: shown.title,
        language: shown.originalLanguage,
        dir: directionOf(shown.originalLanguage),
      },
      at: inWords(this.#deps.now(), shown.timeZone, language),
      total,
      groups,
    }
  }

  #row(shown: Publication, whole: Publication, one: ThreadNow, language: SheetLanguage): SheetRow {
    const { thread, place, quote, isRemoved } = one
    const { assignee, onBehalf } = thread
    const organization = organizationOf(thread)
    const words = sheetWords[language]
    const author = displayMember(shown, thread.author)
    const said = (body: string) =>
      body.replace(mention, (_, id: string) => `@${displayMember(shown, id as PersonId).name}`)
    const where = `${thread.sectionId === null ? "" : `/s/${thread.sectionId}`}#thread-${thread.id}`
    return {
      paragraph: place?.number ?? place?.heading ?? "",
      version: placeOf(whole, words, thread),
      text: quote ?? thread.anchor?.quote.exact ?? null,
      isRemoved,
      organization: shown.organizations[organization]?.name ?? organization,
      author: onBehalf === undefined ? (author.isOrganizationOnly ? "" : author.name) : receivedWords(words, onBehalf),
      date: stamp(thread.at, shown.timeZone),
      comment: said(thread.comments[0]?.body ?? ""),
      targets: targetKeysOf(thread)
        .map((key) => (key === gap ? words.gap : key))
        .join(", "),
      kind: words.kinds[thread.kind],
      state: thread.state,
      outcome: thread.outcome,
      response: said(answerOf(whole, thread) ?? ""),
      assignee:
        assignee === null
          ? ""
          : "person" in assignee
            ? displayMember(shown, assignee.person).name
            : (shown.organizations[assignee.organization]?.name ?? assignee.organization),
      due: thread.due ?? "",
      link: `${this.#deps.origin}/p/${shown.id}${where}`,
    }
  }

  #day({ timeZone }: Publication): string {
    return stamp(this.#deps.now(), timeZone).slice(0, "2016-11-30".length)
  }
}

interface Found {
  /** As the caller sees it. */
  shown: Publication
  whole: Publication
  threads: ThreadNow[]
  people: Record<PersonId, { name: string; organization: string }>
  total: number
}

const mention = /@\{([a-z0-9][a-z0-9-]{0,63})\}/g

function of({ title, language, dir }: { title: string; language: string; dir: "ltr" | "rtl" }) {
  return { title, language, dir }
}

function numberOf({ number, annexLetter, depth }: OutlineNode, language: SheetLanguage): string {
  return annexLetter !== null && depth === 0 ? `${sheetWords[language].annex} ${annexLetter}` : number
}

function placeOf(publication: Publication, words: SheetWords, { version }: Pick<Thread, "version">): string {
  if (version === undefined) return ""
  return placeWords(words, { ...version, label: versionLabel(publication, version.number) })
}

/** Those on a version alone stand behind the general ones, each section by itself. */
function inGroups(threads: readonly ThreadNow[]): ThreadNow[] {
  const place = ({ thread: { sectionId, version } }: ThreadNow) =>
    sectionId !== null || version === undefined ? "" : `${version.number} ${version.sectionNumber}`
  const beside = threads.filter((one) => place(one) !== "")
  if (beside.length === 0) return [...threads]
  const general = threads.filter(({ thread }) => thread.sectionId === null && thread.version === undefined)
  const rest = threads.filter(({ thread }) => thread.sectionId !== null)
  const byPlace = new Intl.Collator("en", { numeric: true }).compare
  return [...general, ...beside.toSorted((a, b) => byPlace(place(a), place(b))), ...rest]
}

/** "Rev.1, section 7.2": where a comment stands for whoever reads the version and not that section of the draft. */
function sectionOfVersion(
  publication: Publication,
  words: SheetWords,
  { version }: Pick<Thread, "version">,
): string | null {
  if (version === undefined) return null
  return placeWords(words, { ...version, paragraph: "", label: versionLabel(publication, version.number) })
}

function receivedWords({ sources, received }: SheetWords, { source, date, file }: OnBehalf): string {
  const by = Object.entries(sources).find(([known]) => known === source)?.[1] ?? source
  return [`${received} ${by}`, date, file].filter(Boolean).join(", ")
}
