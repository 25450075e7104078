import { type BlockNumber, headingMark, subparagraphMark } from "../../canonical/numbers.ts"
import { digits, primary } from "../../canonical/signs.ts"
import type { CrossReference } from "./canonical.ts"
import type { GoalKind } from "./form.ts"

/** What a reference leads to, as far as whoever reads it may know. */
export type Goal =
  | {
      readonly state: "there"
      /** Absent where nothing counts it. */
      readonly number?: GoalNumber
      /** The words of a heading or section, which stand for one without a number. */
      readonly title?: string
    }
  | { readonly state: "gone" }
  /** In a section that the reader may not read, or that does not exist: which of the two is not told. */
  | { readonly state: "hidden" }

/** A section's number comes from the outline: `3.1`, and of an annex its letter. */
export type GoalNumber =
  | Pick<BlockNumber, "kind" | "at">
  | { readonly kind: "section" | "annex"; readonly label: string }

export interface ShownReference {
  readonly words: string
  /** `broken`: the goal is gone, or has no number any more; `hidden`: the reader is not to know. */
  readonly state: "there" | "broken" | "hidden"
}

type Noun = "chapter" | "section" | "annex" | "paragraph" | "subparagraph" | "table" | "figure"

interface Wording {
  readonly nouns: Readonly<Record<Noun, string>>
  /** The place of the noun's number is behind it, save where `around` says otherwise. */
  readonly around?: (noun: string, label: string) => string
  readonly comma: string
  readonly hidden: string
  readonly quotes: readonly [string, string]
}

/**
 * How a reference says its goal. NOTE: languages that inflect have abbreviations or bare nominatives, which fit behind any
 * preposition that a writer sets before them.
 */
const wordings: Readonly<Record<string, Wording>> = {
  en: {
    nouns: nouns("chapter", "section", "annex", "paragraph", "subparagraph", "table", "figure"),
    comma: ", ",
    hidden: "another section",
    quotes: ["\u201C", "\u201D"],
  },
  fr: {
    nouns: nouns("chapitre", "section", "annexe", "paragraphe", "alinéa", "tableau", "figure"),
    comma: ", ",
    hidden: "une autre section",
    quotes: ["«\u00A0", "\u00A0»"],
  },
  es: {
    nouns: nouns("capítulo", "sección", "anexo", "párrafo", "apartado", "cuadro", "figura"),
    comma: ", ",
    hidden: "otra sección",
    quotes: ["«", "»"],
  },
  ar: {
    nouns: nouns("الفصل", "القسم", "المرفق", "الفقرة", "الفقرة الفرعية", "الجدول", "الشكل"),
    comma: "، ",
    hidden: "قسم آخر",
    quotes: ["«", "»"],
  },
  de: {
    nouns: nouns("Kapitel", "Abschnitt", "Anhang", "Absatz", "Unterabsatz", "Tabelle", "Abbildung"),
    comma: ", ",
    hidden: "ein anderer Abschnitt",
    quotes: ["\u201E", "\u201C"],
  },
  it: {
    nouns: nouns("capitolo", "sezione", "allegato", "paragrafo", "lettera", "tabella", "figura"),
    comma: ", ",
    hidden: "un\u2019altra sezione",
    quotes: ["«", "»"],
  },
  pt: {
    nouns: nouns("capítulo", "secção", "anexo", "parágrafo", "alínea", "quadro", "figura"),
    comma: ", ",
    hidden: "outra secção",
    quotes: ["«", "»"],
  },
  ru: {
    nouns: nouns("гл.", "разд.", "прил.", "п.", "подп.", "табл.", "рис."),
    comma: ", ",
    hidden: "другой раздел",
    quotes: ["«", "»"],
  },
  zh: {
    nouns: nouns("章", "节", "附件", "段", "分段", "表", "图"),
    around: (noun, label) => (noun.length === 1 && !"表图".includes(noun) ? `第${label}${noun}` : `${noun}${label}`),
    comma: "",
    hidden: "另一节",
    quotes: ["\u201C", "\u201D"],
  },
}

