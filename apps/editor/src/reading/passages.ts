import { markLinked } from "../links/linked-mark.ts"
import type { Looked } from "../links/use-linked-passage.ts"

/**
 * Keeps a passage in view while the texts above it arrive and move it down, until the reader moves by themselves.
 */
export class Pin {
  #element: Element | null = null

  /** Until the returned function is called. */
  hold(): () => void {
    const release = () => {
      this.#element = null
    }
    const events = ["wheel", "touchstart", "pointerdown", "keydown"] as const
    for (const event of events) addEventListener(event, release, { passive: true })
    const sizes = new ResizeObserver(() => this.#element?.scrollIntoView({ block: "start" }))
    sizes.observe(document.body)
    return () => {
      sizes.disconnect()
      for (const event of events) removeEventListener(event, release)
    }
  }

  set(element: Element): void {
    this.#element = element
    element.scrollIntoView({ block: "start" })
  }
}

/** The section, passage or note with this id; with the reader's place and the keyboard's there, if it is on the page. */
export function lookForPassage(
  id: string,
  { pin, sections, isComplete }: { pin: Pin; sections: readonly string[]; isComplete: boolean },
): Looked {
  if (sections.includes(id)) {
    const title = document.getElementById(`title-${id}`)
    if (title === null) return "wait"
    title.focus({ preventScroll: true })
    pin.set(title)
    return "found"
  }
  const block =
    document.querySelector<HTMLElement>(`.reading-section [data-block="${CSS.escape(id)}"]`) ??
    document.querySelector<HTMLElement>(`.reading-text [id="${CSS.escape(id)}"]`)
  if (block === null) return isComplete ? "lost" : "wait"
  goToPassage(block, pin)
  return "found"
}

export function goToPassage(element: HTMLElement, pin: Pin | null): void {
  if (!element.matches("a[href], button, [tabindex]")) element.tabIndex = -1
  element.focus({ preventScroll: true })
  if (pin) pin.set(element)
  else element.scrollIntoView({ block: "center" })
  markLinked(element)
}
