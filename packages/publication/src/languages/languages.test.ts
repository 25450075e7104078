import { describe, expect, it } from "vitest"
import { CommandSchema } from "../commands.ts"
import { SectionSchema } from "../section.ts"
import { intlTag, isLanguage } from "./index.ts"

const broken = ["en-a1", "en-US-GB", "de-abcd-abcd", "fr-1996x-FR-CA"]

describe("a language tag", () => {
  it.each(broken)("that Intl refuses is none, and its beginning stands for it: %s", (tag) => {
    expect(() => new Intl.Collator(tag)).toThrow(RangeError)
    expect(isLanguage(tag)).toBe(false)
    expect(() => new Intl.DateTimeFormat(intlTag(tag))).not.toThrow()
    expect(tag.startsWith(intlTag(tag))).toBe(true)
  })

  it("that Intl takes is what it is", () => {
    for (const tag of ["en", "ar", "pt-BR", "zh-Hans", "zh-Hant-HK"])
      expect([isLanguage(tag), intlTag(tag)]).toEqual([true, tag])
    expect(intlTag("")).toBe("und")
  })

  it.each(broken)("that is none is taken from nobody, and read in old logs: %s", (language) => {
    const section = { type: "addSection", publicationId: "pub", title: "T", textClass: "joint", leadPerson: "p" }
    const { error } = CommandSchema.safeParse({ ...section, language })
    expect(error?.issues[0]).toMatchObject({ path: ["language"], message: expect.stringContaining("language tag") })
    expect(CommandSchema.safeParse({ ...section, language: "en", titleI18n: { [language]: "T" } }).success).toBe(false)
    expect(CommandSchema.safeParse({ ...section, language: "en" }).success).toBe(true)
    expect(SectionSchema.shape.language.safeParse(language).success).toBe(true)
  })
})
