import { useEffect, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import type { PastedCuts } from "./pasted-cuts.ts"
import "../paste/paste-notice.css"

/** Why what was cut elsewhere has come as a copy. */
export function CutNotice({ cuts }: { cuts: PastedCuts }) {
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
