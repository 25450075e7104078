// @vitest-environment happy-dom
import { act } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { usePlaceKeys } from "./place-keys.ts"

function Keys({ places, isActive = true }: { places: ReadonlyMap<string, string>; isActive?: boolean }) {
  usePlaceKeys(places, isActive, () => {})
  return null
}
const named = (word: string) => new Map(["one", "two"].map((address) => [address, `${word} ${address}`]))

let root: Root
beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true)
  document.body.innerHTML = `<div class="version-book"><p data-block="one">1</p><p data-block="two">2</p></div><div id="root"></div>`
  root = createRoot(document.querySelector("#root")!)
  await act(async () => root.render(<Keys places={named("Paragraph")} />))
})
afterEach(async () => {
  await act(async () => root.unmount())
  vi.unstubAllGlobals()
})

it("leaves the keys where they are when the places get other names", async () => {
  const two = document.querySelector<HTMLElement>('[data-block="two"]')!
  two.focus()
  // A browser takes the focus away from what cannot have it, be it for a moment.
  const removed = vi.spyOn(two, "removeAttribute")
  await act(async () => root.render(<Keys places={named("Paragraphe")} />))
  expect(removed).not.toHaveBeenCalledWith("tabindex")
  expect(document.activeElement).toBe(two)
  expect([...document.querySelectorAll<HTMLElement>("p")].map(({ tabIndex }) => tabIndex)).toEqual([-1, 0])
})

it("takes from all other places what it gave them when nobody may comment any more", async () => {
  await act(async () => root.render(<Keys places={named("Paragraph")} isActive={false} />))
  expect(document.querySelectorAll("[tabindex]")).toHaveLength(0)
})
