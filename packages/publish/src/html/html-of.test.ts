import { execFileSync } from "node:child_process"
import { describe, expect, it } from "vitest"
import { type Book, type BookBlock, type BookInline, type BookPart, bookOf } from "../book/index.ts"
import { bookOfEverything, bytesOf } from "../testing/book-of-everything.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { htmlOf } from "./index.ts"

const everything = htmlOf(bookOfEverything(), { images: bytesOf })

function pageOf(part: Partial<BookPart>): string {
  const fixed = { id: "one", number: "1", depth: 0, isAnnex: false, title: "One", language: "en", dir: "ltr" } as const
  const whole = { ...fixed, isToFollow: false, viewsOf: null, notes: [], blocks: [], ...part }
  const book: Book = { ...bookOf(sampleVersion()), parts: [whole] }
  const page = htmlOf(book, { images: bytesOf })
  return page.slice(page.indexOf('<section id="one"'))
}

function paragraph(...content: (BookInline | string)[]): BookBlock {
  return { type: "paragraph", content: content.map((part) => (typeof part === "string" ? text(part) : part)) }
}

function text(words: string, more: object = {}): BookInline {
  return { type: "text", text: words, ...more }
}

function all(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map(([, found = ""]) => found)
}

describe("a book as one page", () => {
  it("needs nothing else: no file, no script, no network", () => {
    expect(everything).not.toMatch(/<(script|link|iframe|object|embed|base)\b|@import|url\(|\son\w+=/)
    expect(all(everything, /\ssrc="([^"]{0,15})/g).every((start) => start.startsWith("data:image/"))).toBe(true)
    expect(everything).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
  })

  it("has every place that a link leads to, and each once", () => {
    const ids = all(everything, /\sid="([^"]*)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    const goals = all(everything, /\shref="#([^"]*)"/g)
    expect(goals.length).toBeGreaterThan(40)
    expect(goals.filter((goal) => !ids.includes(goal))).toEqual([])
  })

  it("has headings without a gap below the one title of the book", () => {
    const levels = all(everything, /<h([1-6])[ >]/g).map(Number)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? level)).toBeLessThanOrEqual(1))
  })

  it("lists in its contents every section, in lists as deep as the sections are", () => {
    const [, nav = ""] = /<nav[^>]*>(.*)<\/nav>/s.exec(htmlOf(bookOf(sampleVersion()), { images: bytesOf })) ?? []
    for (const { id, title } of bookOf(sampleVersion()).parts)
      expect(nav).toMatch(new RegExp(`href="#${id}".*?${title}`))
    expect(nav).toMatch(/href="#s07".*?<ol role="list"><li><a href="#s07-can">/s)
  })

  it("makes the number of a paragraph a link to it", () => {
    const block: BookBlock = { type: "paragraph", id: "p", number: "12.", content: [text("Words")] }
    expect(pageOf({ blocks: [block] })).toContain(
      '<p id="p" class="numbered"><a class="number" href="#p">12.</a> Words</p>',
    )
  })

  it("keeps the words of one passage together, with language and direction", () => {
    const arabic = { language: "ar", dir: "rtl" }
    const block = paragraph("In ", text("نص ", arabic), text("مهم", { ...arabic, bold: true }), ".")
    expect(pageOf({ blocks: [block] })).toContain('<p>In <span lang="ar" dir="rtl">نص <strong>مهم</strong></span>.</p>')
  })

  it("leads from a note to each place that refers to it", () => {
    const note: BookInline = { type: "note", of: "part", note: 0, label: "1" }
    const page = pageOf({
      blocks: [paragraph("a", note), paragraph("b", note)],
      notes: [{ label: "1", content: [text("Source.")] }],
    })
    expect(page).toContain('<a id="one-note-1-from" href="#one-note-1" role="doc-noteref">1</a>')
    expect(page).toContain('<a id="one-note-1-from-2" href="#one-note-1" role="doc-noteref">1</a>')
    const [, item = ""] = /<li id="one-note-1">(.*?)<\/li>/s.exec(page) ?? []
    expect(item).toContain("Source.")
    expect(all(item, /href="#([^"]*)"/g)).toEqual(["one-note-1-from", "one-note-1-from-2"])
    expect(item).toContain('aria-label="Back to the text 2"')
  })

  it("says which cells head which, and sets numbers at their end", () => {
    expect(everything).toMatch(/<thead><tr><th scope="col" rowspan="2">Country<\/th><th scope="colgroup" colspan="2">/)
    expect(everything).toContain('<th scope="row">Bangladesh</th><td class="end">4</td>')
    expect(everything).toMatch(/<caption><span class="number">Table 1\.<\/span> Cost of sending/)
  })

  it("has images with what they say, and passes over those that are decoration", () => {
    expect(everything).toMatch(
      /<img src="data:image\/png;base64,[^"]*" alt="Eight bars, [^"]*" width="480" height="240"/,
    )
    expect(everything).toMatch(/<img src="data:image\/png;base64,[^"]*" alt="" /)
    expect(everything).toContain('<p class="missing">[A map of the region.]</p>')
  })

  it("is never taken for markup by what somebody wrote", () => {
    const link: BookInline = { type: "link", url: 'https://x.org/?a="&b', content: [{ type: "text", text: "<b>" }] }
    const page = pageOf({ title: '</h2><script>"', blocks: [paragraph("<i> & \u0000", link)] })
    expect(page).toContain("&lt;/h2&gt;&lt;script&gt;&quot;")
    expect(page).toContain('<p>&lt;i&gt; &amp; <a href="https://x.org/?a=&quot;&amp;b">&lt;b&gt;</a></p>')
  })

  it("is the same text in another process, zone and language", () => {
    const made = ["Pacific/Kiritimati", "America/Los_Angeles"].map((TZ, i) => {
      const script = `import { text } from "node:stream/consumers"
        import { htmlOf } from ${JSON.stringify(new URL("../../dist/html/index.js", import.meta.url).href)}
        process.stdout.write(htmlOf(JSON.parse(await text(process.stdin)), { images: () => new Uint8Array([1, 2, 3]) }))`
      const env = { ...process.env, TZ, LC_ALL: i === 0 ? "ar_EG.UTF-8" : "tr_TR.UTF-8" }
      const input = JSON.stringify(bookOfEverything())
      return execFileSync(process.execPath, ["--input-type=module", "-e", script], { env, input, encoding: "utf8" })
    })
    expect(made[0]).toBe(made[1])
    expect(made[0]).toBe(htmlOf(bookOfEverything(), { images: () => new Uint8Array([1, 2, 3]) }))
  })
})
