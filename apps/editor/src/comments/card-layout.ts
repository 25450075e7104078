/** A card that wants to stand beside its words. All in pixels from the top of the lane. */
export interface CardWanted {
  readonly id: string
  /** Where its words begin. */
  readonly top: number
  readonly height: number
}

export interface CardPlaced {
  readonly id: string
  readonly top: number
  readonly height: number
}

export const gapPx = 8

/**
 * Where the cards stand: in the order given, none over another. The current one is at its words, and those around it make room,
 * out of the lane at its top if they must; without one each is as near to its words as those before it let it. Linear in the
 * number of cards.
 */
export function layOut(cards: readonly CardWanted[], current: string | null): CardPlaced[] {
  const tops = cards.map(({ top }) => Math.max(0, top))
  const at = cards.findIndex(({ id }) => id === current)
  if (at > 0) {
    pushDown(cards, tops, 0, at)
    const wanted = Math.max(0, cards[at]?.top ?? 0)
    if ((tops[at] ?? 0) > wanted) {
      tops[at] = wanted
      for (let i = at - 1; i >= 0; i--) {
        const lowest = (tops[i + 1] ?? 0) - gapPx - (cards[i]?.height ?? 0)
        if ((tops[i] ?? 0) <= lowest) break
        tops[i] = lowest
      }
    }
  }
  pushDown(cards, tops, 0, cards.length - 1)
  return cards.map(({ id, height }, i) => ({ id, height, top: tops[i] ?? 0 }))
}

function pushDown(cards: readonly CardWanted[], tops: number[], from: number, to: number): void {
  for (let i = from + 1; i <= to; i++) {
    const highest = (tops[i - 1] ?? 0) + (cards[i - 1]?.height ?? 0) + gapPx
    if ((tops[i] ?? 0) < highest) tops[i] = highest
  }
}

/** The stretch of cards that are at least partly between two heights: `[first, end)`. Cards lie under each other. */
export function cardsBetween(cards: readonly CardPlaced[], top: number, bottom: number): readonly [number, number] {
  const first = firstThat(cards, (card) => card.top + card.height >= top)
  return [
    first,
    Math.max(
      first,
      firstThat(cards, (card) => card.top > bottom),
    ),
  ]
}

function firstThat(cards: readonly CardPlaced[], is: (card: CardPlaced) => boolean): number {
  let [low, high] = [0, cards.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const card = cards[middle]
    if (card !== undefined && is(card)) high = middle
    else low = middle + 1
  }
  return low
}

const linePx = 21
const charactersPerLine = 40
/** Name, time, kind, the frame. */
const frameCardPx = 92
const linesShownMax = 4

/** How high a card will be about, until it has been on the page. */
export function heightGuess(body: string): number {
  const lines = body.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0)
  return frameCardPx + Math.min(lines, linesShownMax) * linePx
}
