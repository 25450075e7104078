import { z } from "zod"
import { isLanguage } from "./languages/index.ts"

/** Ids are lower-case words without dots, so that they can be joined by dots and colons in stream names. */
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/

/** `constructor` is the one word of this shape that every plain object already has: ids are keys of plain records. */
export const idSchema = z
  .string()
  .regex(idPattern)
  .refine((value) => value !== "constructor", "reserved")

export const PublicationIdSchema = idSchema.brand<"PublicationId">()
export const SectionIdSchema = idSchema.brand<"SectionId">()
export const OrgIdSchema = idSchema.brand<"OrgId">()
export const PersonIdSchema = idSchema.brand<"PersonId">()
export const ThreadIdSchema = idSchema.brand<"ThreadId">()
export const LinkIdSchema = idSchema.brand<"LinkId">()

export type PublicationId = z.infer<typeof PublicationIdSchema>
export type SectionId = z.infer<typeof SectionIdSchema>
export type OrgId = z.infer<typeof OrgIdSchema>
export type PersonId = z.infer<typeof PersonIdSchema>
export type ThreadId = z.infer<typeof ThreadIdSchema>
export type LinkId = z.infer<typeof LinkIdSchema>

/** Milliseconds since the epoch, up to the end of the year 9999. */
export const InstantSchema = z.int().min(0).max(253_402_300_799_999)

/** One line of words: trimmed, without control characters. */
export function lineSchema(charactersMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
}

/** A BCP 47 tag as far as the product uses them: `en`, `ar`, `pt-BR`, `zh-Hans`. Old logs hold some that are none (`intlTag`). */
export const LanguageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
/** One that somebody names now. */
export const GivenLanguageSchema = LanguageSchema.refine(isLanguage, "This is no language tag such as en, ar or pt-BR.")

/** The same words in other languages, by language tag. */
export const TranslationsSchema = z.record(LanguageSchema, lineSchema(300))
