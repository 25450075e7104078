import { describe, expect, it } from "vitest"
import { clipboardHtml } from "./copied-html.ts"

describe("HTML for other programs", () => {
  it("has no ids and attributes of ours", () => {
    const html =
      '<article lang="fr" dir="ltr">\n<p data-block="x1" lang="en"><a href="https://iom.int" rel="noopener">a</a></p>\n</article>\n'
    expect(clipboardHtml(html, false)).toBe(
      '<div lang="fr" dir="ltr">\n<p lang="en"><a href="https://iom.int">a</a></p>\n</div>',
    )
  })

  it("leaves words alone that look like it", () => {
    const html = '<article lang="en" dir="ltr">\n<p>a data-block=&quot;x&quot; &lt;article&gt;</p>\n</article>\n'
    expect(clipboardHtml(html, false)).toContain("<p>a data-block=&quot;x&quot; &lt;article&gt;</p>")
  })

  it("gives part of a line without a paragraph", () => {
    expect(clipboardHtml('<article lang="en" dir="ltr">\n<p>a <em>b</em></p>\n</article>\n', true)).toBe(
      '<span lang="en" dir="ltr">a <em>b</em></span>',
    )
  })
})
