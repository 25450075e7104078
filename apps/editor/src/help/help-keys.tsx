import { lazy, Suspense, useEffect, useSyncExternalStore } from "react"

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog.tsx"))

let isOpen = false
const listeners = new Set<() => void>()

/** Shows every key; also from a menu. */
export function askShortcuts(open = true): void {
  isOpen = open
  for (const listener of listeners) listener()
}

/** Ctrl+/ opens the list of keys from everywhere, and closes it again. */
export function HelpKeys() {
  const open = useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    () => isOpen,
  )
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Where "/" is typed with Shift, the key that prints it is the key.
      const isSlash = event.key === "/" || (event.code === "Slash" && !event.shiftKey)
      if (!isSlash || !(event.ctrlKey || event.metaKey) || event.altKey) return
      if (!isOpen && document.querySelector('[role="dialog"][aria-modal], .veil')) return
      event.preventDefault()
      askShortcuts(!isOpen)
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])
  return open ? (
    <Suspense>
      <ShortcutsDialog onClose={() => askShortcuts(false)} />
    </Suspense>
  ) : null
}
