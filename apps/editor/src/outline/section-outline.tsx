import type { Section } from "@codraft/publication"
import { lazy, Suspense } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"

const HeadingOutline = lazy(() => import("./heading-outline.tsx"))

/** The headings of the text at its side, where there is room; elsewhere they are behind a button below the text. */
export function SectionOutline({ session, section }: { session: SectionSession; section: Section }) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  if (!isLoaded) return null
  return (
    <section aria-label={m.in_this_section()} className="outline-side">
      <h2 className="outline-title">{m.in_this_section()}</h2>
      <Suspense fallback={null}>
        <HeadingOutline session={session} section={section} />
      </Suspense>
    </section>
  )
}
