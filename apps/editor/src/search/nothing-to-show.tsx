import { languageName, m, useLanguage } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { RequestError } from "../workspace/request.ts"
import { recentSearches } from "./recent-searches.ts"
import type { PublicationSearch } from "./search-address.ts"
import { isTooShort } from "./search-query.ts"

/** Why there are no results to see, and what to do about it. */
export function NothingToShow({
  publicationId,
  search,
  error,
  isFound,
  isWaiting,
  onRetry,
  onSearch,
}: {
  publicationId: string
  search: PublicationSearch
  error: Error | null
  isFound: boolean
  isWaiting: boolean
  onRetry: () => void
  onSearch: (search: PublicationSearch) => void
}) {
  const language = useLanguage()
  const { q = "" } = search
  if (error) {
    return (
      <Notice kind="warn" isUrgent action={<Button onPress={onRetry}>{m.try_again()}</Button>}>
        {problemWords(error)}
      </Notice>
    )
  }
  if (isWaiting) return null
  if (q.trim() === "") return <Invitation publicationId={publicationId} onSearch={onSearch} />
  if (isTooShort(q)) return <p className="search-words">{m.search_too_short()}</p>
  if (isFound) return null
  const { language: wanted, ...rest } = search
  return (
    <div className="search-words">
      <p className="font-serif text-lg text-ink">{m.search_none({ q: q.trim() })}</p>
      <p>{search.match === "phrase" ? m.search_none_phrase() : m.search_none_words()}</p>
      {wanted ? (
        <p className="pt-3">
          <Button onPress={() => onSearch(rest)}>
            {m.search_everywhere({ language: languageName(wanted, language) })}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function Invitation({
  publicationId,
  onSearch,
}: {
  publicationId: string
  onSearch: (search: PublicationSearch) => void
}) {
  const recent = recentSearches(publicationId)
  return (
    <div className="search-words">
      <p>{m.search_invitation()}</p>
      {recent.length > 0 ? (
        <section className="pt-6">
          <h2 className="text-sm font-semibold text-ink">{m.search_recent()}</h2>
          <ul className="flex flex-wrap gap-2 pt-2">
            {recent.map((q) => (
              <li key={q} className="max-w-full">
                <Button onPress={() => onSearch({ q })} className="max-w-full">
                  <bdi className="truncate">{q}</bdi>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function problemWords(error: Error): string {
  if (!(error instanceof RequestError)) throw error
  if (error.status === 0) return m.search_offline()
  return error.status === 429 ? m.search_too_often() : m.search_failed()
}
