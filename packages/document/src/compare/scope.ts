import type { BlockHead, Inline, OwnCaption } from "../canonical/index.ts"
import type {
  CaptionChange,
  ChangedImage,
  ChangedLine,
  ChangedTable,
  ChangedUnknown,
  LinePart,
  MovedPassage,
  NoteChange,
  PassageChange,
} from "./comparison.ts"
import { keyOf, type NoteNames, passageKey, textOfPassage } from "./keys.ts"
import type { NotePairing } from "./note-pairing.ts"
import { type Pair, pairUnits } from "./pairing.ts"
import { isLine, type ItemPassage, languageOf, type Line, markOf, type Passage } from "./passages.ts"
import { same } from "./sequence.ts"
import { compareTables } from "./tables.ts"
import type { NameOf } from "./tokens.ts"
import { type Divided, dividedLines } from "./divided.ts"
import { type DividedLines, withDivided } from "./dividing.ts"
import { compareDivided, compareLines } from "./words.ts"

type OnBothSides<T> = readonly [before: T, after: T]

/** What is around the texts that are compared: the language, and what the notes of each are called. */
export class Scope {
  readonly isReversed: boolean
  readonly languages: OnBothSides<string>
  readonly names: OnBothSides<NoteNames>

  constructor(languages: OnBothSides<string>, names: OnBothSides<NoteNames>, isReversed: boolean) {
    this.languages = languages
    this.names = names
    this.isReversed = isReversed
  }

  /** The same around something inside, which may have a language of its own. */
  within(
    { language: before }: BlockHead,
    { language: after }: BlockHead,
    names: OnBothSides<NoteNames> = this.names,
  ): Scope {
    const languages = [before ?? this.languages[0], after ?? this.languages[1]] as const
    return new Scope(languages, names, this.isReversed)
  }

