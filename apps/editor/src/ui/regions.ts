import { useEffect } from "react"

/** Mark an element with this attribute and F6 stops there. The first thing in it that takes focus gets it, else it itself. */
export const regionAttribute = "data-region"

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), [contenteditable="true"], [tabindex="0"]'

/** The region to go to from `current` (-1: from none), around the ends. */
export function nextRegion(current: number, count: number, step: 1 | -1): number {
  if (count === 0) return -1
  if (current < 0) return step === 1 ? 0 : count - 1
  return (current + step + count) % count
}

/** An empty one is none. */
function isShown(region: HTMLElement): boolean {
  return region.getBoundingClientRect().height > 0
}

function enter(region: HTMLElement): void {
  const own = region.matches(focusable) ? region : null
  const inside =
    own ??
    [...region.querySelectorAll<HTMLElement>(focusable)].find(
      (element) => element.offsetParent !== null && element.tabIndex >= 0,
    )
  if (!inside && !region.hasAttribute("tabindex")) region.tabIndex = -1
  const target = inside ?? region
  target.focus()
}

/** F6 and Shift+F6 go round the regions of the page, in their order in it; a dialog in front keeps the keys to itself. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return
      if (document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      const regions = [...document.querySelectorAll<HTMLElement>(`[${regionAttribute}]`)].filter(isShown)
      const current = regions.findIndex((region) => region.contains(document.activeElement))
      const next = regions[nextRegion(current, regions.length, event.shiftKey ? -1 : 1)]
      if (next) enter(next)
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])
}
