import type { CanonicalContent } from "@codraft/document"
import type { SectionId } from "@codraft/publication"
import { useEffect, useState } from "react"
import { m } from "../language/language.ts"
import { request, RequestError } from "../workspace/request.ts"

/** Somewhere in a text where a passage can go; `before` is the block that will follow, null at the end. */
export interface Place {
  key: string
  label: string
  before: string | null
}

/** The places of a section's text: its end, its beginning, and the end of what stands under each heading. */
export function usePlaces(sectionId: SectionId | null): readonly Place[] {
  const [known, setKnown] = useState<{ sectionId: SectionId; places: readonly Place[] } | null>(null)
  useEffect(() => {
    if (sectionId === null) return undefined
    const asking = new AbortController()
    request<CanonicalContent>(`/api/sections/${sectionId}/text?format=json`, { signal: asking.signal }).then(
      (content) => setKnown({ sectionId, places: placesIn(content) }),
      (error) => {
        // Without an answer the end is a place all the same.
        if (!asking.signal.aborted && !(error instanceof RequestError)) throw error
      },
    )
    return () => asking.abort()
  }, [sectionId])
  return known?.sectionId === sectionId ? known.places : [atEnd()]
}

const atEnd = (): Place => ({ key: "end", label: m.place_end(), before: null })

export function placesIn({ blocks }: CanonicalContent): Place[] {
  const first = blocks.find(({ id }) => id !== undefined)?.id
  const places = first === undefined ? [atEnd()] : [atEnd(), { key: "start", label: m.place_start(), before: first }]
  for (const [i, block] of blocks.entries()) {
    if (block.type !== "heading" || block.id === undefined) continue
    const title = block.content.map((part) => (part.type === "text" ? part.text : "")).join("")
    const next = blocks.slice(i + 1).find((other) => other.type === "heading" && other.level <= block.level)
    if (title.trim() !== "")
      places.push({ key: block.id, label: m.place_under({ heading: title }), before: next?.id ?? null })
  }
  return places
}
