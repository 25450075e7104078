import { type Language, languageName } from "../language/language.ts"

/** The languages of the United Nations come first; IOM works in the first three. */
export const firstLanguages: readonly string[] = ["en", "fr", "es", "ar", "zh", "ru"]

/** Those whose names are understood; any other may be given by its tag. */
const named = [
  ...firstLanguages,
  ..."am az be bg bn bs ca ckb cs da de dz el et fa fi ga ha he hi hr hu hy id is it ja ka kk km ko ky lo lt lv mg mk mn ms mt my nb ne nl om pl prs ps pt pt-BR ro rw si sk sl so sq sr sv sw ta tg th ti tk tl tr uk ur uz vi wo zh-Hant".split(
    " ",
  ),
]

const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/

/** The tag that somebody means who types a name in one of these languages, or a tag; null when it is neither. */
export function tagOf(typed: string, interfaceLanguage: Language): string | null {
  const words = plain(typed)
  if (words === "") return null
  const known = named.find((code) =>
    [languageName(code, interfaceLanguage), languageName(code, "en"), ownName(code)].some(
      (name) => plain(name) === words,
    ),
  )
  if (known !== undefined) return known
  const written = typed.trim().replaceAll("_", "-")
  if (!tag.test(written)) return null
  try {
    const [canonical] = Intl.getCanonicalLocales(written)
    return canonical !== undefined && tag.test(canonical) ? canonical : null
  } catch {
    return null
  }
}

/** What a list beside the field offers. */
export function languageNames(interfaceLanguage: Language): string[] {
  return named.map((code) => languageName(code, interfaceLanguage)).toSorted((a, b) => a.localeCompare(b))
}

function ownName(code: string): string {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code
  } catch {
    return code
  }
}

const plain = (words: string): string => words.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase()
