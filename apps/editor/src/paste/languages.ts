import type { BlockHead, Direction, Inline, SectionLanguage, TextRun } from "@codraft/document"
import { withLanguages } from "./line.ts"

const tag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/
/** Languages written in letters of their own; any other language of these parts is written in Latin ones. */
const scripts: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  ps: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  bg: /\p{Script=Cyrillic}/u,
  el: /\p{Script=Greek}/u,
  zh: /\p{Script=Han}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko: /[\p{Script=Hangul}\p{Script=Han}]/u,
  hi: /\p{Script=Devanagari}/u,
  bn: /\p{Script=Bengali}/u,
  th: /\p{Script=Thai}/u,
}

/**
 * Which language and direction a pasted block is marked with: only what differs from the section. What programs say of
 * languages is often only their setting, so a claim counts when the letters do not speak against it, and a document that
 * is English as a whole is one that nobody set.
 */
export class Languages {
  readonly #section: SectionLanguage
  readonly #ofDocument: string

  constructor(section: SectionLanguage, ofDocument: string) {
    this.#section = section
    this.#ofDocument = ofDocument
  }

  headOf(language: string, dir: Direction | null, text: string): BlockHead {
    const marked = this.#languageOf(language, text)
    const turned = this.#directionOf(dir, text)
    return { ...(marked === null ? {} : { language: marked }), ...(turned === null ? {} : { dir: turned }) }
  }

  /** The words of a line with this head: passages are those of another language than the line. */
  passages(content: readonly Inline[], { language = this.#section.language }: BlockHead): Inline[] {
    return withLanguages(content, (run) => this.#passageOf(run, language))
  }

  #passageOf({ language: claimed = "", text }: TextRun, line: string): string | undefined {
    const base = baseOf(claimed)
    if (!isClaim(claimed) || base === baseOf(line)) return undefined
    if (base === "en" && baseOf(this.#ofDocument) === "en") return undefined
    return isWrittenIn(text, base) ? canonicalTag(claimed) : undefined
  }

  #languageOf(language: string, text: string): string | null {
    const claimed = language === "" ? this.#ofDocument : language
    const base = baseOf(claimed)
    if (!isClaim(claimed)) return null
    if (base === baseOf(this.#section.language)) return null
    if (base === "en" && baseOf(this.#ofDocument) === "en") return null
    return isWrittenIn(text, base) ? canonicalTag(claimed) : null
  }

  /** Where nothing is said the letters speak: no text of a right-to-left section is all Latin, nor the other way round. */
  #directionOf(dir: Direction | null, text: string): Direction | null {
    if (dir === null) return this.#section.dir === "rtl" && /\p{L}/u.test(text) && !hasRtl(text) ? "ltr" : null
    if (dir === this.#section.dir) return null
    return dir === "ltr" && isFirstLetterRtl(text) ? null : dir
  }
}

function isClaim(language: string): boolean {
  return tag.test(language) && !["x", "zxx", "und"].includes(baseOf(language))
}

function baseOf(language: string): string {
  return language.split("-", 1)[0]?.toLowerCase() ?? ""
}

function isWrittenIn(text: string, base: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const script = scripts[base] ?? /\p{Script=Latin}/u
  return letters.length > 0 && letters.filter((letter) => script.test(letter)).length * 2 > letters.length
}

const rtl = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

function isFirstLetterRtl(text: string): boolean {
  return hasRtl(/\p{L}/u.exec(text)?.[0] ?? "")
}

function hasRtl(text: string): boolean {
  return rtl.test(text)
}

function canonicalTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language
  } catch {
    return language
  }
}
