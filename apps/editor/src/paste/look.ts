import type { Direction, Format } from "@codraft/document"
import { isAllowedUrl } from "@codraft/document"
import type { Declarations } from "./styles.ts"

/** How words stand at a place of the pasted document, by the elements around them. */
export interface Look {
  readonly formats: ReadonlySet<Format>
  readonly link: string | null
  /** As the source says it; "" where it says nothing. */
  readonly language: string
  readonly dir: Direction | null
  /** Line ends in the source are line ends. */
  readonly keepsLines: boolean
}

export const plainLook: Look = { formats: new Set(), link: null, language: "", dir: null, keepsLines: false }

const formatOfTag: Readonly<Record<string, Format>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  cite: "italic",
  dfn: "italic",
  var: "italic",
  u: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  sub: "subscript",
  sup: "superscript",
}

/** How words stand inside `element`, which stands in `outer`. */
export function lookIn(element: Element, style: Declarations, outer: Look): Look {
  const tag = element.localName
  const formats = formatsIn(tag, style, outer.formats)
  const link = tag === "a" ? addressOf(element) : null
  const language = element.getAttribute("lang") || element.getAttribute("xml:lang") || style.get("mso-ansi-language")
  const dir = directionOf(element, style)
  const space = style.get("white-space")
  const keepsLines = tag === "pre" || space?.startsWith("pre") === true || (space === undefined && outer.keepsLines)
  if (formats === outer.formats && link === null && !language && dir === null && keepsLines === outer.keepsLines) {
    return outer
  }
  return { formats, link: link ?? outer.link, language: language || outer.language, dir: dir ?? outer.dir, keepsLines }
}

function formatsIn(tag: string, style: Declarations, outer: ReadonlySet<Format>): ReadonlySet<Format> {
  const tagFormat = formatOfTag[tag]
  const weight = style.get("font-weight")
  const slant = style.get("font-style")
  const line = style.get("text-decoration-line") ?? style.get("text-decoration")
  const height = style.get("vertical-align")
  if (tagFormat === undefined && !weight && !slant && !line && !height) return outer
  const formats = new Set(outer)
  if (tagFormat !== undefined) formats.add(tagFormat)
  if (weight) set(formats, "bold", isBold(weight))
  if (slant === "normal" || slant === "italic" || slant?.startsWith("oblique"))
    set(formats, "italic", slant !== "normal")
  if (line?.includes("underline")) formats.add("underline")
  if (line?.includes("line-through")) formats.add("strikethrough")
  // What hangs below an outer element's line stays there whatever an inner one says.
  if (line?.startsWith("none") && (tagFormat === "underline" || tagFormat === "strikethrough"))
    formats.delete(tagFormat)
  if (height === "super" || height === "sub") {
    set(formats, "superscript", height === "super")
    set(formats, "subscript", height === "sub")
  }
  return formats
}

function isBold(weight: string): boolean {
  return weight === "bold" || weight === "bolder" || Number.parseInt(weight, 10) >= 600
}

function set(formats: Set<Format>, format: Format, isOn: boolean): void {
  if (isOn) formats.add(format)
  else formats.delete(format)
}

/** Where a link leads, if links may lead there; what wraps an address to follow its readers stays as it is. */
function addressOf(anchor: Element): string | null {
  const href = (anchor.getAttribute("href") ?? "").replace(/[\r\n\t]+/g, "").trim()
  if (isAllowedUrl(href)) return href
  if (!/^(https?:|mailto:)/i.test(href) || !URL.canParse(href)) return null
  const whole = new URL(href).href
  return isAllowedUrl(whole) ? whole : null
}

function directionOf(element: Element, style: Declarations): Direction | null {
  const dir = element.getAttribute("dir")?.toLowerCase() ?? style.get("direction")
  return dir === "rtl" || dir === "ltr" ? dir : null
}