  passages(before: readonly Passage[], after: readonly Passage[]): PassageChange[] {
    const keysBefore = new Map(before.map((passage) => [passage, this.#key(passage, 0)]))
    const keysAfter = new Map(after.map((passage) => [passage, this.#key(passage, 1)]))
    const unitsOf = (passages: readonly Passage[], keys: ReadonlyMap<Passage, string>) =>
      passages.map((passage) => ({
        id: passage.id,
        key: keys.get(passage) ?? "",
        sort: isLine(passage) ? "line" : passage.type,
        text: textOfPassage(passage),
      }))
    const pairs = pairUnits(unitsOf(before, keysBefore), unitsOf(after, keysAfter), this.isReversed)
    const renumbered = renumberedItems(before, after, pairs)
    const together = (was: Passage, now: Passage) => {
      const isSame = keysBefore.get(was) === keysAfter.get(now) && !renumbered.has(now)
      return isSame ? same(was, now) : this.#changed(was, now)
    }
    const different = pairs.filter(([i, j]) => {
      const [was, now] = [before[i], after[j]]
      return was && now && keysBefore.get(was) !== keysAfter.get(now)
    })
    return withDivided(before, after, pairs, this.#divided(before, after, different), together)
  }

  /** Lines that were divided, and lines that were made one; a line of which both could be said is neither. */
  #divided(before: readonly Passage[], after: readonly Passage[], pairs: readonly Pair[]): DividedLines {
    const split = dividedLines(before, after, pairs, (one, several) => this.#dividedWords(one, several, false))
    const turned = pairs.map(([i, j]): Pair => [j, i])
    const joined = dividedLines(after, before, turned, (one, several) => this.#dividedWords(one, several, true))
    const counterparts = new Map(pairs)
    const within = ({ first, last }: Divided, at: number) => at >= first && at <= last
    const isBoth = (part: Divided, whole: Divided) =>
      within(part, whole.one) && within(whole, part.one) && counterparts.get(part.one) === whole.one
    return {
      split: split.filter((part) => !joined.some((whole) => isBoth(part, whole))),
      joined: joined.filter((whole) => !split.some((part) => isBoth(part, whole))),
    }
  }

  #dividedWords(one: Line, several: readonly Line[], isJoined: boolean): LinePart[][] {
    const [here, there] = isJoined ? ([1, 0] as const) : ([0, 1] as const)
    const side = (line: Line, of: 0 | 1) => ({
      content: line.content,
      language: languageOf(line, this.languages[of]),
      nameOf: (part: Parameters<NameOf>[0]) => keyOf(part, this.names[of]),
    })
    return compareDivided(
      side(one, here),
      several.map((line) => side(line, there)),
      isJoined,
    )
  }

  /** What became of a passage that stands in another text. */
  passage(before: Passage, after: Passage): MovedPassage {
    return this.#key(before, 0) === this.#key(after, 1) ? same(before, after) : this.#changed(before, after)
  }

  line(before: readonly Inline[], after: readonly Inline[], languages = this.languages): LinePart[] {
    const [was, now] = this.names
    return compareLines(
      { content: before, language: languages[0], nameOf: (part) => keyOf(part, was) },
      { content: after, language: languages[1], nameOf: (part) => keyOf(part, now) },
    )
  }

  caption(before: OwnCaption | undefined, after: OwnCaption | undefined): CaptionChange | null {
    if (before === undefined) return after === undefined ? null : { kind: "added", after }
    if (after === undefined) return { kind: "removed", before }
    if (keyOf(before, this.names[0]) === keyOf(after, this.names[1])) return same(before, after)
    return this.#words(before, after)
  }

  notes(notes: NotePairing): NoteChange[] {
    const changes = notes.after.map((after, j): NoteChange => {
      const i = notes.pairs.find((pair) => pair[1] === j)?.[0]
      const before = i === undefined ? undefined : notes.before[i]
      if (i === undefined || before === undefined) return { kind: "added", number: j, after }
      const numbers = { before: i, after: j }
      const isSame = keyOf(before, this.names[0]) === keyOf(after, this.names[1])
      return isSame ? { ...same(before, after), numbers } : { ...this.#words(before, after), numbers }
    })
    const kept = new Set(notes.pairs.map(([i]) => i))
    const removed = notes.before.flatMap((before, number): NoteChange[] =>
      kept.has(number) ? [] : [{ kind: "removed", number, before }],
    )
    return [...changes, ...removed]
  }

  #words<H extends { readonly content: readonly Inline[]; readonly language?: string }>(before: H, after: H) {
    const { content: was, ...looksBefore } = before
    const { content: now, ...looksAfter } = after
    const languages = [before.language ?? this.languages[0], after.language ?? this.languages[1]] as const
    const line = this.line(was, now, languages)
    return { kind: "changed" as const, before: looksBefore, after: looksAfter, line }
  }

  #changed(before: Passage, after: Passage): ChangedLine | ChangedTable | ChangedImage | ChangedUnknown {
    if (isLine(before) && isLine(after)) return this.#changedLine(before, after)
    if (before.type === "table" && after.type === "table") return compareTables(before, after, this)
    if (before.type === "image" && after.type === "image") {
      const { caption: was, ...looksBefore } = before
      const { caption: now, ...looksAfter } = after
      const caption = this.caption(was, now)
      return {
        kind: "changed",
        type: "image",
        before: looksBefore,
        after: looksAfter,
        ...(caption === null ? {} : { caption }),
      }
    }
    return { kind: "changed", type: "unknown", before, after }
  }

  #changedLine(before: Line, after: Line): ChangedLine {
    const { content: was, ...looksBefore } = before
    const { content: now, ...looksAfter } = after
    const languages = [languageOf(before, this.languages[0]), languageOf(after, this.languages[1])] as const
    return {
      kind: "changed",
      type: "line",
      before: looksBefore,
      after: looksAfter,
      line: this.line(was, now, languages),
    }
  }

  #key(passage: Passage, side: 0 | 1): string {
    return passageKey(passage, this.names[side], this.languages[side])
  }
}

/** Items whose numbers begin anew, or do so no more, though what is before them is the same. */
function renumberedItems(
  before: readonly Passage[],
  after: readonly Passage[],
  pairs: readonly Pair[],
): ReadonlySet<Passage> {
  const counterparts = new Map(pairs.map(([i, j]) => [j, i]))
  const found = new Set<Passage>()
  for (const [i, j] of pairs) {
    const [was, now] = [before[i], after[j]]
    if (was?.type !== "item" || now?.type !== "item") continue
    const isInPlace = i === 0 ? j === 0 : counterparts.get(j - 1) === i - 1
    const bothBegin = was.opens === true && now.opens === true
    if (bothBegin ? startOf(was) !== startOf(now) : isInPlace && was.opens !== now.opens) found.add(now)
  }
  return found
}

function startOf(item: ItemPassage): number {
  return markOf(item).start ?? 1
}
