import { fold } from "./fold.ts"
import { nameLanguage, type NameLanguage, nameList, rightForms } from "./list.ts"

/** A name that is not the list's. UTF-16 offsets in the text. */
export interface FoundName {
  readonly start: number
  readonly end: number
  /** The form as the list knows it, whatever its capitals, apostrophes and spaces in the text. */
  readonly found: string
  /** The short form that stands for it. */
  readonly offered: string
  readonly iso3: string
}

/** A form that is looked for; one that is right is passed over, with every shorter form in it. */
interface Form {
  readonly folded: string
  /** The name that a form such as "Congo, Democratic Republic of the" has in front. */
  readonly turned: string | null
  readonly wrong: Pick<FoundName, "found" | "offered" | "iso3"> | null
}

/** By first word, longest form first. */
type Forms = ReadonlyMap<string, readonly Form[]>

/**
 * The names of countries in a text that differ from the list, in reading order: whole words, in the case of the list or in
 * capitals throughout, the longest form first, and none inside a longer form that is right. A language that the list does not
 * have has no findings.
 */
export function findNames(text: string, language: string): FoundName[] {
  const own = nameLanguage(language)
  if (own === null) return []
  const forms = formsOf(own)
  const { text: folded, at } = fold(text)
  const found: FoundName[] = []
  const addresses = addressesIn(folded)
  words.lastIndex = 0
  for (let word = words.exec(folded); word !== null; word = words.exec(folded)) {
    const place = matchAt(folded, word, forms, own)
    if (place === null) continue
    const { start, end, form } = place
    words.lastIndex = end
    if (form.wrong === null || addresses.some((one) => one.start <= start && start < one.end)) continue
    if (pronouns.has(form.folded) && isShouted(folded, form.folded)) continue
    found.push({ start: at(start), end: at(end), ...form.wrong })
  }
  return found
}

const words = /[\p{L}\p{M}\p{N}_]+/gu
const wordCharacter = /[\p{L}\p{M}\p{N}_]/u

interface Match {
  readonly start: number
  readonly end: number
  readonly form: Form
}

function matchAt(text: string, word: RegExpExecArray, forms: Forms, language: NameLanguage): Match | null {
  const { 0: first, index } = word
  const match = longest(text, index, index, forms.get(first))
  if (match !== null || language !== "ar" || !arabicPrefix.test(first)) return match
  for (const prefix of arabicPrefixes) {
    if (!first.startsWith(prefix)) continue
    const from = index + prefix.length
    const bare = longest(text, from, from, forms.get(first.slice(prefix.length)))
    if (bare !== null) return bare
    if (!prefix.endsWith("ل") || !first.startsWith("ل", prefix.length)) continue
    // "To" takes the alef of the article away: it is to be read as if it stood there.
    const article = from - 1
    const after = longest(text, article, from + 1, forms.get(`ال${first.slice(prefix.length + 1)}`), "ال".length)
    if (after !== null) return after
  }
  return null
}

/** "And", "so", "in", "to" and "as", which are written as one with the word that follows. */
const arabicPrefix = /^[وفبلك]/u
const arabicPrefixes = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"]

/** The longest form that the text has at `from`, whose first `skipped` units were read before. */
function longest(
  text: string,
  start: number,
  from: number,
  forms: readonly Form[] | undefined,
  skipped = 0,
): Match | null {
  for (const form of forms ?? []) {
    const rest = skipped === 0 ? form.folded : form.folded.slice(skipped)
    const end = from + rest.length
    if (!text.startsWith(rest, from) || !isEnd(text, end)) continue
    // In "the Congo, the Democratic Republic of the Congo" the comma parts two names.
    if (form.turned !== null && text.startsWith(` ${form.turned}`, end)) continue
    return { start, end, form }
  }
  return null
}

function isEnd(text: string, end: number): boolean {
  return !wordCharacter.test(text[end - 1] ?? "") || !wordCharacter.test(text[end] ?? "")
}

/** Forms that are another word when everything is in capitals. */
const pronouns: ReadonlySet<string> = new Set(["US"])

function isShouted(text: string, form: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}/u.test(text.replace(form, ""))
}

/** Addresses of pages and mailboxes are copied, never edited. */
function addressesIn(text: string): { readonly start: number; readonly end: number }[] {
  if (!/:\/\/|www\.|@/u.test(text)) return []
  return [...text.matchAll(/(?:https?:\/\/|www\.)\S+|\S+@\S+/gu)].map(({ 0: address, index }) => ({
    start: index,
    end: index + address.length,
  }))
}

const compiled = new Map<NameLanguage, Forms>()

function formsOf(language: NameLanguage): Forms {
  const known = compiled.get(language)
  if (known !== undefined) return known
  const forms = new Map<string, Form[]>()
  const taken = new Set<string>()
  const add = (form: string, wrong: Form["wrong"]) => {
    for (const folded of inEachCase(fold(form).text)) {
      if (taken.has(folded)) continue
      taken.add(folded)
      const [first = folded] = folded.match(words) ?? []
      const [before, after] = folded.split(", ")
      const turned = before === undefined || after === undefined ? null : before
      forms.set(first, [...(forms.get(first) ?? []), { folded, turned, wrong }])
    }
  }
  for (const phrase of nameList.phrases[language] ?? []) add(phrase, null)
  for (const name of nameList.names) for (const form of rightForms(name, language)) add(form, null)
  for (const { iso3, short, other } of nameList.names)
    for (const found of other?.[language] ?? []) add(found, { found, offered: short[language], iso3 })
  for (const of of forms.values()) of.sort((a, b) => b.folded.length - a.folded.length)
  compiled.set(language, forms)
  return forms
}

/** As listed, and in capitals throughout, as headings may be; what is short is a word of its own there. */
function inEachCase(form: string): string[] {
  const capitals = form.toUpperCase()
  return form.length > 3 && capitals !== form ? [form, capitals] : [form]
}
