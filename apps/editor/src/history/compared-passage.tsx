import type { LineLooks, Passage, PassageChange } from "@codraft/document/compare"
import { RotateCcw } from "lucide-react"
import { type CSSProperties, Fragment, type ReactNode } from "react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { ComparedImage, Picture } from "./compared-image.tsx"
import { ComparedLine, LineEnd, type LineChange, Parts } from "./compared-line.tsx"
import { ComparedTable, PlainTable } from "./compared-table.tsx"
import { Said } from "./compared-words.tsx"
import { ElsewherePlace, MovedPlace } from "./moved-place.tsx"
import { type Around, useAround } from "./shown.ts"

/**
 * One passage of a comparison, as what it is, with a word about what became of it where its words alone do not say so. `among` are
 * those that it stands among.
 */
export function ComparedPassage({
  change,
  among,
  isInCell = false,
}: {
  change: PassageChange
  among: readonly PassageChange[]
  isInCell?: boolean
}): ReactNode {
  const { numbers, side, places, elsewhere } = useAround()
  if (!isOn(change, side)) return null
  const mark = numbers.get(change)
  const apart = elsewhere.get(change)
  if (apart !== undefined) {
    const place = <ElsewherePlace elsewhere={apart} />
    if (apart.is === "here" || side === "before") return <Shown change={apart.change} mark={mark} moved={place} />
    return (
      <p className="compared-left" data-change="left" tabIndex={-1}>
        {place}
      </p>
    )
  }
  const moves = isInCell ? null : places
  if (change.kind === "left") {
    const place = <MovedPlace places={moves} move={change.move} is="left" />
    const there = among.find((other): other is Standing => other.kind !== "left" && movedAs(other) === change.move)
    if (side === "before" && there !== undefined) return <Shown change={there} mark={mark} moved={place} />
    return (
      <p className="compared-left" data-change="left" tabIndex={-1}>
        {place}
      </p>
    )
  }
  const move = movedAs(change)
  const moved = move === undefined ? null : <MovedPlace places={moves} move={move} is="here" />
  return <Shown change={change} mark={mark} moved={moved} />
}

type Standing = Exclude<PassageChange, { kind: "left" }>

const movedAs = (change: Standing): number | undefined => ("move" in change ? change.move : undefined)

function Shown({ change, mark, moved }: { change: Standing; mark: string | undefined; moved: ReactNode }): ReactNode {
  const { side } = useAround()
  if (change.kind === "split") return <SplitLines change={change} mark={mark} moved={moved} />
  if (change.kind === "joined") return <JoinedLines change={change} mark={mark} moved={moved} />
  if (change.kind === "changed") {
    if (change.type === "line") {
      return (
        <Block
          looks={side === "before" ? change.before : change.after}
          mark={mark}
          say={[moved, side === "before" ? null : changeOfLooks(change.before, change.after)]}
        >
          <ComparedLine change={change} />
          <Restore ids={[change.before.id, change.after.id]} />
        </Block>
      )
    }
    if (change.type === "table") return <ComparedTable change={change} say={moved} />
    if (change.type === "image") return <ComparedImage change={change} say={moved} />
    return (
      <>
        {side === "after" ? null : <Whole kind="removed" passage={change.before} mark={undefined} moved={null} />}
        {side === "before" ? null : <Whole kind="added" passage={change.after} mark={undefined} moved={null} />}
      </>
    )
  }
  if (change.kind === "removed") return <Whole kind="removed" passage={change.before} mark={mark} moved={moved} />
  const was = change.kind === "same" && side === "before" ? change.before : undefined
  return <Whole kind={change.kind} passage={was ?? change.after} mark={mark} moved={moved} />
}

/** Whether a side has a passage in this place. */
function isOn(change: PassageChange, side: Around["side"]): boolean {
  if (side === "both") return true
  if (side === "after") return change.kind !== "removed" && change.kind !== "left"
  if (change.kind === "left" || change.kind === "removed") return true
  return change.kind !== "added" && change.move === undefined
}

