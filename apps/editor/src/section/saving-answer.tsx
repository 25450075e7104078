import { useEffect, useState } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "./section-session.ts"
import { useSectionPart } from "./use-section.ts"

/** How long the answer to Ctrl+S stands. */
const shownMs = 5000

/** Fingers press Ctrl+S, whatever they know: they get an answer, and no file to save. */
export function SavingAnswer({ session }: { session: SectionSession }) {
  const [asked, setAsked] = useState(0)
  // Between "Saving" and "Saved" it would be drawn anew twice for each letter, and nobody sees it.
  const kind = useSectionPart(session, (view) => (asked === 0 ? null : view.saving.kind))
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isMain = event.ctrlKey || event.metaKey
      if (!isMain || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return
      event.preventDefault()
      setAsked((times) => times + 1)
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])
  useEffect(() => {
    if (asked === 0) return undefined
    const timer = setTimeout(() => setAsked(0), shownMs)
    return () => clearTimeout(timer)
  }, [asked])
  return (
    <output className="saving-answer" hidden={kind === null}>
      {kind === null ? "" : words[kind]()}
    </output>
  )
}

const words = {
  saved: m.saved_by_itself,
  saving: m.saving_by_itself,
  offline: m.offline_by_itself,
  "action-needed": m.not_saved_by_itself,
}
