import type { Inline } from "@codraft/document"
import type { LinePart } from "@codraft/document/compare"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { Aside, Words } from "./compared-words.tsx"
import { type Around, useAround } from "./shown.ts"
import { charactersIn, useWriters, type Writers } from "./writers.ts"

type Own = { id?: string | undefined; content: readonly Inline[] }

/** A line with what became of it: a caption, a note, or the words of a paragraph. */
export type LineChange =
  | { kind: "same"; after: Own; before?: Own }
  | { kind: "added"; after: Own }
  | { kind: "removed"; before: Own }
  | { kind: "changed"; after: { id?: string | undefined }; line: readonly LinePart[] }

export function ComparedLine({ change }: { change: LineChange }): ReactNode {
  const writers = useWriters()
  const { side } = useAround()
  if (change.kind === "same")
    return <Words content={(side === "before" ? change.before : undefined)?.content ?? change.after.content} />
  if (change.kind === "removed")
    return side === "after" ? null : (
      <Removed>
        <Words content={change.before.content} />
      </Removed>
    )
  if (change.kind === "changed") return <Parts id={change.after.id} line={change.line} />
  if (side === "before") return null
  const { id, content } = change.after
  const length = charactersIn(content)
  return (
    <Added by={writers?.of(id, length, 0, length) ?? null}>
      <Words content={content} />
    </Added>
  )
}

/** The parts of a line that stands in the later text under this id, with who wrote what came. */
export function Parts({ id, line }: { id: string | undefined; line: readonly LinePart[] }): ReactNode {
  return written(line, id, useWriters()).map(({ part, by }, i) => <Part key={i} part={part} by={by} />)
}

function written(line: readonly LinePart[], id: string | undefined, writers: Writers | null) {
  let at = 0
  const placed = line.map((part) => {
    const from = at
    if (part.kind !== "removed") at += charactersIn(part.kind === "restyled" ? part.after : part.content)
    return { part, from, to: at }
  })
  return placed.map(({ part, from, to }) => ({
    part,
    by: part.kind === "added" ? (writers?.of(id, at, from, to) ?? null) : null,
  }))
}

function Part({ part, by }: { part: LinePart; by: string | null }): ReactNode {
  const around = useAround()
  if (part.kind === "kept") return <Words content={keptContent(part.content, around)} />
  if (part.kind === "added")
    return around.side === "before" ? null : (
      <Added by={by}>
        <Words content={part.content} />
      </Added>
    )
  if (part.kind === "removed")
    return around.side === "after" ? null : (
      <Removed>
        <Words content={part.content} />
      </Removed>
    )
  return (
    <span data-change="restyled" tabIndex={-1} title={m.restyled()}>
      <Aside>{m.restyled()}</Aside>
      <Words content={around.side === "before" ? part.before : part.after} />
    </span>
  )
}

/** What both texts have is given as it is after: notes had other numbers before. */
function keptContent(content: readonly Inline[], { side, noteBefore, tableNoteBefore }: Around): readonly Inline[] {
  if (side !== "before" || noteBefore.size + tableNoteBefore.size === 0) return content
  return content.map((part) => {
    if (part.type !== "footnote" && part.type !== "tablenote") return part
    const before = (part.type === "footnote" ? noteBefore : tableNoteBefore).get(part.note)
    return { ...part, note: before ?? part.note }
  })
}

/** What came, and who wrote it. It is said in words too: few screen readers say that something is an insertion. */
function Added({ by, children }: { by: string | null; children: ReactNode }) {
  return (
    <ins data-change="added" tabIndex={-1} {...(by === null ? {} : { title: by, "data-by": by })}>
      <Aside>{by === null ? m.change_added() : m.change_added_by({ who: by })}</Aside>
      {children}
      <Aside>{m.change_end()}</Aside>
    </ins>
  )
}

function Removed({ children }: { children: ReactNode }) {
  return (
    <del data-change="removed" tabIndex={-1}>
      <Aside>{m.change_removed()}</Aside>
      {children}
      <Aside>{m.change_end()}</Aside>
    </del>
  )
}

/** Where a paragraph was divided, or two were made one. */
export function LineEnd({ kind }: { kind: "split" | "joined" }): ReactNode {
  const { side } = useAround()
  if (side === (kind === "split" ? "before" : "after")) return null
  const Tag = kind === "split" ? "ins" : "del"
  const words = kind === "split" ? m.change_split() : m.change_joined()
  return (
    <Tag data-change={kind} tabIndex={-1} title={words} className="compared-line-end">
      <Aside>{words}</Aside>
      <span aria-hidden>¶</span>
    </Tag>
  )
}
