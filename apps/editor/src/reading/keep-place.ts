/**
 * Changes the page while what the reader looks at stays where it is: the first passage in view that is still there afterwards,
 * the same element or another with its id.
 */
export function keepingPlace(change: () => void): void {
  const seen = passagesInView()
  // The browser would do the same a moment later, a second time.
  const root = document.documentElement
  root.style.overflowAnchor = "none"
  change()
  for (const { element, id, top } of seen) {
    const now = element.isConnected ? element : document.querySelector(`[data-block="${CSS.escape(id)}"]`)
    if (!now) continue
    scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" })
    break
  }
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"))
}

interface Passage {
  element: Element
  id: string
  top: number
}

const passagesMax = 40

function passagesInView(): Passage[] {
  const passages: Passage[] = []
  for (const element of document.querySelectorAll<HTMLElement>(".reading-section")) {
    const box = element.getBoundingClientRect()
    if (box.bottom < 0 || box.top > innerHeight) continue
    for (const block of element.querySelectorAll("[data-block]")) {
      const { top, bottom } = block.getBoundingClientRect()
      if (bottom < topPixels || top > innerHeight) continue
      passages.push({ element: block, id: block.getAttribute("data-block") ?? "", top })
      if (passages.length >= passagesMax) return passages
    }
  }
  return passages
}

/** What stands under the bar is not read. */
const topPixels = 56

/** The first passage that can be read now. */
export function passageAtTop(): Element | null {
  return passagesInView()[0]?.element ?? null
}
