import { languageName, m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { instantWords } from "../time/words.ts"

const distributions = {
  General: m.distribution_general,
  Limited: m.distribution_limited,
  Restricted: m.distribution_restricted,
}

/** What a book says before its first page; here also that it is a draft, and of when. */
export function TitlePage({ at }: { at: number }) {
  const language = useLanguage()
  const { publication } = usePublication()
  const translated = language === publication.originalLanguage ? undefined : publication.titleI18n[language]
  return (
    <header className="title-page">
      {publication.series ? (
        <p className="small-caps text-accent">
          {publication.series}
          {publication.seriesNumber ? ` · ${m.series_number({ number: publication.seriesNumber })}` : ""}
        </p>
      ) : null}
      <h1 lang={publication.originalLanguage}>{publication.title}</h1>
      {translated ? (
        <p lang={language} className="title-page-translated">
          {translated}
        </p>
      ) : null}
      {publication.subtitle ? <p className="title-page-subtitle">{publication.subtitle}</p> : null}
      <p className="title-page-facts">
        <strong>{m.draft_of({ when: instantWords(at, publication.timeZone) })}</strong>
        <br />
        {distributions[publication.distribution]()} ·{" "}
        {m.original_language({ language: languageName(publication.originalLanguage, language) })}
        <br />
        {m.reading_what()}
      </p>
    </header>
  )
}
