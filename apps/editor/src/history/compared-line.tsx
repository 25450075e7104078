import type { Inline } from "@codraft/document"
import type { LinePart } from "@codraft/document/compare"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"

/** A line with what became of it: a caption, a note, or the words of a paragraph. */
export type LineChange =
  | { kind: "same"; after: { content: readonly Inline[] } }
  | { kind: "added"; after: { content: readonly Inline[] } }
  | { kind: "removed"; before: { content: readonly Inline[] } }
  | { kind: "changed"; line: readonly LinePart[] }

export function ComparedLine({ change }: { change: LineChange }): ReactNode {
  if (change.kind === "same") return <Words content={change.after.content} />
  if (change.kind === "added")
    return (
      <Added>
        <Words content={change.after.content} />
      </Added>
    )
  if (change.kind === "removed")
    return (
      <Removed>
        <Words content={change.before.content} />
      </Removed>
    )
  return change.line.map((part, i) => <Part key={i} part={part} />)
}

function Part({ part }: { part: LinePart }): ReactNode {
  if (part.kind === "kept") return <Words content={part.content} />
  if (part.kind === "added")
    return (
      <Added>
        <Words content={part.content} />
      </Added>
    )
  if (part.kind === "removed")
    return (
      <Removed>
        <Words content={part.content} />
      </Removed>
    )
  return (
    <span data-change="restyled" tabIndex={-1} title={m.restyled()}>
      <Aside>{m.restyled()}</Aside>
      <Words content={part.after} />
    </span>
  )
}

/** What came. It is said in words too: few screen readers say that something is an insertion. */
export function Added({ children }: { children: ReactNode }) {
  return (
    <ins data-change="added" tabIndex={-1}>
      <Aside>{m.change_added()}</Aside>
      {children}
      <Aside>{m.change_end()}</Aside>
    </ins>
  )
}

export function Removed({ children }: { children: ReactNode }) {
  return (
    <del data-change="removed" tabIndex={-1}>
      <Aside>{m.change_removed()}</Aside>
      {children}
      <Aside>{m.change_end()}</Aside>
    </del>
  )
}

/** Words for those who do not see the marks, in the language of the interface. */
function Aside({ children }: { children: string }) {
  return (
    <span className="visually-hidden" lang={document.documentElement.lang}>
      {` [${children}] `}
    </span>
  )
}

export function Words({ content }: { content: readonly Inline[] }): ReactNode {
  if (content.length === 0) return <span className="compared-empty">¶</span>
  return content.map((part, i) => <Word key={i} part={part} />)
}

function Word({ part }: { part: Inline }): ReactNode {
  switch (part.type) {
    case "text":
      return (part.formats ?? []).reduceRight<ReactNode>((inner, format) => {
        const Tag = tags[format]
        return <Tag>{inner}</Tag>
      }, part.text)
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
    case "crossreference":
    default:
      return <span className="compared-thing">{part.type === "target" ? part.code : m.reference_in_text()}</span>
  }
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
function letterOf(note: number): string {
  const rest = Math.floor(note / 26)
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(97 + (note % 26))
}
