import { useEffect, useEffectEvent } from "react"
import { isMac } from "../section/keys.ts"
import { isAddComment, isStep } from "./keys.ts"

/** The keys of comments, wherever one is on the page: one begins a comment, one leads from card to card. */
export function usePanelKeys({ onAdd, onStep }: { onAdd: () => void; onStep: (by: 1 | -1) => void }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('[role="dialog"]')) return
    if (isAddComment(event, isMac())) onAdd()
    else if (isStep(event)) onStep(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event)
    addEventListener("keydown", onKey)
    return () => removeEventListener("keydown", onKey)
  }, [])
}
