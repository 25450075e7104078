import type { Section } from "@codraft/publication"
import { lazy, Suspense } from "react"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"

const ShapeLayer = lazy(() => import("./shape-layer.tsx"))
const SectionFoot = lazy(() => import("../counts/section-foot.tsx"))
const BelongsPanel = lazy(() => import("./belongs-here.tsx"))

/** How long the text is and what its template asks for; loaded once the text is there. */
export function SectionShape({
  session,
  section,
  mayWrite,
}: {
  session: SectionSession
  section: Section
  mayWrite: boolean
}) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  if (!isLoaded) return null
  return (
    <Suspense fallback={null}>
      {section.shape ? (
        <ShapeLayer editor={session.editor} section={section} shape={section.shape} mayWrite={mayWrite} />
      ) : null}
      <SectionFoot session={session} section={section} mayWrite={mayWrite} />
    </Suspense>
  )
}

/** Before the first word is written. */
export function BelongsHere({ session, section }: { session: SectionSession; section: Section }) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  return isLoaded ? (
    <Suspense fallback={null}>
      <BelongsPanel editor={session.editor} section={section} />
    </Suspense>
  ) : null
}
