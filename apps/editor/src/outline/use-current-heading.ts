import type { LexicalEditor, NodeKey } from "lexical"
import { useEffect, useState } from "react"

/** Where a reader takes a heading for the present one: a little below what sticks to the top of the window. */
const readingLinePx = 150

/** The heading that what is at the top of the window stands under; null above the first one. */
export function useCurrentHeading(editor: LexicalEditor, keys: readonly NodeKey[]): NodeKey | null {
  const [current, setCurrent] = useState<NodeKey | null>(null)
  const joined = keys.join(" ")
  useEffect(() => {
    const order = joined === "" ? [] : joined.split(" ")
    let frame = 0
    const look = () => {
      frame = 0
      setCurrent(headingAt(editor, order))
    }
    const lookSoon = () => {
      frame ||= requestAnimationFrame(look)
    }
    lookSoon()
    addEventListener("scroll", lookSoon, { passive: true, capture: true })
    addEventListener("resize", lookSoon)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener("scroll", lookSoon, { capture: true })
      removeEventListener("resize", lookSoon)
    }
  }, [editor, joined])
  return current
}

/** By halves, since a long text has hundreds of headings and each has to be measured. */
function headingAt(editor: LexicalEditor, order: readonly NodeKey[]): NodeKey | null {
  const page = document.documentElement
  // At the end of the page the last headings cannot come any higher.
  const isAtEnd = page.scrollTop > 0 && page.scrollTop + page.clientHeight >= page.scrollHeight - 2
  const linePx = isAtEnd ? page.clientHeight : readingLinePx
  const isAbove = (index: number): boolean => {
    const element = editor.getElementByKey(order[index] ?? "")
    return element !== null && element.getBoundingClientRect().top <= linePx
  }
  let [from, to] = [0, order.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (isAbove(middle)) from = middle + 1
    else to = middle
  }
  return order[from - 1] ?? null
}
