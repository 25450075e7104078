import { Styles } from "./styles.ts"

/** What a program put on the clipboard as HTML, ready to be read. */
export interface Source {
  root: Element
  styles: Styles
}

/** Parsed between two places where the reading may pause. */
const sliceCharacters = 100_000

/**
 * Parses clipboard HTML into a document that runs nothing, loads nothing and is never shown. Style sheets are read here and
 * taken out first, as are comments, scripts and pictures written into the text: they may be most of the bytes.
 */
export function* sourceOf(html: string): Generator<number, Source> {
  const sheets: string[] = []
  const markup = html
    .replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_, sheet: string) => {
      sheets.push(sheet)
      return ""
    })
    .replace(/<script\b[\s\S]*?<\/script\s*>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\bsrc\s*=\s*(?:"data:[^"]*"|'data:[^']*')/gi, "")
  const parsed = document.implementation.createHTMLDocument("")
  parsed.open()
  for (let at = 0; at < markup.length; at += sliceCharacters) {
    if (at > 0) yield 0
    parsed.write(markup.slice(at, at + sliceCharacters))
  }
  parsed.close()
  return { root: parsed.body, styles: new Styles(sheets.join("\n")) }
}
