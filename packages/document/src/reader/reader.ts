import type { TargetsInText } from "@codraft/publication/coverage"
import type { SampleBlock } from "@codraft/publication/sample"
import type {
  Anchor,
  AnchoredThread,
  FindAnswer,
  MarkAnswer,
  MarkRequest,
  MarkWordsAnswer,
  MarkWordsRequest,
  RemarkAnswer,
  RemarkRequest,
} from "../anchor/request.ts"
import type { TypedAnswer, TypedQuote } from "../anchor/typed-request.ts"
import type { AuthoredEntry, AuthorRun } from "../authorship/index.ts"
import type { CanonicalContent } from "../canonical/content.ts"
import type { NumberCounts, NumberSetting } from "../canonical/numbers.ts"
import type { TextGoal } from "../kinds/crossreference/goals.ts"
import type { Goal } from "../kinds/crossreference/words.ts"
import type { TextHits, TextSearch } from "./text-search.ts"
import type { CutFound, CutQuery } from "../passage/find-cut.ts"
import type { FollowAnswer, Followed, FollowRequest } from "../passage/follow/request.ts"
import type { PassageMove, PassageProblem, PassageRequest, PassageRun } from "../passage/request.ts"
import type { FoundInText } from "../abbreviations/index.ts"
import type { SectionHeadings } from "../shape/headings.ts"
import type { SectionLanguage } from "../canonical/reading.ts"
import type { TextAuthors } from "./authorship-shelf.ts"
import type { ClockRange, Inspection, UpdateSummary, ValidateOptions, Validation } from "../update/index.ts"

/** What the section says about its text. */
export interface Language {
  readonly language: string
  readonly dir: "ltr" | "rtl"
  /** What to number, and what came before; nothing is numbered without. */
  readonly numbering?: { readonly setting: NumberSetting; readonly starts: NumberCounts } | undefined
  /** The page that HTML goes into; without, it is a page of its own that comes with its images. */
  readonly page?: PagePlace | undefined
  /** What to look for, if that is the question. */
  readonly search?: TextSearch | undefined
  /** What references to elsewhere lead to; those to this section find their goals themselves. */
  readonly references?: References | undefined
  /** Whose words to find, if that is the question. */
  readonly anchors?: readonly Anchor[] | undefined
  /** The same of words as somebody handed them in. */
  readonly typed?: readonly TypedQuote[] | undefined
}

export interface References {
  /** The section that the text is of. */
  readonly section: string
  /** By `goalKey`; of what is not in it nothing is said. */
  readonly goals: Readonly<Record<string, Goal>>
}

/** What a reference names. */
export interface GoalName {
  readonly section: string
  readonly block?: string
}

export interface PagePlace {
  /** Begins every `id` of the text: several sections may share a page. */
  readonly idPrefix: string
  /** The address under which its images are, by their hashes. */
  readonly imagesAt: string
  /** The address under which the sections are, by their ids, each passage as a fragment: what references lead to. */
  readonly sectionsAt: string
}

/** A question about a text at one position of its log. */
export interface ContentRequest extends Language {
  /** Names the text; what is known of it is kept for the next question. */
  readonly key: string
  readonly position: number
  /** The bytes that make up the text at that position; asked for only if they are needed. */
  parts(): Promise<readonly Uint8Array[]>
}

export interface Counts {
  readonly blocks: number
  readonly words: number
  readonly characters: number
}

export interface Compacted {
  /** The whole text in one update (v1), without the bodies of what was deleted. */
  readonly update: Uint8Array
  readonly clocks: readonly (readonly [client: number, clock: number])[]
  readonly deletes: readonly ClockRange[]
  /** ContentIndex, encoded. */
  readonly index: Uint8Array
}

export interface UpdateCheck {
  readonly summary: UpdateSummary
  readonly validation: Validation
}

/**
 * Everything that needs a document, away from the thread that serves people. Questions about one text are answered in the
 * order asked. It is there from the first, and a failure of the
 * reader fails what is under way and no more: the next question starts it anew.
 */
