import { type RefObject, useEffect, useState } from "react"

/** Rows drawn above and below the window, so that a short way shows no gap. */
const spare = 6

/** Which of so many rows of one height are in the window, or near it, as the page scrolls. */
export function useWindowed(body: RefObject<HTMLElement | null>, count: number, rowRem: number) {
  const rowPx = Math.round(rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const [range, setRange] = useState({ first: 0, last: Math.ceil(innerHeight / rowPx) + spare })
  useEffect(() => {
    let frame = 0
    const look = () => {
      frame = 0
      const top = body.current?.getBoundingClientRect().top ?? 0
      const first = Math.max(0, Math.floor(-top / rowPx) - spare)
      const last = Math.min(count, Math.max(first, Math.ceil((innerHeight - top) / rowPx) + spare))
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
    const later = () => {
      frame ||= requestAnimationFrame(look)
    }
    look()
    addEventListener("scroll", later, { passive: true })
    addEventListener("resize", later)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener("scroll", later)
      removeEventListener("resize", later)
    }
  }, [body, rowPx, count])
  const last = Math.min(count, range.last)
  return { first: Math.min(range.first, last), last, rowPx }
}
