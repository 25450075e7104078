import type { Section } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { createContext, type ReactNode, useContext } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { type News, useNews } from "./use-news.ts"

const NewsContext = createContext<Readonly<Record<string, News>>>({})

/** Asks once for all sections what is new in them. */
export function NewsOfPublication({ children }: { children: ReactNode }) {
  return <NewsContext value={useNews()}>{children}</NewsContext>
}

/** Among the facts of a section in which this person has not been. */
export function NewToYou({ section }: { section: Section }) {
  const news = useContext(NewsContext)[section.id]
  return news?.from === null ? (
    <span>
      <strong className="font-semibold whitespace-nowrap">{m.section_not_visited()}</strong>
    </span>
  ) : null
}

/** What others changed in a section since this person was there, as the way to it. */
export function SectionNews({ section }: { section: Section }) {
  const { publication } = usePublication()
  const news = useContext(NewsContext)[section.id]
  if (!news || news.from === null || news.changed === null || news.changed === 0) return null
  return (
    <span>
      <Link
        to="/p/$publicationId/s/$sectionId"
        params={{ publicationId: publication.id, sectionId: section.id }}
        search={{ changes: true }}
        className="link font-semibold"
      >
        <span className="max-sm:visually-hidden">{m.news_paragraphs({ count: news.changed })}</span>
        {/* On a phone it has one line. */}
        <span aria-hidden className="sm:hidden">
          {m.paragraphs_changed({ count: news.changed })}
        </span>
      </Link>
    </span>
  )
}
