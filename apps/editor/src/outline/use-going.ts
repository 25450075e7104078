import { useEffect, useRef, useState } from "react"

/**
 * A dialog from which one goes to a place in the text: the way is free only when it has closed and given the focus back to its
 * button, a frame later.
 */
export function useGoing() {
  const [isOpen, setOpen] = useState(false)
  const goal = useRef<(() => void) | null>(null)
  useEffect(() => {
    const go = goal.current
    if (isOpen || go === null) return
    goal.current = null
    requestAnimationFrame(() => requestAnimationFrame(go))
  }, [isOpen])
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    closeAndGo: (go: () => void) => {
      goal.current = go
      setOpen(false)
    },
  }
}
