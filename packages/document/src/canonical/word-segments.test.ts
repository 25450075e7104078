import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { wordSegments } from "./lines.ts"

const pieces = [
  "a",
  "Z",
  "1",
  ",",
  ".",
  ";",
  ":",
  "'",
  "’",
  "-",
  "–",
  "/",
  "(",
  ")",
  "\u00A0",
  "\t",
  "\n",
  " ",
  " ",
  "  ",
  "word",
  "can’t",
  "3.14",
  "10.7",
  "e\u0301",
  "\u0301",
  "\u200D",
  "👩\u200D🔬",
  "🇬🇭",
  "الهجرة",
  "миграция",
  "ประเทศไทย",
  "移徙与发展",
  "カタカナ",
  "。",
  "，",
]
const languages = ["en", "fr", "ar", "ru", "zh", "th", "ja"]

describe("the words of a long text", () => {
  it("are those that they would be if it were taken at once", () => {
    const long = fc.array(fc.constantFrom(...pieces), { minLength: 600, maxLength: 1_500, size: "max" })
    fc.assert(
      fc.property(long, fc.constantFrom(...languages), (parts, language) => {
        const text = parts.join("")
        const whole = Array.from(
          new Intl.Segmenter(language, { granularity: "word" }).segment(text),
          ({ segment, index, isWordLike }) => ({ segment, index, isWordLike: isWordLike === true }),
        )
        expect([...wordSegments(text, language)]).toEqual(whole)
      }),
      { numRuns: 60, seed: 20161210 },
    )
  })

  it("are taken sentence by sentence in Chinese", () => {
    const sentence = "移民政策对于可持续发展目标的实现非常重要。"
    const segments = [...wordSegments(sentence.repeat(4_000), "zh")]
    const one = Array.from(
      new Intl.Segmenter("zh", { granularity: "word" }).segment(sentence),
      ({ segment }) => segment,
    )
    expect(segments.map(({ segment }) => segment)).toEqual(Array.from({ length: 4_000 }, () => one).flat())
  })

  it("hold the text once, however long it is", () => {
    const text = "word another ".repeat(40_000)
    const segments = [...wordSegments(text, "en")]
    expect(segments).toHaveLength(160_000)
    expect(segments.reduce((length, { segment }) => length + segment.length, 0)).toBe(text.length)
    expect(segments.at(-2)).toEqual({ segment: "another", index: text.length - 8, isWordLike: true })
  })
})
