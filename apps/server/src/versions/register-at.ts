import type { NumberCounts } from "@codraft/document/canonical"
import type { Reader } from "@codraft/document/reader"
import {
  answerOf,
  commentsForRegister,
  displayMember,
  type FreezePlan,
  numberingOf,
  organizationOf,
  type PersonId,
  type Publication,
  type SectionId,
  streams,
  targetKeysOf,
  type Thread,
  versionLabel,
} from "@codraft/publication"
import { wellFormed } from "@codraft/publish/content"
import { canonicalBytes } from "@codraft/publish/manifest"
import type { Snapshots } from "@codraft/storage"
import type { PastTexts } from "../sections/past-texts.ts"
import type { Moment } from "./freezing.ts"
import type { KeptRegister, KeptRow } from "./kept-register.ts"

interface RegisterAtDeps {
  past: Pick<PastTexts, "partsFrom">
  snapshots: Pick<Snapshots, "get">
  reader: Pick<Reader, "anchoredThreads">
}

/** Where the numbers of each section begin in the version. */
type Starts = ReadonlyMap<SectionId, NumberCounts>
type Anchored = Awaited<ReturnType<Reader["anchoredThreads"]>>[number]

/** The register of comments as it is kept: as facts and texts stood at the cut, with the numbers of the version. */
export async function registerAt(
  moment: Moment,
  { sections }: Pick<FreezePlan, "sections">,
  starts: Starts,
  deps: RegisterAtDeps,
): Promise<Uint8Array<ArrayBuffer>> {
  const { publication, threads } = moment
  const comments = commentsForRegister(publication, threads, sections)
  const rows = (comments.get(null) ?? []).map((thread) => rowOf(publication, thread, undefined))
  for (const id of sections) {
    const ofSection = comments.get(id) ?? []
    if (ofSection.length === 0) continue
    const words = await wordsAt(moment, id, starts.get(id), deps)
    rows.push(...inOrder(ofSection, words).map((thread) => rowOf(publication, thread, words.get(thread.id))))
  }
  const register: KeptRegister = { format: "codraft.register", formatVersion: 1, rows }
  return canonicalBytes(wellFormed(register))
}

/** By thread, where its words stood. */
async function wordsAt(
  { publication, cut }: Moment,
  id: SectionId,
  starts: NumberCounts | undefined,
  { past, snapshots, reader }: RegisterAtDeps,
): Promise<ReadonlyMap<string, Anchored>> {
  const section = publication.sections[id]
  if (section === undefined) return new Map()
  const { language, dir } = section
  const position = cut.texts.get(id) ?? 0
  const found = await reader.anchoredThreads({
    // Not the name of the text as it goes on: what is known of that stays as new as it is.
    key: `${id} as frozen`,
    position,
    parts: async () => past.partsFrom(id, position, await snapshots.get(streams.text(id))),
    language,
    dir,
    numbering: starts && { setting: numberingOf(section), starts },
  })
  return new Map(found.map((place) => [place.threadId, place]))
}

/** Those on the section as a whole, then in the order of its words, then those whose words are gone; each by time. */
function inOrder(comments: readonly Thread[], words: ReadonlyMap<string, Anchored>): Thread[] {
  const place = ({ id, anchor }: Thread) => (anchor === null ? -1 : (words.get(id)?.at ?? Number.POSITIVE_INFINITY))
  return comments.toSorted((a, b) => {
    const [before, after] = [place(a), place(b)]
    return before === after ? 0 : before - after
  })
}

function rowOf(publication: Publication, thread: Thread, words: Anchored | undefined): KeptRow {
  const { sectionId, anchor, at, comments, kind, state, outcome } = thread
  const organization = organizationOf(thread)
  const said = (body: string) => withoutNames(publication, body)
  return {
    section: sectionId,
    paragraph: words?.number?.shown ?? words?.heading?.text ?? "",
    ...placeIn(publication, thread),
    text: words?.words ?? anchor?.quote.exact ?? null,
    isRemoved: anchor !== null && words === undefined,
    organization: publication.organizations[organization]?.name ?? organization,
    at,
    comment: said(comments[0]?.body ?? ""),
    targets: targetKeysOf(thread),
    kind,
    state,
    outcome,
    response: said(answerOf(publication, thread) ?? ""),
  }
}

function placeIn(publication: Publication, { version }: Thread): Pick<KeptRow, "version"> {
  if (version === undefined) return {}
  const { number, kind, paragraph, sectionNumber } = version
  return { version: { label: versionLabel(publication, number), kind, paragraph, sectionNumber } }
}

/** Who is mentioned is mentioned as an organization. */
function withoutNames(publication: Publication, body: string): string {
  return body.replace(mention, (_, id: string) => `@${displayMember(publication, id as PersonId).organization}`)
}

const mention = /@\{([a-z0-9][a-z0-9-]{0,63})\}/g
