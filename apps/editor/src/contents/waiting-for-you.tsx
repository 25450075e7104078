import { endingFor } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { m } from "../language/language.ts"
import { distanceWords } from "../time/words.ts"
import { stateWords } from "./section-words.ts"
import { useContents } from "./use-contents.ts"

/** Shown only when something does wait. */
export function WaitingForYou() {
  const { publication, personId, now } = useContents()
  const sections = endingFor(publication, personId, now)
  if (sections.length === 0) return null
  return (
    <section
      aria-labelledby="waiting-title"
      data-region=""
      className="mt-10 rounded-lg border border-rule bg-sheet px-5 py-4"
    >
      <h2 id="waiting-title" className="text-sm font-semibold">
        {m.waiting_for_you()}
      </h2>
      <ul className="divide-y divide-rule">
        {sections.map((section) => (
          <li key={section.id} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
            <Link
              to="/p/$publicationId/s/$sectionId"
              params={{ publicationId: publication.id, sectionId: section.id }}
              lang={publication.originalLanguage}
              className="link font-serif text-lg"
            >
              {section.title}
            </Link>
            <span className="text-sm text-ink-soft">
              {m.state_ends({ state: stateWords(section.state), when: distanceWords(section.until?.at ?? now, now) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
