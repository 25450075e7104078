import { request } from "../workspace/request.ts"

export interface Author {
  /** null where this reader may know the organisation only. */
  personId: string | null
  name: string
  /** null: text that came with the section. */
  orgId: string | null
  organization: string
  isMine: boolean
}

export interface AuthoredLine {
  id?: string
  text: string
  runs: [author: number, at: number | null, length: number][]
}

export interface SectionAuthors {
  position: number
  /** When the audience let this reader in; what is older has no time. */
  since: number | null
  authors: Author[]
  lines: AuthoredLine[]
}

export function askAuthors(sectionId: string, signal: AbortSignal): Promise<SectionAuthors> {
  return request<SectionAuthors>(`/api/sections/${encodeURIComponent(sectionId)}/authorship`, { signal })
}

/** The organisations in the order in which they first appear in the text, those of the reader's own words included. */
export function organizationsIn({ authors, lines }: SectionAuthors): { id: string; name: string; isMine: boolean }[] {
  const found = new Map<string, { id: string; name: string; isMine: boolean }>()
  for (const { runs } of lines) {
    for (const [index] of runs) {
      const author = authors[index]
      if (!author?.orgId) continue
      const known = found.get(author.orgId)
      if (known) known.isMine ||= author.isMine
      else found.set(author.orgId, { id: author.orgId, name: author.organization, isMine: author.isMine })
    }
  }
  return [...found.values()]
}