function nouns(
  chapter: string,
  section: string,
  annex: string,
  paragraph: string,
  subparagraph: string,
  table: string,
  figure: string,
): Wording["nouns"] {
  return { chapter, section, annex, paragraph, subparagraph, table, figure }
}

const english = wordings["en"] as Wording

/** What references are made of, in all languages. */
export const crossreferenceWords = {
  nouns: Object.values(wordings).flatMap(({ nouns }) => Object.values(nouns)),
  hidden: Object.values(wordings).map(({ hidden }) => hidden),
} as const

/** What a reference shows, in the language of the words that it stands among. */
export function shownReference(reference: Omit<CrossReference, "type">, goal: Goal, language: string): ShownReference {
  const wording = wordings[primary(language)] ?? english
  if (goal.state === "hidden") return { words: wording.hidden, state: "hidden" }
  const isAlone = reference.form === "number"
  if (goal.state === "there") {
    if (goal.number !== undefined) return { words: numbered(goal.number, wording, language, isAlone), state: "there" }
    if (goal.title !== undefined && goal.title !== "") {
      const [open, close] = wording.quotes
      return { words: `${open}${goal.title}${close}`, state: "there" }
    }
  }
  return {
    words: `[${said(wording, nounOf[reference.goal], primary(language) === "ar" ? "؟" : "?")}]`,
    state: "broken",
  }
}

const nounOf: Readonly<Record<GoalKind, Noun>> = {
  heading: "section",
  paragraph: "paragraph",
  subparagraph: "subparagraph",
  table: "table",
  figure: "figure",
  section: "section",
}

/** Nothing comes between a noun and its number, not even the end of a line. */
function said({ nouns, around }: Wording, noun: Noun, label: string): string {
  return around === undefined ? `${nouns[noun]}\u00A0${label}` : around(nouns[noun], label)
}

function numbered(number: GoalNumber, wording: Wording, language: string, isAlone: boolean): string {
  if ("label" in number) return isAlone ? number.label : said(wording, number.kind, number.label)
  const { kind, at } = number
  const [first = 0, ...rest] = at
  if (kind === "heading") return headingWords(at, wording, language, isAlone)
  if (kind !== "subparagraph") {
    const label = digits(first, language)
    return isAlone ? label : said(wording, kind, label)
  }
  const items = rest.flatMap((count, depth) => (count === 0 ? [] : [subparagraphMark(count, depth, language).label]))
  // English and Arabic write (a)(i); where the sign is only closed, one needs a space to be told from the next.
  const marks = items.join(items.some((item) => !item.startsWith("(")) ? " " : "")
  const label = first === 0 ? marks : `${digits(first, language)}\u00A0${marks}`
  if (isAlone) return label
  return said(wording, first === 0 ? "subparagraph" : "paragraph", label)
}

/** "chapter II, section A.1 (a)": the level of chapters by itself, what is below it as one. */
function headingWords(at: readonly number[], wording: Wording, language: string, isAlone: boolean): string {
  const labelAt = (level: number) => headingMark(level, at[level - 1] ?? 0, language).label
  const [chapters = 0, ...below] = at
  const middle = [2, 3].filter((level) => (below[level - 2] ?? 0) > 0).map(labelAt)
  const last = (at[3] ?? 0) > 0 ? [labelAt(4)] : []
  const section = [middle.join("."), ...last].filter((part) => part !== "").join("\u00A0")
  const chapter = chapters > 0 ? labelAt(1) : ""
  if (isAlone) return [chapter, section].filter((part) => part !== "").join(".")
  return [
    ...(chapter === "" ? [] : [said(wording, "chapter", chapter)]),
    ...(section === "" ? [] : [said(wording, "section", section)]),
  ].join(wording.comma)
}
