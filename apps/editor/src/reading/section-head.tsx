import { displayMember, type OutlineNode } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { EndOfState } from "../contents/end-words.tsx"
import { audienceWords, classWords, numberWords, stateWords } from "../contents/section-words.ts"
import { languageName, m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"

/** Title, whose text it is and how it stands; before the words of signed chapters, whose views they are. */
export function SectionHead({ node, now }: { node: OutlineNode; now: number }) {
  const language = useLanguage()
  const { publication } = usePublication()
  const { section, depth } = node
  const lead = displayMember(publication, section.leadPerson)
  const organization = publication.organizations[section.leadOrg]?.name ?? lead.organization
  const translated = section.language === publication.originalLanguage ? undefined : section.titleI18n[section.language]
  return (
    <header className="reading-head" data-depth={Math.min(depth, 2)}>
      <h2
        id={`title-${section.id}`}
        tabIndex={-1}
        aria-level={Math.min(depth + 2, 6)}
        lang={publication.originalLanguage}
      >
        <span className="reading-number">{numberWords(node)}</span> {section.title}
      </h2>
      {translated && translated !== section.title ? (
        <p lang={section.language} dir={section.dir} className="reading-translated">
          {translated}
        </p>
      ) : null}
      <p className="reading-facts">
        <span className="class-mark" data-class={section.textClass} />
        {classWords(section.textClass)} · {organization} · {languageName(section.language, language)}
        <br />
        <strong>{m.reading_draft()}</strong> · {stateWords(section.state)} <EndOfState section={section} now={now} /> ·{" "}
        {audienceWords(section.audience)} <span className="no-print">· </span>
        <Link
          to="/p/$publicationId/s/$sectionId"
          params={{ publicationId: publication.id, sectionId: section.id }}
          className="link no-print"
          aria-label={`${m.open_section()}: ${section.title}`}
        >
          {m.open_section()}
        </Link>
      </p>
      {section.textClass === "contributor" ? (
        <p className="reading-notice">{m.notice_contributor({ organization })}</p>
      ) : null}
      {section.textClass === "national" ? (
        <p className="reading-notice">{m.notice_national({ organization })}</p>
      ) : null}
    </header>
  )
}
