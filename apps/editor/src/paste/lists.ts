import { type BlockHead, type Inline, type List, type ListItem, listDepthMax } from "@codraft/document"

/** An item as it was read, before items of one level become a list. */
export interface ListLine {
  type: "item"
  /** 1 is outermost. */
  level: number
  isOrdered: boolean
  /** Its number, where the source says it. */
  number: number | null
  /** Lines of one list have the same. */
  list: string
  head: BlockHead
  content: Inline[]
}

interface Building {
  level: number
  list: Mutable<List>
  items: Mutable<ListItem>[]
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The lists that follow each other in these lines. A level that is skipped is none: deeper means one deeper. */
export function listsOf(lines: readonly ListLine[]): List[] {
  const lists: List[] = []
  const open: Building[] = []
  let top = ""
  for (const line of lines) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > line.level) open.pop()
    const [outermost] = open
    const isOther = outermost !== undefined && line.list !== top && line.level <= outermost.level
    if (isOther) open.length = 0
    const last = open.at(-1)
    const item: Mutable<ListItem> = { ...line.head, content: line.content }
    if (last !== undefined && (line.level <= last.level || open.length === listDepthMax)) {
      if (last.list.ordered === line.isOrdered) {
        last.items.push(item)
        continue
      }
      // The same level, but of another kind: a list beside the one before.
      open.pop()
    }
    const list: Mutable<List> = { type: "list", ordered: line.isOrdered, items: [] }
    if (line.isOrdered && line.number !== null && line.number !== 1) list.start = line.number
    const items = [item]
    list.items = items
    const holder = open.at(-1)?.items.at(-1)
    if (holder === undefined) {
      lists.push(list)
      top = line.list
    } else holder.lists = [...(holder.lists ?? []), list]
    open.push({ level: line.level, list, items })
  }
  return lists
}

/** Of Word: `l0 level2 lfo1`. */
export function wordListOf(value: string | undefined): { list: string; level: number; instance: string } | null {
  const [, list, level, instance] = /\b(l\d+)\s+level(\d+)\s+(lfo\d+)/.exec(value ?? "") ?? []
  if (list === undefined || instance === undefined) return null
  return { list, level: Number(level), instance }
}

/** What stands before an item: a number or a letter with something behind it, or anything else, which is a bullet. */
export function readMarker(marker: string): { isOrdered: boolean; number: number | null } {
  const text = marker.replace(/[\s\u00A0]/g, "")
  const last = /([\p{L}\p{Nd}]+)[.)\]:°º-]*$/u.exec(text)?.[1] ?? ""
  if (last === "" || (text === last && !/^\p{Nd}+$/u.test(last))) return { isOrdered: false, number: null }
  return { isOrdered: true, number: numberOf(last) }
}

/** Written at the start of a paragraph that only looks like an item: a bullet or number with a wide gap behind it. */
export const typedMarker =
  /^[\s\u00A0]*([\u00B7\u2022\u00A7\u25AA\u25CF\u25E6o\u2013-]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)])(?:\t|[\s\u00A0]{2,})/

function numberOf(written: string): number | null {
  const digits = decimalOf(written)
  if (digits !== null) return digits
  const lower = written.toLowerCase()
  if (/^[ivx]+$/.test(lower)) return romanOf(lower)
  return /^[a-z]$/.test(lower) ? lower.charCodeAt(0) - 96 : null
}

function decimalOf(written: string): number | null {
  if (!/^\p{Nd}+$/u.test(written)) return null
  // Arabic-Indic, Persian and Devanagari digits stand in rows of ten, each row beginning at its nought.
  const zeros = [0x30, 0x660, 0x6f0, 0x966]
  const digits = Array.from(written, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    return zeros.map((zero) => code - zero).find((value) => value >= 0 && value <= 9)
  })
  const value = digits.every((digit) => digit !== undefined) ? Number(digits.join("")) : Number.NaN
  return Number.isSafeInteger(value) && value <= 1_000_000 ? value : null
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 }

function romanOf(written: string): number {
  const values = Array.from(written, (digit) => romanDigits[digit] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}
