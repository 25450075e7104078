import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { calmSaving } from "./calm-saving.ts"
import type { SectionView } from "./section-session.ts"

type Kind = SectionView["saving"]["kind"]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A session of which only the saving words are looked at, and every word that was shown. */
function opened(kind: Kind) {
  let now = kind
  const listeners = new Set<() => void>()
  const store = calmSaving({
    view: () => ({ saving: { kind: now } }) as SectionView,
    subscribe: (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  })
  const shown: Kind[] = [store.get()]
  const leave = store.subscribe(() => shown.push(store.get()))
  return {
    shown,
    leave,
    becomes: (next: Kind) => {
      now = next
      for (const listener of listeners) listener()
    },
  }
}

it("says Saved once writing pauses, and not between two letters", () => {
  const { shown, becomes } = opened("saved")
  for (let letter = 0; letter < 5; letter += 1) {
    becomes("saving")
    vi.advanceTimersByTime(60)
    becomes("saved")
    vi.advanceTimersByTime(100)
  }
  expect(shown).toEqual(["saved", "saving"])
  vi.advanceTimersByTime(1000)
  expect(shown).toEqual(["saved", "saving", "saved"])
})

it("never says Saved when something came up meanwhile, and says what else is true at once", () => {
  const { shown, becomes } = opened("saving")
  becomes("saved")
  vi.advanceTimersByTime(399)
  becomes("saving")
  vi.advanceTimersByTime(5000)
  expect(shown).toEqual(["saving"])
  becomes("offline")
  expect(shown).toEqual(["saving", "offline"])
  becomes("saved")
  expect(shown).toEqual(["saving", "offline", "saved"])
})

it("calls nobody back who has left", () => {
  const { shown, becomes, leave } = opened("saving")
  becomes("saved")
  leave()
  vi.advanceTimersByTime(1000)
  expect(shown).toEqual(["saving"])
})
