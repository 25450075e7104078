// @vitest-environment happy-dom
import { htmlOf } from "@codraft/document"
import { describe, expect, it } from "vitest"
import { readHtml } from "./read-html.ts"
import { sourceOf } from "./source.ts"

const fixtures = import.meta.glob<string>("./fixtures/*", { query: "?raw", import: "default", eager: true })
const fixture = (name: string) => fixtures[`./fixtures/${name}`] ?? ""

function finished<T>(reading: Generator<number, T>): T {
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

function read(html: string, language = "en", dir: "ltr" | "rtl" = "ltr") {
  return finished(readHtml(finished(sourceOf(html)), { language, dir }))
}

describe("reading what a program put on the clipboard", () => {
  it.each(["word", "word-online", "google-docs", "libreoffice", "outlook", "excel", "google-sheets", "web-page"])(
    "keeps structure and drops looks of %s",
    (name) => {
      expect(read(fixture(`${name}.html`))).toEqual(JSON.parse(fixture(`${name}.json`)))
    },
  )
})

/** As other readers of a section see it, in one line. */
function shown(html: string, language = "en", dir: "ltr" | "rtl" = "ltr"): string {
  const { blocks, footnotes } = read(html, language, dir)
  const content = { format: "codraft.section", formatVersion: 2, language, dir, blocks } as const
  return htmlOf(footnotes.length === 0 ? content : { ...content, footnotes })
    .replace(/^<article[^>]*>\n|<\/article>\n$/g, "")
    .replaceAll(' rel="noopener noreferrer"', "")
    .replaceAll("\n", "")
}

const wordItem = (marker: string, words: string, level = 1, instance = "lfo1") =>
  `<p class=MsoListParagraph style='mso-list:l0 level${level} ${instance}'><![if !supportLists]><span style='mso-list:Ignore'>${marker}<span>&nbsp;&nbsp;</span></span><![endif]>${words}</p>`

describe("what is in a paste", () => {
  it.each([
    [
      "tags and styles",
      '<p><b>a</b><span style="font-style:italic">b</span><u>c</u><strike>d</strike></p>',
      "<p><strong>a</strong><em>b</em><u>c</u><s>d</s></p>",
    ],
    [
      "styles against tags",
      '<p><b style="font-weight:normal">a <i style="font-style:normal">b</i></b></p>',
      "<p>a b</p>",
    ],
    [
      "heights",
      '<p>m<span style="vertical-align:super">2</span> CO<sub>2</sub></p>',
      "<p>m<sup>2</sup> CO<sub>2</sub></p>",
    ],
    ["tracked changes", "<p>a<del>b</del><ins>c</ins><span class=msoDel>d</span></p>", "<p>ac</p>"],
    ["deep headings", "<h5>a</h5><h6><b>b</b></h6>", "<h4>a</h4><h4>b</h4>"],
    [
      "titles",
      '<p class=MsoTitle>a</p><p style="mso-outline-level:2">b</p><div role=heading aria-level=3>c</div>',
      "<h1>a</h1><h2>b</h2><h3>c</h3>",
    ],
    ["numbered headings of LibreOffice", "<ol><li><h2>a</h2></li></ol><p>b</p>", "<h2>a</h2><p>b</p>"],
    [
      "quotes",
      "<blockquote><p>a</p><p>b</p></blockquote>c",
      "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote><p>c</p>",
    ],
    ["line breaks and paragraphs made of two", "a<br>b<br><br>c<br>", "<p>a<br>b</p><p>c</p>"],
    ["empty lines", "<p>&nbsp;</p><p>a</p><p><br></p><div></div>", "<p>a</p>"],
    ["text without elements", "a <b>b</b>", "<p>a <strong>b</strong></p>"],
    [
      "scripts, fields and forms",
      "<p>a<script>x</script><input value=b><select><option>c</select><noscript>d</noscript></p>",
      "<p>a</p>",
    ],
    [
      "hidden text",
      '<p>a<span style="display:none">b</span><span style="mso-hide:all">c</span><span hidden>d</span></p>',
      "<p>a</p>",
    ],
    [
      "pictures, as their words",
      '<p>a <img alt="A map" src="data:image/png;base64,AAAA"><img alt="😀"><img></p>',
      "<p>a [A map]😀</p>",
    ],
  ])("%s", (_, html, expected) => {
    expect(shown(html)).toBe(expected)
  })

  it.each([
    [
      "an address",
      '<a href="https://iom.int/a?b=c&amp;utm_source=d">x</a>',
      '<p><a href="https://iom.int/a?b=c&amp;utm_source=d">x</a></p>',
    ],
    ["mail", '<a href="mailto:a@iom.int"><u>x</u></a>', '<p><a href="mailto:a@iom.int">x</a></p>'],
    ["a blank in it", '<a href="https://iom.int/a b">x</a>', '<p><a href="https://iom.int/a%20b">x</a></p>'],
    ["a script", '<a href="javascript:alert(1)">x</a>', "<p>x</p>"],
    ["a file", '<a href="file:///C:/a.doc">x</a>', "<p>x</p>"],
    ["a place in the page", '<a href="#top">x</a>', "<p>x</p>"],
  ])("links to %s", (_, html, expected) => {
    expect(shown(html)).toBe(expected)
  })

  it("Word's lists go on with their number after a paragraph, and begin anew where Word does", () => {
    const html = `${wordItem("1.", "a")}${wordItem("2.", "b")}<p>between</p>${wordItem("3.", "c")}${wordItem("1.", "d", 1, "lfo2")}`
    expect(shown(html)).toBe(
      '<ol><li>a</li><li>b</li></ol><p>between</p><ol start="3"><li>c</li></ol><ol><li>d</li></ol>',
    )
  })

  it("Word's levels nest, bullets by their own sign", () => {
    expect(
      shown(wordItem("\u00B7", "a") + wordItem("o", "b", 2) + wordItem("\u00A7", "c", 3) + wordItem("\u00B7", "d")),
    ).toBe("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>")
  })

  it("items that lost their list on the way through mail are items still", () => {
    const item = (marker: string, words: string) =>
      `<p class=MsoListParagraph>${marker}<span>&nbsp;&nbsp;&nbsp; </span>${words}</p>`
    expect(shown(item("\u00B7", "a") + item("\u00B7", "b"))).toBe("<ul><li>a</li><li>b</li></ul>")
  })

  it("items keep one line, whatever blocks they hold, and lists in them", () => {
    expect(shown("<ul><li><p>a</p><p>b</p><ol start=4><li>c</li></ol></li></ul>")).toBe(
      '<ul><li>a<br>b<ol start="4"><li>c</li></ol></li></ul>',
    )
  })

  it("languages are marked where they are not the section's and the letters do not speak against it", () => {
    expect(shown("<p lang=fr>Bonjour à tous</p>")).toBe('<p lang="fr" dir="ltr">Bonjour à tous</p>')
    expect(shown("<p><span lang=ES>La migración es</span> <b>un derecho</b></p>")).toBe(
      '<p lang="es" dir="ltr">La migración es <strong>un derecho</strong></p>',
    )
    expect(
      shown("<p>The motto of the meeting was <span lang=fr>un seul <b>monde</b></span><span lang=es>, 1.</span></p>"),
    ).toBe('<p>The motto of the meeting was <span lang="fr" dir="ltr">un seul <strong>monde</strong></span>, 1.</p>')
    expect(shown("<p lang=fr>La devise <i lang=en>One world</i></p>")).toBe(
      '<p lang="fr" dir="ltr">La devise <span lang="en" dir="ltr"><em>One world</em></span></p>',
    )
    expect(shown("<p lang=AR-SA>Latin letters</p>")).toBe("<p>Latin letters</p>")
    expect(shown("<p lang=fr-CA>Bonjour</p>", "fr")).toBe("<p>Bonjour</p>")
    expect(shown("<html><body lang=EN-US><p>Bonjour à tous</p></body></html>", "fr")).toBe("<p>Bonjour à tous</p>")
    expect(shown("<html><body lang=ES><p>Hola a todos</p></body></html>")).toBe(
      '<p lang="es" dir="ltr">Hola a todos</p>',
    )
  })

  it("directions are kept where they are not the section's", () => {
    expect(shown('<p dir=rtl>مرحبا</p><p style="direction:rtl">أهلا</p>')).toBe(
      '<p dir="rtl">مرحبا</p><p dir="rtl">أهلا</p>',
    )
    expect(shown("<p dir=ltr>مرحبا</p><p dir=ltr>Hello</p>", "ar", "rtl")).toBe('<p>مرحبا</p><p dir="ltr">Hello</p>')
  })

  it("tables are made whole: short rows filled, spans within, header rows by th, thead or bold", () => {
    expect(shown("<table><tr><th>a<th>b</tr><tr><td rowspan=9>c</tr></table>")).toBe(
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>c</td><td></td></tr></tbody></table>',
    )
    expect(shown("<table><tr><td><b>a</b><td><b>b</b></tr><tr><td><b>c</b><td>d</tr></table>")).toBe(
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td><strong>c</strong></td><td>d</td></tr></tbody></table>',
    )
    expect(shown("<table><tr><td><b>a</b></tr><tr><td><b>b</b></tr></table>")).not.toContain("<th")
  })

  it("tables that only put things in their places are not tables", () => {
    const inner = "<table><tr><td>a<td>b</tr></table>"
    expect(shown(`<table role=presentation><tr><td><p>x</p></td><td>${inner}</td></tr></table>`)).toBe(
      "<p>x</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    )
    expect(shown("<table><tr><td><p>a</p><h2>b</h2></td></tr></table>")).toBe("<p>a</p><h2>b</h2>")
  })

  it("footnotes without a place in the text are paragraphs, and numbers without a note are words", () => {
    expect(shown('<p>a<a href="#_ftn3">[3]</a></p>')).toBe("<p>a<sup>3</sup></p>")
    expect(
      shown('<p>a</p><div style="mso-element:footnote" id=ftn1><p><a href="#_ftnref1">[1]</a> A source.</p></div>'),
    ).toBe("<p>a</p><p>A source.</p>")
  })

  it("targets and cross-references of ours come back as such; anything else that looks like them is its words", () => {
    const line =
      'Under <abbr data-target="10.7">10.7</abbr> see <span data-reference="table" data-goal="s01#t1">table 3</span>'
    expect(
      read(`<p>${line} and <a data-reference="section" data-goal="s02" href="/x">section 2</a></p>`).blocks,
    ).toEqual([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Under " },
          { type: "target", code: "10.7" },
          { type: "text", text: " see " },
          { type: "crossreference", section: "s01", block: "t1", goal: "table" },
          { type: "text", text: " and " },
          { type: "crossreference", section: "s02", goal: "section" },
        ],
      },
    ])
    const others = '<abbr data-target="99.1">a</abbr> <abbr title="x">b</abbr> <b data-goal="s01">c</b>'
    expect(shown(`<p>${others}</p>`)).toBe("<p>a b <strong>c</strong></p>")
  })

  it("two places may name one footnote, and a note of two paragraphs is one line", () => {
    const html =
      '<p>a<a href="#_ftn1">[1]</a> b<a href="#_ftn1">[1]</a></p><div id=ftn1><p><a href="#_ftnref1">[1]</a> x</p><p>y</p></div>'
    expect(read(html)).toEqual({
      blocks: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: "a" },
            { type: "footnote", note: 0 },
            { type: "text", text: " b" },
            { type: "footnote", note: 0 },
          ],
        },
      ],
      footnotes: [{ content: [{ type: "text", text: "x" }, { type: "break" }, { type: "text", text: "y" }] }],
    })
  })

  it("pauses often enough while it reads much", () => {
    const reading = readHtml(finished(sourceOf("<p>a <b>b</b></p>".repeat(2_000))), { language: "en", dir: "ltr" })
    let pauses = 0
    while (!reading.next().done) pauses += 1
    expect(pauses).toBeGreaterThan(15)
  })
})
