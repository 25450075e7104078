import type { Inline, TextRun } from "../../canonical/content.ts"
import type { InlineKind } from "../../canonical/kind.ts"
import { plainText } from "../../canonical/lines.ts"
import type { LineBreak } from "../linebreak/canonical.ts"
import { isAllowedUrl } from "./form.ts"

export interface Link {
  readonly type: "link"
  readonly url: string
  readonly content: readonly (TextRun | LineBreak)[]
}

export const link: InlineKind<Link> = {
  append(source, inline, reading) {
    const url = source.attributes["__url"]
    if (typeof url !== "string") {
      for (const part of linked(reading.inline(source.children))) inline.push(part)
      return
    }
    const before = inline.at(-1)
    const isSame = before?.type === "link" && before.url === url
    const content = linked(reading.inline(source.children, isSame ? before.content : []))
    if (content.length === 0) return
    if (isSame) inline.pop()
    inline.push({ type: "link", url, content })
  },
  html(part, printer) {
    // The form lets no other link in; content that was made by hand may still bring one.
    if (!isAllowedUrl(part.url)) return printer.inline(part.content)
    return `<a href="${printer.escape(part.url)}" rel="noopener noreferrer">${printer.inline(part.content)}</a>`
  },
  plain: (part) => plainText(part.content),
  text: (part, printer) => printer.inline(part.content),
}

function linked(content: readonly Inline[]): (TextRun | LineBreak)[] {
  return content.filter((part) => part.type === "text" || part.type === "break")
}
