import type { SavingState } from "@codraft/sync/client"
import { useMemo, useSyncExternalStore } from "react"
import type { SectionSession } from "./section-session.ts"

/** How long all must have been saved before it is said: between two letters of somebody who types the word does not flicker. */
const quietMs = 400

/** The saving words as they are shown: "Saved" once writing pauses, everything else at once. */
export function useCalmSaving(session: SectionSession): SavingState["kind"] {
  const store = useMemo(() => calmSaving(session), [session])
  return useSyncExternalStore(store.subscribe, store.get)
}

export function calmSaving(session: Pick<SectionSession, "view" | "subscribe">) {
  let shown = session.view().saving.kind
  return {
    get: () => shown,
    subscribe: (onChange: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const show = () => {
        const { kind } = session.view().saving
        if (kind === shown) return
        shown = kind
        onChange()
      }
      const look = () => {
        clearTimeout(timer)
        if (session.view().saving.kind === "saved" && shown === "saving") timer = setTimeout(show, quietMs)
        else show()
      }
      look()
      const forget = session.subscribe(look)
      return () => {
        clearTimeout(timer)
        forget()
      }
    },
  }
}
