import type { KeyboardEvent } from "react"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"

/** From card to card by arrows, into the reply by Enter, back by Escape: to the card from what is in it, then to where one came from. */
export function pressOnCard(
  event: KeyboardEvent<HTMLElement>,
  { step, select, back }: { step: (by: 1 | -1) => void; select: (threadId: string) => void; back: () => void },
): void {
  const { key, target, currentTarget: card } = event
  if (target !== card) {
    if (key !== "Escape" || event.defaultPrevented) return
    event.preventDefault()
    card.focus({ preventScroll: true })
    return
  }
  const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0
  if (by !== 0) step(by)
  else if (key === "Escape") back()
  else if (key === "Enter") {
    const { thread } = card.dataset
    if (thread) select(thread)
    card.querySelector<HTMLElement>(".reply textarea")?.focus({ preventScroll: true })
  } else return
  event.preventDefault()
}

/** The thread before or behind the current one, round and round; null where there is none. */
export function nextThread<T extends { readonly id: string }>(
  inOrder: readonly T[],
  current: string | null,
  by: 1 | -1,
): T | null {
  const at = inOrder.findIndex(({ id }) => id === current)
  const next = at < 0 ? (by > 0 ? 0 : inOrder.length - 1) : (at + by + inOrder.length) % inOrder.length
  return inOrder[next] ?? null
}

/** Selects that thread, or says that there is none. */
export function stepFrom(
  inOrder: readonly { readonly id: string }[],
  current: string | null,
  by: 1 | -1,
  select: (threadId: string) => void,
): void {
  const next = nextThread(inOrder, current, by)
  if (next === null) announce(m.comments_none())
  else select(next.id)
}

/** The element comes with the next drawing, which is not waited for. */
export function focusCard(threadId: string): void {
  document.getElementById(`comment-${threadId}`)?.focus({ preventScroll: true })
}

export function showCard(threadId: string): void {
  document.getElementById(`comment-${threadId}`)?.scrollIntoView({ block: "nearest" })
}
