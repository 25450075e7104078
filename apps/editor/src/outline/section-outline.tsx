import type { Section } from "@codraft/publication"
import { lazy, Suspense, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"

const HeadingOutline = lazy(() => import("./heading-outline.tsx"))

/** The headings of the text at its side, where there is room; elsewhere they are behind a button below the text. */
export function SectionOutline({ session, section }: { session: SectionSession; section: Section }) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  const hasRoom = useSyncExternalStore(onWidthChange, () => matchMedia(wide).matches)
  if (!isLoaded || !hasRoom) return null
  return (
    <section aria-label={m.in_this_section()} className="outline-side">
      <h2 className="outline-title">{m.in_this_section()}</h2>
      <Suspense fallback={null}>
        <HeadingOutline session={session} section={section} />
      </Suspense>
    </section>
  )
}

/** From here on the page has a column at its side: as in section.css. */
const wide = "(width >= 86rem)"

function onWidthChange(onChange: () => void): () => void {
  const query = matchMedia(wide)
  query.addEventListener("change", onChange)
  return () => query.removeEventListener("change", onChange)
}
