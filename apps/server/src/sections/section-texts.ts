import type { GivenHeading } from "@codraft/document/seed"
import {
  directionOf,
  type PassageOutcome,
  type PassagePlan,
  type Section,
  type SectionId,
  type Shape,
  type WantedWords,
  type WordsAnswer,
} from "@codraft/publication"
import type { Facts, Written } from "@codraft/sync/server"
import type { ThreadsThere } from "./passages.ts"
import type { GoingThread } from "../review/going-threads.ts"

/** What the service needs from the rooms, since every write to a text goes through its room. */
export interface SectionTexts {
  /** Writes the first paragraph of a new section, or the headings that its template gives it, and these facts in the same append. */
  begin(sectionId: SectionId, author: string, facts: Facts, headings: readonly GivenHeading[]): Promise<Written>
  /** Writes headings into a text without words, and these facts; rejects with `TextNotEmptyError` where words stand. */
  shape(sectionId: SectionId, author: string, facts: Facts, headings: readonly GivenHeading[]): Promise<Written>
  /** Appends facts that open the text to more readers, once the bodies of deleted words are dropped: those may not travel. */
  widen(sectionId: SectionId, author: string, facts: Facts): Promise<Written>
  /**
   * Moves a passage between two texts, with facts that follow from what the texts answer; `written` hears of them before anybody writes to
   * either text again. Rejects with PassageRefused.
   */
  move(
    plan: PassagePlan,
    author: string,
    there: ThreadsThere,
    complete: (outcome: PassageOutcome, going: readonly GoingThread[]) => Facts,
    written: (facts: Written["facts"]) => void,
  ): Promise<Written>
  /** Appends facts that follow from where the text has these words, with their mark. Rejects as `complete` does. */
  comment(
    section: Section,
    words: WantedWords,
    complete: (answer: WordsAnswer) => Facts,
  ): Promise<Pick<Written, "facts">>
  /** The images that the text shows now, by their hashes. */
  images(sectionId: SectionId): Promise<ReadonlySet<string>>
}

/** Words stand in the text already. */
export class TextNotEmptyError extends Error {
  override readonly name = "TextNotEmptyError"
}

/** What a template gives, as the document takes it. */
export function headingsGiven(shape: Shape | undefined, language = ""): GivenHeading[] {
  return (shape?.parts ?? []).map(({ blockId, heading, level, language: own }) => ({
    blockId,
    text: heading,
    level,
    ...(own === language ? {} : { language: own, dir: directionOf(own) }),
  }))
}
