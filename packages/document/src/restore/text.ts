import { diffArrays } from "diff"
import type * as Y from "yjs"
import type { TextRun } from "../canonical/index.ts"
import { wordSegments } from "../canonical/lines.ts"
import { formatBits, isMarkAttribute, languageAttribute } from "../form/index.ts"
import { lookKey, looksOf } from "./keys.ts"

const editsMax = 3_000

type Attributes = Record<string, unknown>

/** A character, or several, that look the same and stand under the same marks. */
interface Char {
  readonly look: string
  readonly attributes: Readonly<Attributes>
}

/** Gives a text these runs: words that stay keep their items, and with them marks, authors and carets. */
export function patchText(text: Y.XmlText, runs: readonly TextRun[], language: string): void {
  const before = looksOf(text)
  const chars: Char[] = before.flatMap((run) => Array.from({ length: run.text.length }, () => run))
  const wanted: Char[] = runs.flatMap((run) => {
    const char = { look: lookOf(run), attributes: attributesOf(run) }
    return Array.from({ length: run.text.length }, () => char)
  })
  const [old, now] = [before.map((run) => run.text).join(""), runs.map((run) => run.text).join("")]
  /** Where we are: in the text as it is by now, as it was, and as it is wanted. */
  let [at, from, to] = [0, 0, 0]
  let left: Char | undefined
  for (const { value, added, removed } of editsOf(old, now, language)) {
    const { length } = value
    if (removed) {
      text.delete(at, length)
      from += length
    } else if (added) {
      for (const [start, end] of stretches(to, to + length, (i) => wanted[i]?.look)) {
        const inserted = { ...wanted[start]?.attributes, ...marksAround(left, chars[from]) }
        text.insert(at, now.slice(start, end), inserted)
        at += end - start
        left = { look: wanted[start]?.look ?? "", attributes: inserted }
      }
      to += length
    } else {
      const offset = to - from
      for (const [start, end] of stretches(
        from,
        from + length,
        (i) => `${chars[i]?.look} ${wanted[i + offset]?.look}`,
      )) {
        const want = wanted[start + offset]
        if (want !== undefined && chars[start]?.look !== want.look) {
          const { p = null, [languageAttribute]: lang = null } = want.attributes
          text.format(at, end - start, { p, [languageAttribute]: lang })
        }
        at += end - start
      }
      from += length
      to += length
      left = chars[from - 1]
    }
  }
}

function editsOf(old: string, now: string, language: string): { value: string; added: boolean; removed: boolean }[] {
  if (old === now) return [{ value: old, added: false, removed: false }]
  const edits = diffArrays(words(old, language), words(now, language), { maxEditLength: editsMax })
  if (edits === undefined) {
    return [
      { value: old, added: false, removed: true },
      { value: now, added: true, removed: false },
    ]
  }
  return edits.map(({ value, added, removed }) => ({ value: value.join(""), added, removed }))
}

function words(text: string, language: string): string[] {
  return Array.from(wordSegments(text, language), ({ segment }) => segment)
}

function stretches(from: number, to: number, nameOf: (index: number) => string | undefined): [number, number][] {
  const found: [number, number][] = []
  for (let start = from; start < to; ) {
    let end = start + 1
    while (end < to && nameOf(end) === nameOf(start)) end++
    found.push([start, end])
    start = end
  }
  return found
}

/** The marks that are on both sides: what is put between words of one thread is that thread's, as if it were typed there. */
function marksAround(left: Char | undefined, right: Char | undefined): Attributes {
  if (left === undefined || right === undefined) return {}
  return Object.fromEntries(
    Object.entries(left.attributes).filter(([key, value]) => isMarkAttribute(key) && right.attributes[key] === value),
  )
}

export function attributesOf(run: TextRun): Attributes {
  const bits = bitsOf(run)
  return {
    ...(bits === 0 ? {} : { p: { __format: bits } }),
    ...(run.language === undefined ? {} : { [languageAttribute]: run.language }),
  }
}

function lookOf(run: TextRun): string {
  return lookKey(bitsOf(run), run.language ?? "")
}

function bitsOf({ formats = [] }: TextRun): number {
  return formats.reduce((sum, format) => sum | formatBits[format], 0)
}
