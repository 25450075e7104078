import { type BlockNumber, shownReference } from "@codraft/document/canonical"
import { plainText } from "../book/index.ts"
import type { FrozenSection } from "../content/index.ts"
import type { Leaf } from "../redline/leaves.ts"
import type { Named, Phrases } from "./phrases.ts"

/** What a line, table or image of the text is called, and what it stands under. */
export interface Placed {
  readonly thing: Named
  /** "Chapter II", "section 4, under “Limits”". */
  readonly under: string
}

/** What has a number of its own through the whole text needs no section with it. */
export function placeOf({ thing, under }: Placed, phrases: Phrases): string {
  const isKnown = "label" in thing && (thing.noun === "table" || thing.noun === "figure")
  return isKnown ? phrases.named(thing) : `${under}, ${phrases.named(thing)}`
}

/** So many characters of a heading or cell stand for it. */
const wordsMax = 60

/** Names everything in a section, so that a reader finds it on paper: by its number, else by its place under its heading. */
export function placesIn(
  section: Pick<FrozenSection, "number" | "title">,
  leaves: readonly Leaf[],
  numbers: ReadonlyMap<string, BlockNumber>,
  ids: readonly (string | undefined)[],
  phrases: Phrases,
): Placed[] {
  const own = phrases.section(section.number, section.title)
  let under = own
  let counts = new Map<string, number>()
  return leaves.map((leaf, i): Placed => {
    const number = numbers.get(ids[i] ?? "")
    const thing = named(leaf, number, counts, phrases)
    const placed = { thing, under }
    if (leaf.type === "line" && leaf.block.type === "heading") {
      counts = new Map()
      const words = shortened(plainText(leaf.block.content))
      under = number === undefined ? `${own}, ${phrases.under(words)}` : referred(number, phrases)
    } else if (leaf.type !== "item") counts.delete("item")
    return placed
  })
}

function named(leaf: Leaf, number: BlockNumber | undefined, counts: Map<string, number>, phrases: Phrases): Named {
  const next = (noun: Named["noun"]): Named => {
    const place = (counts.get(noun) ?? 0) + 1
    counts.set(noun, place)
    return { noun, place }
  }
  const label = number === undefined ? undefined : labelOf(number, phrases)
  switch (leaf.type) {
    case "item":
      if (label !== undefined) return { noun: "paragraph", label }
      return leaf.list.block.ordered ? { noun: "item", label: leaf.block.mark.replace(/\.$/, "") } : next("item")
    case "table":
      return label === undefined ? next("table") : { noun: "table", label }
    case "figure":
      return label === undefined ? next("figure") : { noun: "figure", label }
    case "line": {
      if (leaf.block.type === "heading") return { noun: "heading", words: shortened(plainText(leaf.block.content)) }
      if (leaf.block.type === "quote") return next("quotation")
      if (label !== undefined) return { noun: "paragraph", label }
      return leaf.block.content.length === 0
        ? { noun: "paragraph", place: counts.get("paragraph") ?? 1 }
        : next("paragraph")
    }
    default:
      return leaf satisfies never
  }
}

/** As a reference in the text would say it. */
function referred({ kind, at }: BlockNumber, { language }: Phrases): string {
  return shownReference({ section: "", goal: kind }, { state: "there", number: { kind, at } }, language).words
}

function labelOf({ kind, at }: BlockNumber, { language }: Phrases): string {
  const reference = { section: "", goal: kind, form: "number" } as const
  return shownReference(reference, { state: "there", number: { kind, at } }, language).words
}

export function shortened(words: string): string {
  return words.length <= wordsMax ? words : `${words.slice(0, wordsMax).replace(/\s+\S*$/, "")}…`
}

/** The first letter of a place is a capital. */
export function capital(words: string): string {
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
