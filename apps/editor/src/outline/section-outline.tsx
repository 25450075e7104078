import type { Section } from "@codraft/publication"
import { lazy, type ReactNode, Suspense, useState } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"
import { useMedia } from "../ui/use-media.ts"

const HeadingOutline = lazy(() => import("./heading-outline.tsx"))

/** From here on the page has a column at its side: as in section.css. */
const wide = "(width >= 86rem)"

/**
 * The headings of the text at its side, where there is room; elsewhere they are behind a button below the text. What stands
 * under them comes when it is known how long they are, so that it never moves from under the pointer.
 */
export function SectionOutline({
  session,
  section,
  children,
}: {
  session: SectionSession
  section: Section
  children: ReactNode
}) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  const isAwaited = useSectionPart(
    session,
    ({ saving }) => saving.kind !== "offline" && saving.kind !== "action-needed",
  )
  const hasRoom = useMedia(wide)
  const [isDrawn, setDrawn] = useState(false)
  if (!hasRoom) return null
  return (
    <>
      {isLoaded ? (
        <section aria-label={m.in_this_section()} className="outline-side">
          <h2 className="outline-title">{m.in_this_section()}</h2>
          <Suspense fallback={null}>
            <HeadingOutline session={session} section={section} onDrawn={() => setDrawn(true)} />
          </Suspense>
        </section>
      ) : null}
      {isDrawn || (!isLoaded && !isAwaited) ? children : null}
    </>
  )
}
