import { useEffect, useEffectEvent, useMemo, useState } from "react"

/**
 * Going from change to change by buttons and by the keys N and P; `at` counts from 1 and is null before the first step. `turn` is
 * another one once more of the text is there.
 */
export function useChangeSteps(
  text: HTMLElement | null,
  turn = 0,
): {
  at: number | null
  count: number
  go: (step: 1 | -1) => void
} {
  const [stand, setStand] = useState<{ text: HTMLElement | null; at: number } | null>(null)
  // In another text nobody has gone anywhere yet.
  const at = stand !== null && stand.text === text ? stand.at : null
  // More of the text may be shown later; all changes are there from some turn on.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const count = useMemo(() => text?.querySelectorAll("[data-change]").length ?? 0, [text, turn])
  const changes = () => [...(text?.querySelectorAll<HTMLElement>("[data-change]") ?? [])]

  const go = (step: 1 | -1) => {
    const all = changes()
    if (all.length === 0) return
    const next = at === null ? (step === 1 ? 1 : all.length) : ((at - 1 + step + all.length) % all.length) + 1
    const element = all[next - 1]
    for (const other of all) other.toggleAttribute("data-is-current", other === element)
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: "center" })
    setStand({ text, at: next })
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (
      target instanceof Element &&
      target.closest("input:not([type=radio]), textarea, select, [contenteditable=true], [role=dialog], [role=listbox]")
    )
      return
    const step = key.toLowerCase() === "n" ? 1 : key.toLowerCase() === "p" ? -1 : null
    if (step === null) return
    event.preventDefault()
    go(step)
  })
  useEffect(() => {
    document.addEventListener("keydown", onKey)
    return () => document.removeEventListener("keydown", onKey)
  }, [])
  return { at, count, go }
}
