import { fold } from "@codraft/document/search"
import {
  answerOf,
  CommentKindSchema,
  isInRegister,
  organizationOf,
  type OutlineNode,
  type PersonId,
  type Publication,
  registerWords,
  targetKeysOf,
  type Thread,
  ThreadStateSchema,
  versionLabel,
} from "@codraft/publication"
import { plainBody } from "../comments/mentions.ts"
import { receivedWords } from "../comments/sources.ts"
import { versionPlaceWords } from "../comments/version-place.tsx"
import { m } from "../language/language.ts"
import { numberWords } from "../contents/section-words.ts"
import type { RegisterSearch, Sorting } from "./register-address.ts"

/** A comment as the server answers it. */
export interface FetchedRow {
  thread: Thread
  place: { block: string | null; kind: string; number: string | null; heading: string | null } | null
  quote: string | null
  isRemoved: boolean
}

/** A comment as the table shows it. */
export interface Row {
  id: string
  thread: Thread
  /** Where it stands in the publication. */
  at: number
  section: { number: string; title: string; language: string; dir: "ltr" | "rtl" } | null
  /** "Rev.1, section 7.2", of a comment on a version whose section of the draft this person does not read. */
  beside: string | null
  paragraph: string
  /** Of a comment on a version: which, and where in it; and what is said where the draft has other words by now. */
  version: string | null
  changedSince: string | null
  /** The words now; of words that are gone, those that were commented on. */
  quote: string | null
  isRemoved: boolean
  comment: string
  targets: string[]
  organization: string
  /** How it came, of what came by another way. */
  received: string | null
  answer: string
  /** Made when somebody searches. */
  folded: string | null
}

export function rowsOf(publication: Publication, nodes: readonly OutlineNode[], fetched: readonly FetchedRow[]): Row[] {
  const bySection = new Map(
    nodes.map((node) => {
      const { section } = node
      const { title, language, dir } = section
      return [section.id, { number: numberWords(node), title, language, dir }] as const
    }),
  )
  return fetched.map(({ thread, place, quote, isRemoved }, at) => {
    const organization = organizationOf(thread)
    return {
      id: thread.id,
      thread,
      at,
      section: (thread.sectionId === null ? undefined : bySection.get(thread.sectionId)) ?? null,
      beside: besideDraft(publication, thread),
      paragraph: place?.number ?? place?.heading ?? "",
      ...ofVersion(publication, thread),
      quote: quote ?? thread.anchor?.quote.exact ?? null,
      isRemoved,
      comment: plainBody(publication, thread.comments[0]?.body ?? ""),
      targets: targetKeysOf(thread),
      organization: publication.organizations[organization]?.name ?? organization,
      received: receivedWords(publication, thread),
      answer: plainBody(publication, answerOf(publication, thread) ?? ""),
      folded: null,
    }
  })
}

function besideDraft(publication: Publication, { sectionId, version }: Thread): string | null {
  return sectionId === null && version !== undefined
    ? versionPlaceWords(publication, { ...version, paragraph: "" })
    : null
}

function ofVersion(publication: Publication, { version }: Thread): Pick<Row, "version" | "changedSince"> {
  if (version === undefined) return { version: null, changedSince: null }
  return {
    version: versionPlaceWords(publication, version),
    changedSince: m.comments_changed_since({ version: versionLabel(publication, version.number) }),
  }
}

/** Those that the address asks for, in the order that it asks for. */
export function shownRows(
  publication: Publication,
  rows: readonly Row[],
  search: RegisterSearch,
  personId: PersonId,
): Row[] {
  const words = fold(search.q ?? "")
    .split(/\s+/)
    .filter(Boolean)
  const found = rows.filter((row) => {
    if (!isInRegister(search, row.thread, personId)) return false
    if (words.length === 0) return true
    const { thread, quote } = row
    row.folded ??= fold(registerWords(publication, { thread, quote }).join("\n"))
    const { folded } = row
    return words.every((word) => folded.includes(word))
  })
  if (search.sort === undefined) return found
  const compare = orders[search.sort]
  const sign = search.down === true ? -1 : 1
  return found.sort((a, b) => sign * compare(a, b) || a.at - b.at)
}

const byName = new Intl.Collator(["en", "fr", "es"], { numeric: true }).compare

const orders: Record<Exclude<Sorting, "place">, (a: Row, b: Row) => number> = {
  organization: (a, b) => byName(a.organization, b.organization),
  kind: (a, b) => indexIn(CommentKindSchema.options, a.thread.kind) - indexIn(CommentKindSchema.options, b.thread.kind),
  state: (a, b) =>
    indexIn(ThreadStateSchema.options, a.thread.state) - indexIn(ThreadStateSchema.options, b.thread.state) ||
    byName(a.thread.outcome ?? "", b.thread.outcome ?? ""),
  // What names no target comes last.
  target: (a, b) => byName(a.targets[0] ?? "\uFFFF", b.targets[0] ?? "\uFFFF"),
  date: (a, b) => a.thread.at - b.thread.at,
}

function indexIn(all: readonly string[], one: string): number {
  return all.indexOf(one)
}
