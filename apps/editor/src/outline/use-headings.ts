import type { LexicalEditor } from "lexical"
import { useMemo, useSyncExternalStore } from "react"
import { type CountedHeading, type TextCount, textCountsOf, type TextCounts } from "../counts/text-counts.ts"

export type OutlineHeading = Omit<CountedHeading, "words">

/** The headings of an open text; null until it has been counted once. What is typed below them draws none of them anew. */
export function useHeadings(editor: LexicalEditor, language: string): readonly OutlineHeading[] | null {
  const counts = textCountsOf(editor, language)
  const read = useMemo(() => headingsFrom(counts), [counts])
  return useSyncExternalStore(counts.subscribe, read)
}

/** Reads the headings of a count: the same list, and the same of each heading, while they say the same. */
export function headingsFrom(counts: Pick<TextCounts, "get">): () => readonly OutlineHeading[] | null {
  let of: TextCount | null = null
  let kept: readonly OutlineHeading[] | null = null
  return () => {
    const count = counts.get()
    if (count === of) return kept
    of = count
    if (!count.isCounted) return (kept = null)
    const known = new Map(kept?.map((heading) => [heading.key, heading]))
    const next = count.headings.map(({ key, id, level, text }) => {
      const old = known.get(key)
      return old?.id === id && old.level === level && old.text === text ? old : { key, id, level, text }
    })
    const isSame = next.length === kept?.length && next.every((heading, index) => heading === kept?.[index])
    return isSame ? kept : (kept = next)
  }
}
