import { flatOutline, outline } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Search as SearchIcon } from "lucide-react"
import { type RefObject, useEffect, useMemo, useRef, useState } from "react"
import { Input } from "react-aria-components/Input"
import { languageName, m, useLanguage } from "../language/language.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { Select } from "../ui/field.tsx"
import { Tick } from "../ui/tick.tsx"
import { useTitle } from "../ui/use-title.ts"
import { FoundSections } from "./found-sections.tsx"
import { keepSearch, takeFollowed } from "./recent-searches.ts"
import "./search.css"
import { NothingToShow } from "./nothing-to-show.tsx"
import { type PublicationSearch, queryMax } from "./search-address.ts"
import { isTooShort, searchOf } from "./search-query.ts"

/** Typing goes on for this long before it is searched. */
const settleMs = 250

/** Search through all that this person may read. What is looked for is in the address: it can be sent on, and come back to. */
export function SearchScreen() {
  const language = useLanguage()
  const { publication, personId } = usePublication()
  const search = useSearch({ from: "/p/$publicationId/search" })
  const navigate = useNavigate()
  const { q = "" } = search
  const results = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const found = useQuery(searchOf(publication.id, personId, search))
  const isAsked = !isTooShort(q)
  const data = isAsked ? found.data : undefined
  useTitle(q === "" ? m.search() : `${m.search()}: ${q}`, publication.title)

  const change = (next: PublicationSearch) => {
    void navigate({
      to: "/p/$publicationId/search",
      params: { publicationId: publication.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  }
  const field = useField(q, (text) => {
    const { q: _, ...rest } = search
    change(text.trim() === "" ? rest : { ...rest, q: text })
  })
  useReturn(results, data !== undefined, input)

  const nodes = useMemo(() => flatOutline(outline(publication)), [publication])
  const languages = [...new Set([publication.originalLanguage, ...nodes.map(({ section }) => section.language)])]
  const nothing = data && data.sections.length === 0
  const isProblem = isAsked && found.isError
  return (
    <div className="search-page">
      <h1 className="font-serif text-2xl font-semibold tracking-tight">{m.search()}</h1>
      <p className="pt-1 font-serif text-lg text-ink-soft" lang={publication.originalLanguage}>
        {publication.title}
      </p>
      <ConnectionNotice saysOffline={false} />
      <search aria-label={m.search()} data-region="">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            keepSearch(publication.id, field.text)
            field.settle()
          }}
        >
          <div className="search-field">
            <SearchIcon aria-hidden size={20} className="search-icon" />
            <Input
              ref={input}
              data-search-field=""
              aria-label={m.search_publication()}
              aria-describedby="search-count"
              className="input"
              value={field.text}
              maxLength={queryMax}
              dir="auto"
              autoComplete="off"
              enterKeyHint="search"
              placeholder={m.search_publication()}
              onChange={(event) => field.type(event.target.value)}
            />
          </div>
        </form>
        <div className="search-options">
          <Select
            label={m.search_match()}
            options={[
              { value: "words", label: m.search_words() },
              { value: "phrase", label: m.search_phrase() },
            ]}
            value={search.match ?? "words"}
            onChange={(match) => {
              const { match: _, ...rest } = search
              change(match === "phrase" ? { ...rest, match } : rest)
            }}
          />
          <Select
            label={m.search_language()}
            options={[
              { value: "all", label: m.search_all_languages() },
              ...languages.map((tag) => ({ value: tag, label: languageName(tag, language) })),
            ]}
            value={search.language ?? "all"}
            onChange={(tag) => {
              const { language: _, ...rest } = search
              change(tag === "all" ? rest : { ...rest, language: tag })
            }}
          />
          <div className="search-ticks">
            <Tick
              label={m.find_whole_words()}
              isSelected={search.whole === true}
              onChange={(isOn) => {
                const { whole: _, ...rest } = search
                change(isOn ? { ...rest, whole: true } : rest)
              }}
            />
            <Tick
              label={m.find_match_case()}
              isSelected={search.case === true}
              onChange={(isOn) => {
                const { case: _, ...rest } = search
                change(isOn ? { ...rest, case: true } : rest)
              }}
            />
          </div>
        </div>
      </search>
      <output id="search-count" className="search-count">
        {data && !nothing && !isProblem
          ? m.search_count({ lines: data.lines, sections: data.sections.length })
          : isAsked && found.isFetching
            ? m.searching()
            : ""}
      </output>
      <div ref={results} data-region="" data-is-stale={found.isPlaceholderData || undefined} className="search-results">
        {isProblem || !data || nothing ? (
          <NothingToShow
            publicationId={publication.id}
            search={search}
            error={isProblem ? found.error : null}
            isFound={!nothing}
            isWaiting={isAsked && found.isPending}
            onRetry={() => void found.refetch()}
            onSearch={(next) => {
              field.show(next.q ?? "")
              change(next)
            }}
          />
        ) : (
          <FoundSections found={data} nodes={nodes} search={search} />
        )}
      </div>
    </div>
  )
}

/** The field, which is ahead of the address while somebody types. */
function useField(q: string, onSettled: (text: string) => void) {
  const [text, setText] = useState(q)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  return {
    text,
    show: (next: string) => {
      clearTimeout(waiting.current)
      setText(next)
    },
    type: (next: string) => {
      setText(next)
      clearTimeout(waiting.current)
      waiting.current = setTimeout(() => onSettled(next), settleMs)
    },
    settle: () => {
      clearTimeout(waiting.current)
      onSettled(text)
    },
  }
}

/** Whoever comes back from a hit is at it again; whoever comes to search is in the field. */
function useReturn(
  results: RefObject<HTMLElement | null>,
  isThere: boolean,
  field: RefObject<HTMLInputElement | null>,
): void {
  const [last] = useState(takeFollowed)
  const isDone = useRef(false)
  useEffect(() => {
    // After the page has taken the focus to its beginning, as it does on every new page.
    const frame = requestAnimationFrame(() => {
      if (isDone.current) return
      const links = [...(results.current?.querySelectorAll("a") ?? [])]
      const hit = last === null ? undefined : links.find((link) => link.getAttribute("href") === last)
      if (hit) hit.focus()
      else if (last === null || isThere) field.current?.focus()
      isDone.current = last === null || isThere
    })
    return () => cancelAnimationFrame(frame)
  }, [results, isThere, field, last])
}
