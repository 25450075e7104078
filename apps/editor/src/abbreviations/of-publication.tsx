import type { PublicationAbbreviation } from "@codraft/document"
import { flatOutline, outline, type Section } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { request, RequestError } from "../workspace/request.ts"
import { AbbreviationLine } from "./abbreviation-line.tsx"
import { AbbreviationList } from "./abbreviation-list.tsx"
import type { Explained } from "./abbreviations-in-text.ts"

type Answer =
  | { kind: "waiting" }
  | { kind: "failed" }
  | { kind: "here"; abbreviations: readonly PublicationAbbreviation[] }

/** The abbreviations of all texts in the language of this one that the person may read: what the list of a book is made of. */
export function OfPublication({
  section: { language },
  onInsert,
}: {
  section: Section
  onInsert: ((explained: readonly Explained[]) => void) | null
}) {
  const { publication } = usePublication()
  const [answer, setAnswer] = useState<Answer>({ kind: "waiting" })
  const { id } = publication
  useEffect(() => {
    const asking = new AbortController()
    const path = `/api/publications/${encodeURIComponent(id)}/abbreviations`
    request<{ abbreviations: PublicationAbbreviation[] }>(path, { signal: asking.signal }).then(
      ({ abbreviations }) =>
        setAnswer({ kind: "here", abbreviations: abbreviations.filter((one) => one.language === language) }),
      (error) => {
        if (asking.signal.aborted) return
        if (!(error instanceof RequestError)) throw error
        setAnswer({ kind: "failed" })
      },
    )
    return () => asking.abort()
  }, [id, language])

  if (answer.kind === "waiting")
    return <output className="block pt-3 text-ink-soft">{m.abbreviations_waiting()}</output>
  if (answer.kind === "failed") return <p className="pt-3 text-danger">{m.abbreviations_failed()}</p>
  const { abbreviations } = answer
  const nodes = new Map(flatOutline(outline(publication)).map((node) => [node.section.id as string, node]))
  const named = (sectionId: string) => {
    const node = nodes.get(sectionId)
    return node ? `${numberWords(node)} ${node.section.title}`.trim() : ""
  }
  const explained = abbreviations.flatMap(({ short, forms: [first] }) => (first ? [{ short, full: first.full }] : []))
  return (
    <AbbreviationList
      words={abbreviations.length === 0 ? m.abbreviations_none_anywhere() : m.abbreviations_of_publication_explained()}
      explained={explained}
      onInsert={onInsert}
    >
      {abbreviations.map(({ short, first, forms }) => (
        <AbbreviationLine
          key={short}
          short={short}
          forms={forms.slice(0, 1).map(({ full }) => full)}
          language={language}
          warnings={warningsOf(forms, named)}
        >
          <Link
            to="/p/$publicationId/s/$sectionId"
            params={{ publicationId: id, sectionId: first }}
            className="max-w-48 shrink-0 truncate text-sm link"
          >
            {named(first)}
          </Link>
        </AbbreviationLine>
      ))}
    </AbbreviationList>
  )
}

function warningsOf(forms: PublicationAbbreviation["forms"], named: (sectionId: string) => string): string[] {
  if (forms.length === 0) return [m.abbreviation_never_explained()]
  return forms
    .slice(1)
    .map(({ full, sectionId }) => m.abbreviation_explained_otherwise({ full, section: named(sectionId) }))
}
