import type { Thread } from "@codraft/publication"
import type { VersionWords } from "../../comments/kept-drafts.ts"
import { elementOf, rangeOf } from "./frozen-words.ts"
import type { VersionThread } from "./use-threads-of-version.ts"

/** In the order of the version. */
export function sorted(found: readonly VersionThread[], addresses: readonly string[]): Thread[] {
  const order = new Map(addresses.map((address, index) => [address, index]))
  const placeOf = (thread: Thread) => order.get(addressIn(thread)) ?? order.size
  return found.map(({ thread }) => thread).toSorted((a, b) => placeOf(a) - placeOf(b) || a.at - b.at)
}

/** By their places; what has been withdrawn is at none. */
export function placed(threads: readonly Thread[]): Map<string, Thread[]> {
  const places = new Map<string, Thread[]>()
  for (const thread of threads) {
    if (thread.state === "withdrawn") continue
    const address = addressIn(thread)
    places.set(address, [...(places.get(address) ?? []), thread])
  }
  return places
}

/** Not hidden by the bar above the text, nor by the sheet of a phone. */
export function showPlace(address: string, isOver: boolean): void {
  const element = elementOf(address)
  const box = element?.getBoundingClientRect()
  const bottom = isOver && innerWidth < 768 ? innerHeight * 0.35 : innerHeight - clearPx
  if (!element || !box || (box.top >= clearPx && Math.min(box.bottom, box.top + clearPx) <= bottom)) return
  element.style.scrollMarginBlockStart = `${clearPx}px`
  element.scrollIntoView({ block: isOver ? "start" : "center" })
}

const clearPx = 72

export function addressIn({ version }: Thread): string {
  return version === undefined ? "" : `${version.sectionId}-${version.block}`
}

/** All of a paragraph is not painted: its count stands beside it. */
export function rangesOf(threads: readonly Thread[]): Range[] {
  return threads.flatMap(({ version, state }) =>
    version === undefined || version.quote === null || state === "withdrawn" ? [] : wordsAt(version),
  )
}

export function wordsAt({ sectionId, block, quote }: Pick<VersionWords, "sectionId" | "block" | "quote">): Range[] {
  const element = elementOf(`${sectionId}-${block}`)
  const range = element && rangeOf(element, quote)
  return range === null ? [] : [range]
}
