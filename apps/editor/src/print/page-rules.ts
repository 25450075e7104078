import { type PrintChoices, papers, sideMargin } from "./print-choices.ts"

/** What stands at the head and the foot of every page. */
export interface PageWords {
  draft: string
  symbol: string
  at: string
  /** With `{page}` and `{pages}` in the place of the numbers. */
  pageOf: string
}

/** The rules of the pages, for a style sheet of their own: their words are not known before. */
export function pageRules({ paper = "a4" }: PrintChoices, { draft, symbol, at, pageOf }: PageWords): string {
  const font = 'font: 8.5pt "Source Sans 3 Variable", "Noto Naskh Arabic", sans-serif; color: #333;'
  const counted = pageOf
    .split(/(\{pages?\})/)
    .map((part) => (part === "{page}" ? "counter(page)" : part === "{pages}" ? "counter(pages)" : quoted(part)))
    .join(" ")
  return `@page {
  size: ${papers[paper].size};
  margin: 22mm ${sideMargin}mm 20mm;
  @top-left { content: ${quoted(draft)}; ${font} font-weight: 700; letter-spacing: 0.08em; }
  @top-right { content: ${quoted(symbol)}; ${font} }
  @bottom-left { content: ${quoted(at)}; ${font} }
  @bottom-right { content: ${counted}; ${font} }
}`
}

function quoted(words: string): string {
  return `"${words.replaceAll(/["\\\n<]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`
}

/** Puts the rules in force until the returned function is called. */
export function applyPageRules(rules: string): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
  }
}

/** Whether this browser prints words in the margins of pages: one that does not drops their rules. */
export function printsInMargins(): boolean {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('@page { @top-left { content: "x" } }')
  const [page] = sheet.cssRules
  return page !== undefined && "cssRules" in page && (page.cssRules as CSSRuleList | undefined)?.length === 1
}
