import { useEffect, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button } from "../ui/button.tsx"
import { type Pasting, pastedPagesMax } from "./pasting.ts"
import "./paste-notice.css"

/** While a long paste goes in: how far it is, and a way out. Afterwards, if it did not go in, why. */
export function PasteNotice({ pasting }: { pasting: Pasting }) {
  const state = useSyncExternalStore(pasting.subscribe, pasting.state)
  const isBusy = state.kind === "busy"

  useEffect(() => {
    if (!isBusy) return undefined
    const cancel = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z"
      if (event.key !== "Escape" && !isUndo) return
      event.preventDefault()
      pasting.cancel()
    }
    addEventListener("keydown", cancel, { capture: true })
    return () => {
      removeEventListener("keydown", cancel, { capture: true })
      announce(pasting.ending() === "cancelled" ? m.paste_cancelled() : pasting.ending() === null ? m.pasted() : "")
    }
  }, [isBusy, pasting])
  useEffect(() => {
    // The button that was pressed is gone: the person goes on where they were.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (state.kind === "idle" && isLost && pasting.ending() !== null) pasting.focusText()
  }, [state.kind, pasting])

  if (state.kind === "idle") return null
  if (state.kind === "busy") {
    // In words only at every tenth: a screen reader would say no more than numbers otherwise.
    const percent = Math.floor(state.done * 10) * 10
    return (
      <AtFoot>
        <div className="foot-bar paste-notice">
          <output aria-label={m.pasting()}>
            {state.step === "reading" ? m.pasting_reading() : m.pasting_done({ percent })}
          </output>
          <progress aria-hidden max={1} value={state.step === "reading" ? undefined : state.done} />
          <Button onPress={() => pasting.cancel()}>{m.pasting_cancel()}</Button>
        </div>
      </AtFoot>
    )
  }
  return (
    <AtFoot>
      <div role="alert" className="foot-bar paste-notice">
        <p>
          {state.kind === "refused"
            ? m.paste_too_large({ pages: state.pages, max: pastedPagesMax })
            : m.paste_stopped()}
        </p>
        <Button onPress={() => pasting.dismiss()}>{m.understood()}</Button>
      </div>
    </AtFoot>
  )
}
