import type { Image } from "@codraft/document"
import type { LineLooks, Passage, PassageChange } from "@codraft/document/compare"
import { RotateCcw } from "lucide-react"
import { type CSSProperties, Fragment, type ReactNode } from "react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { ComparedLine, LineEnd, type LineChange, Parts } from "./compared-line.tsx"
import { ComparedTable, PlainTable } from "./compared-table.tsx"
import { useAround } from "./shown.ts"

/** One passage of a comparison, as what it is, with a word about what became of it where its words alone do not say so. */
export function ComparedPassage({ change }: { change: PassageChange }): ReactNode {
  const { numbers } = useAround()
  const mark = numbers.get(change)
  if (change.kind === "left") {
    return (
      <p className="compared-left" data-change="left" tabIndex={-1}>
        {m.moved_away({ number: change.move })}
      </p>
    )
  }
  const moved = "move" in change && change.move !== undefined ? m.moved_here({ number: change.move }) : null
  if (change.kind === "split") return <SplitLines change={change} mark={mark} moved={moved} />
  if (change.kind === "joined") {
    return (
      <Block looks={change.after} mark={mark} say={[moved]}>
        {change.lines.map(({ line }, i) => (
          <Fragment key={i}>
            {i === 0 ? null : <LineEnd kind="joined" />}
            <Parts id={undefined} line={line} />
          </Fragment>
        ))}
        <Restore ids={[change.after.id, ...change.lines.map(({ before }) => before.id)]} />
      </Block>
    )
  }
  if (change.kind === "changed") {
    if (change.type === "line") {
      return (
        <Block looks={change.after} mark={mark} say={[moved, changeOfLooks(change.before, change.after)]}>
          <ComparedLine change={change} />
          <Restore ids={[change.before.id, change.after.id]} />
        </Block>
      )
    }
    if (change.type === "table") return <ComparedTable change={change} say={moved} />
    if (change.type === "image")
      return <ChangedImage before={change.before} after={change.after} caption={change.caption} />
    return (
      <>
        <Whole kind="removed" passage={change.before} mark={undefined} moved={null} />
        <Whole kind="added" passage={change.after} mark={undefined} moved={null} />
      </>
    )
  }
  const passage = change.kind === "removed" ? change.before : change.after
  return <Whole kind={change.kind} passage={passage} mark={mark} moved={moved} />
}

/** The lines that one was divided into. */
function SplitLines({ change, mark, moved }: { change: Divided; mark: string | undefined; moved: string | null }) {
  const { before, lines } = change
  const { numbers } = useAround()
  return lines.map(({ after, line }, i) => {
    const isLast = i === lines.length - 1
    const said = [i === 0 ? moved : null, i === 0 ? changeOfLooks(before, after) : null]
    return (
      <Block key={i} looks={after} mark={numbers.get(after) ?? mark} say={said}>
        {line.length === 0 ? null : <Parts id={after.id} line={line} />}
        {isLast ? <Restore ids={[before.id, ...lines.map(({ after }) => after.id)]} /> : <LineEnd kind="split" />}
      </Block>
    )
  })
}

type Divided = Extract<PassageChange, { kind: "split" }>

/** A passage of which everything came, went or stayed. */
function Whole({
  kind,
  passage,
  mark,
  moved,
}: {
  kind: "same" | "added" | "removed"
  passage: Passage
  mark: string | undefined
  moved: string | null
}) {
  if ("content" in passage) {
    const { content: _, ...looks } = passage
    const line: LineChange = kind === "removed" ? { kind, before: passage } : { kind, after: passage }
    return (
      <Block looks={looks} mark={mark} say={[moved]}>
        <ComparedLine change={line} />
        {kind === "removed" ? <Restore ids={[passage.id]} /> : null}
      </Block>
    )
  }
  const said = kind === "same" ? moved : kind === "added" ? m.compared_added() : m.compared_removed()
  return (
    <div className="compared-block" data-kind={kind} {...(said === null ? {} : { "data-change": kind, tabIndex: -1 })}>
      {said === null ? null : <Said>{said}</Said>}
      {passage.type === "table" ? <PlainTable table={passage} /> : null}
      {passage.type === "image" ? <Picture image={passage} /> : null}
      {passage.type === "unknown" ? <p>{passage.text}</p> : null}
      {kind === "removed" ? <Restore ids={[passage.id]} /> : null}
    </div>
  )
}

