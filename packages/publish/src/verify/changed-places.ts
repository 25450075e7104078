import type { HashedSection } from "../manifest/index.ts"
import type { ChangedPlace } from "./verification.ts"

/** So many are named; what is beyond is changed as well. */
export const changedPlacesMax = 200

/** Where the words of two versions differ, by the hashes of their paragraphs. */
export function changedPlaces(frozen: readonly HashedSection[], found: readonly HashedSection[]): ChangedPlace[] {
  const places: ChangedPlace[] = []
  const byId = new Map(found.map((section) => [section.id, section]))
  for (const section of frozen) {
    const other = byId.get(section.id)
    byId.delete(section.id)
    if (other === undefined) places.push({ section: named(section), what: "missing" })
    else places.push(...inSection(section, other))
  }
  for (const section of byId.values()) places.push({ section: named(section), what: "added" })
  return places.slice(0, changedPlacesMax)
}

function inSection(frozen: HashedSection, found: HashedSection): ChangedPlace[] {
  const section = named(frozen)
  const title =
    frozen.title === found.title && frozen.number === found.number ? [] : [{ section, what: "title" } as const]
  if (frozen.sha256 === found.sha256) return title
  return [
    ...title,
    ...unequal(frozen.paragraphs, found.paragraphs).map(({ index, number }) => ({
      section,
      what: "paragraph" as const,
      index,
      ...(number === undefined ? {} : { number }),
    })),
    ...unequal(frozen.footnotes, found.footnotes).map(({ index }) => ({ section, what: "footnote" as const, index })),
  ]
}

type Hashed = HashedSection["paragraphs"]

/** Those that the two lists do not share, from 1, without what is the same before and behind them. */
function unequal(frozen: Hashed, found: Hashed): { index: number; number: string | undefined }[] {
  let before = 0
  while (before < frozen.length && before < found.length && isSame(frozen[before], found[before])) before += 1
  let behind = 0
  while (
    behind < frozen.length - before &&
    behind < found.length - before &&
    isSame(frozen[frozen.length - 1 - behind], found[found.length - 1 - behind])
  )
    behind += 1
  const length = Math.max(frozen.length, found.length) - behind - before
  return Array.from({ length }, (_, i) => i + before)
    .filter((i) => !isSame(frozen[i], found[i]))
    .map((i) => ({ index: i + 1, number: (frozen[i] ?? found[i])?.number }))
}

function isSame(a: Hashed[number] | undefined, b: Hashed[number] | undefined): boolean {
  return a?.sha256 === b?.sha256
}

function named({ number, title }: HashedSection): ChangedPlace["section"] {
  return { number, title }
}
