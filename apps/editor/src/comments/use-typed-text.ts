import { useMemo } from "react"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"
import type { TypedText } from "./composer.tsx"
import { receipted } from "./receipted.ts"

/** The text of a section, for a comment on its words. */
export function useTypedText(session: SectionSession): TypedText {
  const isOffline = useSectionPart(session, ({ saving }) => saving.kind === "offline")
  return useMemo(
    () => ({ receipted: (signal: AbortSignal) => receipted(session, signal), isOffline }),
    [session, isOffline],
  )
}
