import { describe, expect, it } from "vitest"
import { pageRules } from "./page-rules.ts"

const words = { draft: "DRAFT", symbol: "IDM No. 26", at: "1 Dec 2016, 18:00 CET", pageOf: "page {page} of {pages}" }

describe("the rules of printed pages", () => {
  it("put the words at head and foot, and count", () => {
    const rules = pageRules({}, words)
    expect(rules).toContain("size: A4;")
    expect(rules).toContain('@top-right { content: "IDM No. 26";')
    expect(rules).toContain('@bottom-right { content: "page " counter(page) " of " counter(pages) "";')
    expect(pageRules({ paper: "letter" }, words)).toContain("size: letter;")
  })

  it("take no word for a rule", () => {
    const rules = pageRules({}, { ...words, symbol: 'A "B" \\ </style> }\n@import' })
    expect(rules).toContain('content: "A \\22 B\\22  \\5c  \\3c /style> }\\a @import";')
  })
})
