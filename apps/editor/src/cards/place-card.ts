/** Under a thing in the text, or above it where there is no room, and within the column. */
export function placeCard(card: HTMLElement, thing: HTMLElement): void {
  const page = card.offsetParent?.getBoundingClientRect()
  if (!page) return
  const at = thing.getBoundingClientRect()
  const gap = 8
  const below = at.bottom + gap
  const isAbove = below + card.offsetHeight > innerHeight && at.top - gap - card.offsetHeight > 0
  const top = isAbove ? at.top - gap - card.offsetHeight : below
  const left = Math.min(
    Math.max(at.left + at.width / 2 - card.offsetWidth / 2, page.left),
    page.right - card.offsetWidth,
  )
  card.style.top = `${top - page.top}px`
  card.style.left = `${left - page.left}px`
}
