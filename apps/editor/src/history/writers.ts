import type { Inline } from "@codraft/document"
import { queryOptions } from "@tanstack/react-query"
import { createContext, use } from "react"
import type { AuthoredLine, SectionAuthors } from "../authorship/section-authors.ts"
import { m } from "../language/language.ts"
import { instantWords } from "../time/words.ts"
import { request } from "../workspace/request.ts"

/** Who wrote the text of a moment; asked for beside the comparison, which does not wait for it. */
export const writersQuery = (sectionId: string, moment: number) =>
  queryOptions({
    queryKey: ["writers", sectionId, moment],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
    queryFn: ({ signal }) =>
      request<SectionAuthors>(`/api/sections/${encodeURIComponent(sectionId)}/authorship?at=${moment}`, { signal }),
  })

/** More names than these are not read out for one change. */
const namesMax = 4

/** Says who wrote the words of a text and when, by the ids of its lines. */
export class Writers {
  readonly #lines: ReadonlyMap<string, AuthoredLine>
  readonly #wordsOf: (author: number, at: number | null) => string

  constructor({ authors, lines, since }: SectionAuthors, zone: string) {
    this.#lines = new Map(lines.flatMap((line) => (line.id === undefined ? [] : [[line.id, line]])))
    this.#wordsOf = (index, at) => {
      const author = authors[index]
      if (!author?.orgId) return m.authorship_came()
      const person = author.isMine ? m.authorship_mine() : author.personId === null ? null : author.name
      const who = person === null ? author.organization : m.writer({ person, organization: author.organization })
      if (at !== null) return m.authorship_of_passage({ who, when: instantWords(at, zone) })
      const date = since === null ? null : instantWords(since, zone)
      return date === null ? who : m.authorship_of_passage({ who, when: m.authorship_before({ date }) })
    }
  }

  /** Of a stretch of a line whose length tells whether it is the line that is known; null for nobody that is known. */
  of(id: string | undefined, length: number, from: number, to: number): string | null {
    const line = id === undefined ? undefined : this.#lines.get(id)
    if (line === undefined || line.text.length !== length) return null
    const names: string[] = []
    let at = 0
    for (const [author, time, runLength] of line.runs) {
      const isIn = at < to && at + runLength > from
      const words = isIn ? this.#wordsOf(author, time) : null
      if (words !== null && !names.includes(words)) names.push(words)
      at += runLength
    }
    if (names.length === 0) return null
    return names.length > namesMax ? `${names.slice(0, namesMax).join("; ")}; …` : names.join("; ")
  }
}

/** How many characters the log counts for a stretch of a line. */
export function charactersIn(content: readonly Inline[]): number {
  return content.reduce((sum, part) => {
    if (part.type === "text") return sum + part.text.length
    if (part.type === "link") return sum + charactersIn(part.content)
    if (part.type === "target") return sum + part.code.length
    return sum + (part.type === "break" ? 1 : 0)
  }, 0)
}

const Context = createContext<Writers | null>(null)
export const WritersKnown = Context.Provider
/** null until they are known. */
export const useWriters = (): Writers | null => use(Context)
