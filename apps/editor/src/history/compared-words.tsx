import type { Inline } from "@codraft/document"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"

/** Words for those who do not see the marks, in the language of the interface. */
export function Aside({ children }: { children: string }) {
  return (
    <span className="visually-hidden" lang={document.documentElement.lang}>
      {` [${children}] `}
    </span>
  )
}

/** What became of a passage, where its words alone do not say so. */
export function Said({ children }: { children: ReactNode }) {
  return (
    <span className="compared-said" lang={document.documentElement.lang} dir="auto">
      {children}
    </span>
  )
}

export function Words({ content }: { content: readonly Inline[] }): ReactNode {
  if (content.length === 0) return <span className="compared-empty">¶</span>
  return content.map((part, i) => <Word key={i} part={part} />)
}

function Word({ part }: { part: Inline }): ReactNode {
  const ownLanguage = "language" in part && part.language !== undefined ? { lang: part.language } : null
  switch (part.type) {
    case "text": {
      const words = (part.formats ?? []).reduceRight<ReactNode>((inner, format) => {
        const Tag = tags[format]
        return <Tag>{inner}</Tag>
      }, part.text)
      return ownLanguage === null ? words : <bdi {...ownLanguage}>{words}</bdi>
    }
    case "break":
      return <br />
    case "link":
      return (
        <a href={part.url} target="_blank" rel="noopener noreferrer">
          <Words content={part.content} />
        </a>
      )
    case "footnote":
      return <sup>{part.note + 1}</sup>
    case "tablenote":
      return <sup>{letterOf(part.note)}</sup>
    case "target":
      return <bdi className="compared-thing">{part.code}</bdi>
    case "crossreference":
      return <bdi className="compared-thing">{saidBy(part) ?? m.reference_in_text()}</bdi>
    default:
      return <span className="compared-thing">{m.reference_in_text()}</span>
  }
}

/** What the server says that a reference shows. */
function saidBy(part: object): string | null {
  const { said } = part as { said?: unknown }
  return typeof said === "string" && said !== "" ? said : null
}

const tags = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
} as const

/** a, b, … z, aa. */
export function letterOf(note: number): string {
  const rest = Math.floor(note / 26)
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(97 + (note % 26))
}
