import { intlLocale, type Language } from "../language/language.ts"
import { roleWords } from "../account/role-words.ts"
import { getLocale } from "../paraglide/runtime.js"
import { dayRangeWords, instantWords } from "../time/words.ts"
import { es } from "./refusals-es.ts"
import { fr } from "./refusals-fr.ts"

/** What a refusal's sentence is made of, with its ids and codes already in words. */
export interface RefusalParts {
  /** The state's or silence's end, with date, hour and zone. */
  until: string
  /** Who may: "the lead and the co-authors"; "" when nobody may. */
  who: string
  action: string
  organization: string
  person: string
  max: string
  /** How many there are. */
  count: string
  /** What was found that may not be there. */
  what: string
  /** The first and the last day on which it can be. */
  from: string
  to: string
  /** The title of the section that it is about, and what stands in the way there. */
  section: string
  why: string
  /** A heading that its template keeps. */
  heading: string
  /** Of a person, an organisation or a theme that there is none of. */
  id: string
  role: string
  /** Of an organisation. */
  kind: string
}

export interface RefusalLanguage {
  sentences: Record<string, (parts: RefusalParts) => string>
  parts: Record<string, string>
  actions: Record<string, string>
  kinds: Record<string, string>
}

const languages: Partial<Record<Language, RefusalLanguage>> = { fr, es }

interface Refused {
  code: string
  message: string
  details?: Record<string, unknown> | undefined
}

/** A refusal in the interface's language; as the server put it, in plain English, where there is no translation. */
export function refusalWords(refusal: Refused, language: Language = getLocale()): string {
  const words = languages[language]
  const sentence = words?.sentences[refusal.code]
  return words && sentence ? sentence(partsOf(refusal.details ?? {}, words, language)) : refusal.message
}

function partsOf(details: Record<string, unknown>, words: RefusalLanguage, language: Language): RefusalParts {
  const { until, who, action, role, kind } = details
  const text = (key: string) => {
    const value = details[key]
    return typeof value === "string" || typeof value === "number" ? String(value) : ""
  }
  const names = Array.isArray(who) ? who.map((part) => words.parts[String(part)] ?? String(part)) : []
  return {
    until: isEnd(until) ? instantWords(until.at, until.zone, intlLocale(language)) : "",
    who: new Intl.ListFormat(intlLocale(language), { type: "conjunction" }).format(names),
    action: words.actions[String(action)] ?? "",
    organization: text("organization"),
    person: text("person"),
    heading: text("heading"),
    max: text("max"),
    count: text("count"),
    what: text("what"),
    from: dayWords(text("from"), language),
    to: dayWords(text("to"), language),
    id: text("personId") || text("orgId") || text("theme"),
    role: roleWords(String(role), language),
    kind: words.kinds[String(kind)] ?? "",
    section: text("section"),
    why: isRefusal(details["why"]) ? refusalWords(details["why"], language) : text("why"),
  }
}

function isRefusal(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "code" in value && "message" in value
}

function isEnd(value: unknown): value is { at: number; zone: string } {
  return typeof value === "object" && value !== null && "at" in value && "zone" in value
}

function dayWords(day: string, language: Language): string {
  return day === "" ? "" : dayRangeWords(day, day, intlLocale(language))
}
