import { type RefObject, useEffect } from "react"

/** Says on a row that scrolls sideways, as `data-more-before` and `data-more-after`, on which side there is more of it. */
export function useMoreHint(row: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = row.current
    if (!element) return undefined
    const tell = () => {
      // From right to left it counts below zero.
      const passed = Math.abs(element.scrollLeft)
      const left = element.scrollWidth - element.clientWidth - passed
      element.toggleAttribute("data-more-before", passed > 1)
      element.toggleAttribute("data-more-after", left > 1)
    }
    const sizes = new ResizeObserver(tell)
    sizes.observe(element)
    for (const child of element.children) sizes.observe(child)
    element.addEventListener("scroll", tell, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener("scroll", tell)
    }
  }, [row])
}
