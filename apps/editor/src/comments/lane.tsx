import type { Thread } from "@codraft/publication"
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react"
import { m } from "../language/language.ts"
import { cardsBetween, type CardPlaced, heightGuess, layOut } from "./card-layout.ts"

/** What stands in the lane: a thread's card, or the comment being written. */
export interface LaneItem {
  readonly id: string
  readonly thread: Thread | null
  /** Where its words begin, from the top of the text. */
  readonly top: number
}

/** Above and below the window this much is drawn too, so that what is scrolled to is there. */
const marginPx = 900

/**
 * Cards beside their words. Only those near the window are on the page; where each stands is reckoned in one pass, when words or
 * heights have changed.
 */
export function Lane({
  items,
  current,
  root,
  children,
}: {
  items: readonly LaneItem[]
  current: string | null
  /** The text: places are counted from its top. */
  root: () => HTMLElement | null
  children: (item: LaneItem) => ReactNode
}) {
  const lane = useRef<HTMLOListElement>(null)
  const heights = useRef(new Map<string, number>())
  const [measured, setMeasured] = useState(0)
  const offset = useOffset(lane, root)

  const placed = useMemo(() => {
    const known = heights.current
    const wanted = items.map(({ id, thread, top }) => ({
      id,
      top: top + offset,
      height: known.get(id) ?? heightGuess(thread?.comments[0]?.body ?? ""),
    }))
    return layOut(wanted, current)
    // oxlint-disable-next-line react/exhaustive-deps -- heights have been measured anew
  }, [items, current, offset, measured])

  const [first, end] = useInView(lane, placed)
  const last = placed.at(-1)
  const drawn = placed.flatMap((card, index) => {
    const item = items[index]
    const isDrawn = (index >= first && index < end) || card.id === current
    return item !== undefined && isDrawn ? [{ card, item, index }] : []
  })

  const sizes = useMemo(
    () =>
      new ResizeObserver((entries) => {
        let hasChanged = false
        for (const { target } of entries) {
          const id = (target as HTMLElement).dataset["card"] ?? ""
          const height = Math.ceil(target.getBoundingClientRect().height)
          if (height === 0 || heights.current.get(id) === height) continue
          heights.current.set(id, height)
          hasChanged = true
        }
        if (hasChanged) setMeasured((count) => count + 1)
      }),
    [],
  )
  useEffect(() => () => sizes.disconnect(), [sizes])

  return (
    <ol
      ref={lane}
      aria-label={m.comments_on_words()}
      className="comments-lane"
      style={{ minBlockSize: last === undefined ? 0 : last.top + last.height }}
    >
      {drawn.map(({ card, item, index }) => (
        <li
          key={card.id}
          ref={(element) => {
            if (!element) return undefined
            sizes.observe(element)
            return () => sizes.unobserve(element)
          }}
          data-card={card.id}
          aria-setsize={placed.length}
          aria-posinset={index + 1}
          className="lane-card"
          data-is-current={card.id === current || undefined}
          style={{ translate: `0 ${card.top}px` }}
        >
          {children(item)}
        </li>
      ))}
    </ol>
  )
}

/** How far the text begins below the lane. */
function useOffset(lane: RefObject<HTMLElement | null>, root: () => HTMLElement | null): number {
  const [offset, setOffset] = useState(0)
  const look = useEffectEvent(() => {
    const [text, own] = [root(), lane.current]
    if (text && own) setOffset(Math.round(text.getBoundingClientRect().top - own.getBoundingClientRect().top))
  })
  useLayoutEffect(() => {
    // It tells of each once to begin with, before anything is painted.
    const resize = new ResizeObserver(() => look())
    // Whatever comes or goes above either of them makes one of these another height.
    for (const element of [
      root()?.closest(".section-main"),
      ...(lane.current?.parentElement?.children ?? []),
      document.body,
    ])
      if (element) resize.observe(element)
    return () => resize.disconnect()
  }, [lane, root])
  return offset
}

/** Which cards are near the window: another answer only when others are. */
function useInView(lane: RefObject<HTMLElement | null>, placed: readonly CardPlaced[]): readonly [number, number] {
  const [range, setRange] = useState<readonly [number, number]>([0, 0])
  const look = useEffectEvent((cards: readonly CardPlaced[]) => {
    const top = lane.current?.getBoundingClientRect().top
    if (top === undefined) return
    const next = cardsBetween(cards, -top - marginPx, -top + innerHeight + marginPx)
    setRange((before) => (before[0] === next[0] && before[1] === next[1] ? before : next))
  })
  // oxlint-disable-next-line react/set-state-in-effect -- what is in view is known by what is on the page
  useLayoutEffect(() => look(placed), [placed])
  const lookAgain = useEffectEvent(() => look(placed))
  useEffect(() => {
    let frame = 0
    const soon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        lookAgain()
      })
    }
    addEventListener("scroll", soon, { passive: true })
    addEventListener("resize", soon)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener("scroll", soon)
      removeEventListener("resize", soon)
    }
  }, [])
  return range
}
