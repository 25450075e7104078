import type { BlockHead, Direction, SectionLanguage } from "@codraft/document"

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

  #languageOf(language: string, text: string): string | null {
    const claimed = language === "" ? this.#ofDocument : language
    const base = baseOf(claimed)
    if (!tag.test(claimed) || base === "x" || base === "zxx" || base === "und") return null
    if (base === baseOf(this.#section.language)) return null
    if (base === "en" && baseOf(this.#ofDocument) === "en") return null
    return isWrittenIn(text, base) ? canonicalTag(claimed) : null
  }

  /** A paragraph finds its direction by its first letter where nothing is said, so that only the contrary needs saying. */
  #directionOf(dir: Direction | null, text: string): Direction | null {
    if (dir === null || dir === this.#section.dir) return null
    return dir === "ltr" && isFirstLetterRtl(text) ? null : dir
  }
}

function baseOf(language: string): string {
  return language.split("-", 1)[0]?.toLowerCase() ?? ""
}

function isWrittenIn(text: string, base: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const script = scripts[base] ?? /\p{Script=Latin}/u
  return letters.length > 0 && letters.filter((letter) => script.test(letter)).length * 2 > letters.length
}

function isFirstLetterRtl(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? ""
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first)
}

function canonicalTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language
  } catch {
    return language
  }
}
