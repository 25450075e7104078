import { useSyncExternalStore } from "react"

let words = ""
const listeners = new Set<() => void>()

/** Says something once to assistive technology, after what it is saying now. */
export function announce(text: string): void {
  // The same words twice in a row are two announcements: a zero-width space makes them differ.
  words = words === text ? `${text}\u200b` : text
  for (const listener of listeners) listener()
}

export function Announcer() {
  const text = useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    () => words,
  )
  return (
    <div aria-live="polite" className="visually-hidden">
      {text}
    </div>
  )
}
