import { Styles } from "./styles.ts"

/** What a program put on the clipboard as HTML, ready to be read. */
export interface Source {
  root: Element
  styles: Styles
}

/**
 * Parses clipboard HTML into a document that runs nothing, loads nothing and is never shown. Style sheets are read here and
 * taken out first, as are comments, scripts and pictures written into the text: they may be most of the bytes.
 */
export function sourceOf(html: string): Source {
  const sheets: string[] = []
  const markup = html
    .replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_, sheet: string) => {
      sheets.push(sheet)
      return ""
    })
    .replace(/<script\b[\s\S]*?<\/script\s*>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\bsrc\s*=\s*(?:"data:[^"]*"|'data:[^']*')/gi, "")
  const parsed = new DOMParser().parseFromString(markup, "text/html")
  return { root: parsed.body, styles: new Styles(sheets.join("\n")) }
}