export interface Reader {
  content(request: ContentRequest): Promise<CanonicalContent>
  /** The content as JSON, HTML or plain text, in UTF-8: bytes, which change threads without a copy. */
  json(request: ContentRequest): Promise<Uint8Array<ArrayBuffer>>
  html(request: ContentRequest): Promise<Uint8Array<ArrayBuffer>>
  text(request: ContentRequest): Promise<Uint8Array<ArrayBuffer>>
  counts(request: ContentRequest): Promise<Counts>
  /** Lines in which something is. The bytes may be those of a later position: what is found is what is there then. */
  search(request: ContentRequest & { readonly search: TextSearch }): Promise<TextHits>
  /** The headings of the text and how much stands under each. */
  headings(request: ContentRequest): Promise<SectionHeadings>
  /** The abbreviations of the text, in the order in which they first stand. */
  abbreviations(request: ContentRequest): Promise<FoundInText>
  /** The targets that the text names, and whether it says anything at all. */
  targets(request: ContentRequest): Promise<TargetsInText>
  /** The numbers that the text uses up if all is numbered: for `countsAfter`. */
  numberCounts(request: ContentRequest): Promise<NumberCounts>
  /** What of the text a reference may lead to, with its number. */
  goals(request: ContentRequest): Promise<readonly TextGoal[]>
  /** What the references of the text name, each once. */
  referred(request: ContentRequest): Promise<readonly GoalName[]>
  /** The threads that have words in the text, in its order. */
  anchoredThreads(request: ContentRequest): Promise<readonly AnchoredThread[]>
  /** Where the words of anchors are, in the order asked; nothing is marked. */
  findWords(request: ContentRequest & { readonly anchors: readonly Anchor[] }): Promise<readonly FindAnswer[]>
  /** Where words are that somebody handed in, also with other signs or a part left out, in the order asked. */
  findTyped(request: ContentRequest & { readonly typed: readonly TypedQuote[] }): Promise<readonly TypedAnswer[]>
  /** The change that puts a thread's mark on its words, or why there is none. */
  markWords(request: MarkWordsRequest): Promise<MarkWordsAnswer>
  /** The same for many threads, in one change. */
  markAll(request: MarkRequest): Promise<MarkAnswer>
  /** The change that marks again what lost its words and stands in the text in one place, with what was before or behind it. */
  remarkLost(request: RemarkRequest): Promise<RemarkAnswer>
  /** The first update of a new text: the given blocks, or an empty paragraph. */
  seed(blocks: readonly SampleBlock[], by: SeedBy): Promise<Uint8Array>
  /** A paragraph for a text that has no block left; null if it has one. */
  refill(parts: readonly Uint8Array[], clientId: number): Promise<Uint8Array | null>
  /** The two changes that move a passage from one text into another, or why there are none. */
  movePassage(request: PassageRequest): Promise<PassageMove | PassageProblem>
  /** The entry that took blocks out of a text. */
  findCut(query: CutQuery): Promise<CutFound>
  /** What becomes of words that were written into a passage when it had gone to another text. */
  followPassage(request: FollowRequest): Promise<FollowAnswer>
  /** Has a text, with what was written late in it, say that this is gone; and takes out the blocks that followed their passage. */
  takeOutLate(parts: readonly Uint8Array[], strays: Followed["strays"]): Promise<Uint8Array>
  /** inspectUpdate for a large update. Rejects with MalformedUpdateError. */
  inspect(update: Uint8Array): Promise<Inspection>
  /** inspectUpdate and validateUpdate at once, so that only a summary comes back. Rejects with MalformedUpdateError. */
  check(update: Uint8Array, index: Uint8Array, options?: ValidateOptions): Promise<UpdateCheck>
  /** The content of a text that is not kept, such as a moment of the past; JSON, so that no large tree crosses between threads. */
  moment(parts: readonly Uint8Array[], section: Language, format: "json" | "html"): Promise<string>
  /** `compareContents` of two such texts, in which references say what their readers see. */
  compare(before: readonly Uint8Array[], after: readonly Uint8Array[], section: Language): Promise<ComparedTexts>
  /** Up to which entry of its log the authors of a text are known; 0 if they are not kept. */
  authorsPosition(key: string): Promise<number>
  /** Takes in the entries after a position, if the text stands there; answers where it stands then. */
  foldAuthors(key: string, after: number, entries: readonly AuthoredEntry[]): Promise<number>
  /** All that is known of the authors of a text, to be kept elsewhere; null if they are not kept here. */
  encodedAuthors(key: string): Promise<Uint8Array | null>
  /** Goes on from what `encodedAuthors` gave at a position, unless more is known. Rejects if it cannot be read. */
  restoreAuthors(key: string, position: number, encoded: Uint8Array): Promise<void>
  /**
   * Who wrote what, by what was taken in; null if that is not kept. What is from before `since` has no time. `moment`: of the
   * text as these earlier bytes have it.
   */
  authors(
    key: string,
    section: SectionLanguage,
    since: number,
    moment?: readonly Uint8Array[],
  ): Promise<TextAuthors | null>
  /** Whose these characters of a text are, by what was taken in; null if that is not kept. */
  authorRuns(key: string, spans: readonly PassageRun[]): Promise<AuthorRun[] | null>
  /** The paragraphs that changed between two such texts, of others than one person if asked: how many, and JSON of `ChangedLine[]`. */
  changes(
    before: readonly Uint8Array[],
    after: readonly Uint8Array[],
    section: SectionLanguage,
    others?: OthersOnly,
  ): Promise<{ readonly count: number; readonly lines: string }>
  /** One update for all the parts, and what the room keeps in memory about it. */
  compact(parts: readonly Uint8Array[]): Promise<Compacted>
  /** What the parts hold beyond a state vector (v1), with all deletes. */
  diff(parts: readonly Uint8Array[], stateVector: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

export interface ComparedTexts {
  readonly json: string
  /** What is referred to in either text, and `section.references` has no answer for. */
  readonly unknown: readonly GoalName[]
}

/** Leaves out what this person did since then, by the authors that are kept under the key. */
export interface OthersOnly {
  readonly key: string
  readonly person: string
  readonly since: number
}

export interface SeedBy {
  readonly clientId: number
  readonly language: string
  readonly dir: "ltr" | "rtl"
}

/** The reader stopped, or could not take the question; asking again may succeed, unless it is the text that cannot be read. */
export class ReaderError extends Error {
  override readonly name = "ReaderError"
  readonly isOfText: boolean

  constructor(message: string, { isOfText = false, ...options }: ErrorOptions & { isOfText?: boolean } = {}) {
    super(message, options)
    this.isOfText = isOfText
  }
}
