import { describe, expect, it } from "vitest"
import { QuotedText } from "./quote.ts"

const text = new QuotedText(
  "The “cost” of moving\u00a0fell by 3\u202f%.\nIt is the migrants’ cost, re\u00adgional and résumé; the cost of staying.",
)

function found(exact: string, prefix?: string, suffix?: string): string | number {
  const { span, hits } = text.find({ exact, prefix, suffix })
  return span === null ? hits : text.text.slice(span.start, span.end)
}

describe("a quote is found", () => {
  it.each([
    ["word for word", "fell by", "fell by"],
    ["with straight signs of quotation", 'The "cost" of', "The “cost” of"],
    ["with another apostrophe", "migrants' cost", "migrants’ cost"],
    ["with plain spaces for those that do not break", "moving fell by 3 %", "moving\u00a0fell by 3\u202f%"],
    ["over the end of a line, however it ends", "%. It is", "%.\nIt is"],
    ["over the end of a line of another system", "%.\r\n\r\nIt is", "%.\nIt is"],
    ["without what cannot be seen", "regional", "re\u00adgional"],
    ["with its accents in characters of their own", "re\u0301sume\u0301", "résumé"],
    ["across a line end within a word", "mov ing", "moving"],
    ["with spaces around it", "  fell by\n", "fell by"],
  ])("%s", (_how, exact, words) => {
    expect(found(exact)).toBe(words)
  })

  it("by what is before it or behind it, where the words stand more than once", () => {
    expect(found("cost")).toBe(3)
    expect(found("cost", "migrants' ")).toBe("cost")
    expect(text.find({ exact: "cost", prefix: "migrants' " }).span?.start).toBe(text.text.indexOf("cost, re"))
    expect(text.find({ exact: "cost", suffix: "of staying" }).span?.start).toBe(text.text.lastIndexOf("cost"))
    expect(text.find({ exact: "cost", prefix: "gone", suffix: " of staying" })).toMatchObject({ agreement: "one" })
  })

  it("alone, whatever was around it before", () => {
    expect(text.find({ exact: "staying", prefix: "gone", suffix: "gone" })).toMatchObject({
      hits: 1,
      agreement: "none",
    })
  })
})

describe("a quote is not found", () => {
  it.each([
    ["with other letters", "FELL BY"],
    ["without its accents", "resume"],
    ["where its last letter has an accent of its own", "re\u0301sume"],
    ["if it is empty", ""],
    ["if it is but space", " \n "],
  ])("%s", (_how, exact) => {
    expect(found(exact)).toBe(0)
  })

  it("where its context fits more than one place, or none of them", () => {
    expect(found("ost", "c")).toBe(3)
    expect(found("cost", "nowhere")).toBe(3)
  })
})

it("quotes what stands around, and no half of a sign", () => {
  const signs = new QuotedText("a😀b😀c")
  expect(signs.quoteOf({ start: 3, end: 4 })).toEqual({ exact: "b", prefix: "a😀", suffix: "😀c" })
  expect(signs.quoteOf({ start: 2, end: 3 }).prefix).toBe("a\uFFFD")
})

it("goes through many places of a long text in no time that anybody would notice", () => {
  const long = new QuotedText("a ".repeat(100_000))
  expect(long.find({ exact: "a" }).hits).toBe(1_000)
  expect(long.find({ exact: "a", prefix: "b" }).span).toBeNull()
})