function Block({
  looks,
  mark,
  say,
  children,
}: {
  looks: LineLooks
  mark: string | undefined
  say: (string | null)[]
  children: ReactNode
}) {
  const said = say.filter((words) => words !== null)
  const Tag = looks.type === "heading" ? (`h${looks.level}` as const) : looks.type === "quote" ? "blockquote" : "p"
  const head = {
    ...(looks.language === undefined ? {} : { lang: looks.language }),
    ...(looks.dir === undefined ? {} : { dir: looks.dir }),
    ...(said.length === 0 ? {} : { "data-change": "said", tabIndex: -1 }),
  }
  const note = said.length === 0 ? null : <Said>{said.join(" · ")}</Said>
  if (looks.type !== "item") {
    return (
      <Tag {...head} {...(looks.type === "caption" ? { "data-block": "caption" } : {})}>
        {note}
        {children}
      </Tag>
    )
  }
  return (
    <p {...head} className="compared-item" style={{ "--depth": looks.lists.length } as CSSProperties}>
      <span className="compared-mark">{mark ?? "•"}</span>
      <span>
        {note}
        {children}
      </span>
    </p>
  )
}

/** Offers to make one passage as it was. */
export function Restore({ ids }: { ids: (string | undefined)[] }) {
  const { onRestore } = useAround()
  const only = ids.filter((id) => id !== undefined)
  if (onRestore === null || only.length === 0) return null
  return (
    <IconButton label={m.restore_paragraph()} onPress={() => onRestore(only)} className="compared-restore no-print">
      <RotateCcw aria-hidden size={15} />
    </IconButton>
  )
}

export function Said({ children }: { children: ReactNode }) {
  return (
    <span className="compared-said" lang={document.documentElement.lang} dir="auto">
      {children}
    </span>
  )
}

/** What is different about a line beside its words. */
function changeOfLooks(before: LineLooks, after: LineLooks): string | null {
  const [was, now] = [looksWords(before), looksWords(after)]
  if (was !== now) return m.was_and_is({ was, now })
  if (before.language !== after.language || before.dir !== after.dir) return m.language_changed()
  if (before.type === "item" && after.type === "item" && before.opens !== after.opens) return m.numbering_changed()
  return null
}

function looksWords(looks: LineLooks): string {
  if (looks.type === "heading") {
    return { 1: m.block_h1(), 2: m.block_h2(), 3: m.block_h3(), 4: m.block_h4() }[looks.level]
  }
  if (looks.type === "item") {
    const words = looks.lists.at(-1)?.ordered === true ? m.block_numbered() : m.block_bulleted()
    return looks.lists.length > 1 ? m.at_level({ words, level: looks.lists.length }) : words
  }
  return looks.type === "quote" ? m.block_quote() : looks.type === "caption" ? m.image_caption() : m.block_paragraph()
}

function Picture({ image }: { image: Omit<Image, "caption"> & { caption?: Image["caption"] } }) {
  const { sectionId } = useAround()
  const { file, alt = "", credit, caption } = image
  return (
    <figure>
      {file ? (
        <img
          src={`/api/sections/${encodeURIComponent(sectionId)}/images/${file.blob}`}
          alt={alt}
          width={file.width}
          height={file.height}
          loading="lazy"
        />
      ) : null}
      {caption ? (
        <figcaption data-block="caption">
          <ComparedLine change={{ kind: "same", after: caption }} />
        </figcaption>
      ) : null}
      {credit ? <small>{credit}</small> : null}
    </figure>
  )
}

function ChangedImage({
  before,
  after,
  caption,
}: {
  before: Omit<Image, "caption">
  after: Omit<Image, "caption">
  caption: LineChange | undefined
}) {
  const isOther = before.file?.blob !== after.file?.blob
  const said = [
    isOther ? m.image_replaced() : null,
    before.alt === after.alt ? null : m.was_and_is({ was: before.alt ?? "–", now: after.alt ?? "–" }),
    before.credit === after.credit ? null : m.was_and_is({ was: before.credit ?? "–", now: after.credit ?? "–" }),
    before.scale === after.scale
      ? null
      : m.was_and_is({ was: `${before.scale ?? 100} %`, now: `${after.scale ?? 100} %` }),
  ].filter((words) => words !== null)
  return (
    <div className="compared-block" data-kind="changed" data-change="changed" tabIndex={-1}>
      <Said>{said.length > 0 ? said.join(" · ") : m.compared_changed()}</Said>
      {isOther ? (
        <div data-kind="removed">
          <Picture image={before} />
        </div>
      ) : null}
      <Picture image={after} />
      {caption ? (
        <p data-block="caption">
          <ComparedLine change={caption} />
        </p>
      ) : null}
    </div>
  )
}