/** The lines that one was divided into. */
function SplitLines({ change, mark, moved }: { change: Split; mark: string | undefined; moved: ReactNode }) {
  const { before, lines } = change
  const { numbers, side } = useAround()
  if (side === "before") {
    return (
      <Block looks={before} mark={mark} say={[moved]}>
        <Parts id={undefined} line={lines.flatMap(({ line }) => line)} />
      </Block>
    )
  }
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

function JoinedLines({ change, mark, moved }: { change: Joined; mark: string | undefined; moved: ReactNode }) {
  const { after, lines } = change
  const { numbers, side } = useAround()
  if (side === "before") {
    return lines.map(({ before, line }, i) => (
      <Block key={i} looks={before} mark={numbers.get(before) ?? mark} say={[i === 0 ? moved : null]}>
        <Parts id={undefined} line={line} />
        {i === lines.length - 1 ? null : <LineEnd kind="joined" />}
      </Block>
    ))
  }
  return (
    <Block looks={after} mark={mark} say={[moved]}>
      {lines.map(({ line }, i) => (
        <Fragment key={i}>
          {i === 0 ? null : <LineEnd kind="joined" />}
          <Parts id={undefined} line={line} />
        </Fragment>
      ))}
      <Restore ids={[after.id, ...lines.map(({ before }) => before.id)]} />
    </Block>
  )
}

type Split = Extract<PassageChange, { kind: "split" }>
type Joined = Extract<PassageChange, { kind: "joined" }>

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
  moved: ReactNode
}) {
  if ("content" in passage) {
    const { content: _, ...looks } = passage
    const line: LineChange = kind === "removed" ? { kind, before: passage } : { kind, after: passage }
    return (
      <Block looks={looks} mark={mark} say={[moved]} isOfBefore={kind === "removed"}>
        <ComparedLine change={line} />
        {kind === "removed" ? <Restore ids={[passage.id]} /> : null}
      </Block>
    )
  }
  const said = kind === "same" ? moved : kind === "added" ? m.compared_added() : m.compared_removed()
  return (
    <div className="compared-block" data-kind={kind} {...(said === null ? {} : { "data-change": kind, tabIndex: -1 })}>
      {said === null ? null : <Said>{said}</Said>}
      {passage.type === "table" ? <PlainTable table={passage} isOfBefore={kind === "removed"} /> : null}
      {passage.type === "image" ? <Picture image={passage} side={kind === "removed" ? "before" : "after"} /> : null}
      {passage.type === "unknown" ? <p>{passage.text}</p> : null}
      {kind === "removed" ? <Restore ids={[passage.id]} /> : null}
    </div>
  )
}

function Block({
  looks,
  mark,
  say,
  isOfBefore = false,
  children,
}: {
  looks: LineLooks
  mark: string | undefined
  say: ReactNode[]
  isOfBefore?: boolean
  children: ReactNode
}) {
  const { side, numberOf, headingsUnder } = useAround()
  const said = say.filter((words) => words !== null)
  const Tag = looks.type === "heading" ? (`h${looks.level}` as const) : looks.type === "quote" ? "blockquote" : "p"
  const head = {
    ...(looks.language === undefined ? {} : { lang: looks.language }),
    ...(looks.dir === undefined ? {} : { dir: looks.dir }),
    ...(said.length === 0 ? {} : { "data-change": "said", tabIndex: -1 }),
  }
  const note = said.length === 0 ? null : <Said>{between(said)}</Said>
  const number = numberOf(looks.id, isOfBefore || side === "before" ? "before" : "after")
  if (looks.type !== "item") {
    const level = looks.type === "heading" && headingsUnder > 0 ? looks.level + headingsUnder : null
    return (
      <Tag
        {...head}
        {...(looks.type === "caption" ? { "data-block": "caption" } : {})}
        {...(level === null ? {} : { "aria-level": Math.min(level, levelMax) })}
      >
        {note}
        {number === null ? null : (
          <span className="compared-number" data-is-gone={isOfBefore || undefined}>
            {number}{" "}
          </span>
        )}
        {children}
      </Tag>
    )
  }
  return (
    <p {...head} className="compared-item" style={{ "--depth": looks.lists.length } as CSSProperties}>
      <span className="compared-mark">{number ?? mark ?? "•"}</span>
      <span>
        {note}
        {children}
      </span>
    </p>
  )
}

const levelMax = 6

function between(said: ReactNode[]): ReactNode {
  return said.map((words, i) => (
    <Fragment key={i}>
      {i === 0 ? "" : " · "}
      {words}
    </Fragment>
  ))
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
