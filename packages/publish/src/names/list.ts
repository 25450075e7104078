import { z } from "zod"
import list from "./names-2016.json" with { type: "json" }

/** The languages that the list has names in. */
const LanguageSchema = z.enum(["en", "fr", "es", "ar"])
export type NameLanguage = z.infer<typeof LanguageSchema>

const FormSchema = z.string().min(2).max(80)
const FormsSchema = z.partialRecord(LanguageSchema, z.array(FormSchema).min(1).max(20))

export const CountryNameSchema = z.strictObject({
  /** ISO 3166-1 alpha-3. */
  iso3: z.string().regex(/^[A-Z]{3}$/),
  m49: z.string().regex(/^\d{3}$/),
  status: z.enum(["member", "observer", "non-member", "area"]),
  /** The form that lists, tables and headings have; it is what is offered. */
  short: z.record(LanguageSchema, FormSchema),
  /** What is right as well, mostly in running text: "the Islamic Republic of Iran". */
  also: FormsSchema.optional(),
  /** What partners write, and the list does not have. */
  other: FormsSchema.optional(),
})
export type CountryName = z.infer<typeof CountryNameSchema>

export const NameListSchema = z.strictObject({
  format: z.literal("codraft.names"),
  formatVersion: z.literal(1),
  /** The day whose names these are. */
  date: z.iso.date(),
  /** Words that hold a form and are no name of a country, or are right as they stand: "Palestine refugees", "US$". */
  phrases: z.partialRecord(LanguageSchema, z.array(FormSchema).max(100)),
  names: z.array(CountryNameSchema).max(400),
})
export type NameList = z.infer<typeof NameListSchema>

/** The publication's one list of names of countries and areas. NAMES.md says where it comes from. */
// TypeScript reads JSON strings as `string`; a test parses the list with the schema.
export const nameList = list as NameList

const byIso3 = new Map(nameList.names.map((name) => [name.iso3, name]))

/** The list's language for a tag such as "fr-CA"; null where it has none, as for Russian. */
export function nameLanguage(tag: string): NameLanguage | null {
  const language = LanguageSchema.safeParse(tag.toLowerCase().split("-")[0])
  return language.success ? language.data : null
}

/** The short form in a language; null where the list has no such country, or no names in that language. */
export function nameOf(iso3: string, language: string): string | null {
  const own = nameLanguage(language)
  return own === null ? null : (byIso3.get(iso3)?.short[own] ?? null)
}

/** All that may stand for a country in a language, the short form first. */
export function rightForms({ short, also }: CountryName, language: NameLanguage): string[] {
  return [short[language], ...(also?.[language] ?? [])]
}

/** How a publication in this language names a State: as it is written where the list has that form, else by the list. */
export function stateName(state: { readonly name: string; readonly iso3?: string | undefined }, tag: string): string {
  const language = nameLanguage(tag)
  const listed = state.iso3 === undefined ? undefined : byIso3.get(state.iso3)
  if (language === null || listed === undefined) return state.name
  return rightForms(listed, language).includes(state.name) ? state.name : listed.short[language]
}

/** Whose right name this is in a language; null where it is nobody's. */
export function nameOwner(name: string, tag: string): string | null {
  const language = nameLanguage(tag)
  if (language === null) return null
  return nameList.names.find((listed) => rightForms(listed, language).includes(name))?.iso3 ?? null
}
