import type { Section } from "@codraft/publication"
import { useEffect, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { useCutMoves } from "./use-cut-moves.ts"
import "../paste/paste-notice.css"

/** Lets what was cut elsewhere move into this section; if it comes as a copy, says why. It is there as soon as the text is. */
export function CutNotice({ section, session }: { section: Section; session: SectionSession }) {
  const { cuts } = session
  useCutMoves(section, session)
  const why = useSyncExternalStore(cuts.subscribe, cuts.why)
  useEffect(() => {
    if (why !== null) announce(`${m.cut_pasted_as_copy()} ${why}`)
  }, [why])
  if (why === null) return null
  return (
    <div className="paste-notice no-print">
      <p>
        {m.cut_pasted_as_copy()} {why}
      </p>
      <Button onPress={cuts.dismiss}>{m.understood()}</Button>
    </div>
  )
}
