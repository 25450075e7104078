import { useEffect, useEffectEvent } from "react"

export type FindKey = "find" | "replace" | "next" | "previous"

type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (key: string) => boolean
}

/** What a key asks of the find bar: the keys of Google Docs and Word, and those of browsers. */
export function findKeyOf(event: KeyPress, isMac: boolean): FindKey | null {
  if (event.getModifierState?.("AltGraph") || event.altKey) return null
  if (event.key === "F3" && !event.ctrlKey && !event.metaKey) return event.shiftKey ? "previous" : "next"
  const main = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (!main) return null
  switch (event.key.toLowerCase()) {
    case "f":
      return event.shiftKey ? null : "find"
    case "h":
      // Cmd+H hides the program on a Mac.
      return isMac && !event.shiftKey ? null : "replace"
    case "g":
      return event.shiftKey ? "previous" : "next"
    default:
      return null
  }
}

/** Wherever the keys are in the section; while a dialog is open they are the dialog's. */
export function useFindKeys(isMac: boolean, onKey: (key: FindKey) => boolean): void {
  const answer = useEffectEvent(onKey)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = findKeyOf(event, isMac)
      if (key === null || event.defaultPrevented || document.querySelector('[role="dialog"][aria-modal], .veil')) return
      if (answer(key)) event.preventDefault()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [isMac])
}
