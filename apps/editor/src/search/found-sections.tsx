import type { OutlineNode, SectionId } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { classWords, numberWords } from "../contents/section-words.ts"
import { languageName, m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Marked } from "./marked.tsx"
import { followHit, keepSearch } from "./recent-searches.ts"
import type { PublicationSearch } from "./search-address.ts"
import type { Found, FoundLine, FoundSection } from "./search-query.ts"

/** What was found, section by section in the order of the outline; each line leads to its place. */
export function FoundSections({
  found,
  nodes,
  search,
}: {
  found: Found
  nodes: readonly OutlineNode[]
  search: PublicationSearch
}) {
  const bySection = new Map(nodes.map((node) => [node.section.id, node]))
  return (
    <ol className="found-sections">
      {found.sections.map((section) => {
        // A section may have come or gone between the answer and the facts in this window.
        const node = bySection.get(section.sectionId as SectionId)
        return node ? <OneSection key={section.sectionId} found={section} node={node} search={search} /> : null
      })}
    </ol>
  )
}

function OneSection({ found, node, search }: { found: FoundSection; node: OutlineNode; search: PublicationSearch }) {
  const language = useLanguage()
  const { publication } = usePublication()
  const { section } = node
  const { title, hits, lines, more } = found
  const organization = publication.organizations[section.leadOrg]?.name ?? section.leadOrg
  const isOwnTitle = title !== null && title.text === section.title
  const place = {
    to: "/p/$publicationId/s/$sectionId",
    params: { publicationId: publication.id, sectionId: section.id },
  } as const
  const { q = "", match, case: matchCase, whole } = search
  const find = {
    find: q.trim(),
    ...(match ? { match } : {}),
    ...(matchCase ? { case: true } : {}),
    ...(whole ? { whole: true } : {}),
  }
  const onFollow = (event: { currentTarget: HTMLAnchorElement }) => {
    keepSearch(publication.id, q)
    followHit(event.currentTarget.getAttribute("href") ?? "")
  }
  return (
    <li className="found-section">
      <h2 className="found-title">
        <span className="found-number">{numberWords(node)}</span>
        <Link {...place} lang={publication.originalLanguage} className="hover:underline" onClick={onFollow}>
          {isOwnTitle ? <Marked text={title.text} spans={title.spans} /> : section.title}
        </Link>
      </h2>
      {title !== null && !isOwnTitle ? (
        <p lang={title.language} className="found-translation">
          <bdi>
            <Marked text={title.text} spans={title.spans} />
          </bdi>
        </p>
      ) : null}
      <p className="text-sm text-ink-soft">
        <span className="class-mark" data-class={section.textClass} />
        {classWords(section.textClass)} · {organization} · {languageName(section.language, language)}
        {lines > 0 ? ` · ${m.search_lines({ lines })}` : ""}
      </p>
      {hits.length > 0 ? (
        <ul className="found-hits">
          {hits.map((hit) => (
            <li key={hit.line}>
              <Link {...place} search={find} hash={hit.blockId ?? ""} className="found-hit" onClick={onFollow}>
                <span lang={hit.language} dir="auto" className="found-excerpt">
                  <Marked text={hit.excerpt.text} spans={hit.excerpt.spans} />
                </span>
                <HitFacts hit={hit} sectionLanguage={section.language} />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {more ? (
        <Link {...place} search={find} className="link found-more" onClick={onFollow}>
          {m.search_more({ lines: lines - hits.length })}
        </Link>
      ) : null}
    </li>
  )
}

const kindWords: Record<FoundLine["kind"], (() => string) | null> = {
  paragraph: null,
  item: null,
  unknown: null,
  heading: m.search_heading,
  quote: m.block_quote,
  cell: m.table,
  caption: m.search_caption,
  note: m.footnote,
}

/** What is not plain to see from the words: what they stand in, and their language if it is not the section's. */
function HitFacts({ hit, sectionLanguage }: { hit: FoundLine; sectionLanguage: string }) {
  const language = useLanguage()
  const facts = [
    kindWords[hit.kind]?.(),
    hit.language === sectionLanguage ? undefined : languageName(hit.language, language),
  ].filter((fact) => fact !== undefined)
  return facts.length === 0 ? null : <span className="found-facts">{facts.join(" · ")}</span>
}
