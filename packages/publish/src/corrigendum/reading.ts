import { plainText } from "../book/index.ts"
import type { Word } from "../redline/words.ts"

/** What reads otherwise: `before` is there once in its line, and `after` stands in its place. */
export interface Misreading {
  readonly before: string
  readonly after: string
}

/** A reference to a footnote that came or went, behind words that are there once in the line before. */
export interface MovedMark {
  readonly note: number
  readonly label: string
  readonly isNew: boolean
  readonly behind: string
}

export interface LineCorrections {
  /** All of the line is another: then its words stand in `misreadings` alone. */
  readonly isRewritten: boolean
  readonly misreadings: readonly Misreading[]
  readonly marks: readonly MovedMark[]
  /** Words that only look otherwise. */
  readonly restyled: readonly string[]
}

interface Change {
  readonly from: number
  readonly to: number
  readonly after: string
}

/** A line of which more would have to be quoted, in parts of its length, is replaced as a whole. */
const rewrittenFrom = 0.6
/** In characters: shorter lines are quoted. */
const shortLine = 60

/** What is to be corrected in a line, as an editor would dictate it. */
export function correctionsIn(words: readonly Word[]): LineCorrections {
  const text = textOn(words, "before")
  const later = textOn(words, "after")
  const changes: Change[] = []
  const marks: MovedMark[] = []
  const restyled: string[] = []
  let at = 0
  let open: Change | null = null
  for (const word of words) {
    const said = saidBy(word)
    if (word.thing.type === "note" && word.thing.of === "part" && word.on !== "both") {
      const { note, label } = word.thing
      marks.push({ note, label, isNew: word.on === "after", behind: wordsBefore(text, at) })
      continue
    }
    if (said === "") continue
    if (word.on === "both") {
      if (open !== null) changes.push(open)
      open = null
      if (word.was !== undefined) restyled.push(said.trim())
      at += said.length
      continue
    }
    open ??= { from: at, to: at, after: "" }
    if (word.on === "before") {
      at += said.length
      open = { ...open, to: at }
    } else open = { ...open, after: open.after + said }
  }
  if (open !== null) changes.push(open)
  const clusters = clustered(changes, text)
  const quoted = clusters.reduce((sum, { from, to }) => sum + to - from, 0)
  const isRewritten = text.length > shortLine && quoted > text.length * rewrittenFrom
  const misreadings = isRewritten
    ? [{ before: text.trim(), after: later.trim() }]
    : clusters.map((each) => ({ before: text.slice(each.from, each.to).trim(), after: correctedIn(each, text).trim() }))
  const different = misreadings.filter(({ before, after }) => spaced(before) !== spaced(after))
  return { isRewritten, misreadings: different, marks, restyled: restyled.filter((said) => said !== "") }
}

export function textOn(words: readonly Word[], side: "before" | "after"): string {
  return words.map((word) => (word.on === "both" || word.on === side ? saidBy(word) : "")).join("")
}

function saidBy({ thing }: Word): string {
  if (thing.type === "text") return thing.text
  if (thing.type === "reference") return plainText([thing])
  return thing.type === "break" || thing.type === "tab" ? " " : ""
}

/** Changes that are put as one. */
interface Cluster {
  readonly changes: readonly Change[]
  readonly from: number
  readonly to: number
}

/** Changes with enough words around them that each is there once; those that come to touch are put as one. */
function clustered(changes: readonly Change[], text: string): Cluster[] {
  let clusters = changes.map((change) => widened([change], text))
  for (;;) {
    const made: Cluster[] = []
    for (const cluster of clusters) {
      const last = made.at(-1)
      if (last === undefined || cluster.from > last.to) made.push(cluster)
      else made[made.length - 1] = widened([...last.changes, ...cluster.changes], text)
    }
    if (made.length === clusters.length) return made
    clusters = made
  }
}

function widened(changes: readonly Change[], text: string): Cluster {
  let [from, to] = [changes[0]?.from ?? 0, changes.at(-1)?.to ?? 0]
  // What is only inserted is shown between the words on either side.
  if (from === to) [from, to] = [from - lastWord(text.slice(0, from)).length, to + firstWord(text.slice(to)).length]
  const isRemoval = changes.every(({ after }) => after === "")
  const isEnough = () => {
    const quoted = text.slice(from, to).trim()
    return quoted !== "" && correctedIn({ changes, from, to }, text).trim() !== "" && isOnce(text, quoted)
  }
  for (let turn = 0; !isEnough() && (from > 0 || to < text.length); turn++) {
    const goesLeft = to === text.length || (from > 0 && turn % 2 === (isRemoval ? 1 : 0))
    if (goesLeft) from -= lastWord(text.slice(0, from)).length
    else to += firstWord(text.slice(to)).length
  }
  return { changes, from, to }
}

function correctedIn({ changes, from, to }: Cluster, text: string): string {
  let at = from
  const parts = changes.map((change) => {
    const kept = text.slice(at, change.from)
    at = change.to
    return kept + change.after
  })
  return parts.join("") + text.slice(at, to)
}

function spaced(words: string): string {
  return words.replace(/\s+/g, " ")
}

function lastWord(text: string): string {
  return /\S*\s*$/.exec(text)?.[0] || text
}

function firstWord(text: string): string {
  return /^\s*\S*/.exec(text)?.[0] || text
}

function isOnce(text: string, words: string): boolean {
  const first = text.indexOf(words)
  return first >= 0 && text.indexOf(words, first + 1) === -1
}

/** The words in front of a place, so many that they are there once. */
function wordsBefore(text: string, to: number): string {
  let from = to
  const isEnough = () => {
    const words = text.slice(from, to).trim()
    return words !== "" && isOnce(text, words)
  }
  while (from > 0 && !isEnough()) from -= lastWord(text.slice(0, from)).length
  return text.slice(from, to).trim()
}
