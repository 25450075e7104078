import { useEffect, useEffectEvent } from "react"
import { addressOf, elementOf } from "./frozen-words.ts"

/**
 * Every place of the book takes the keys by its number, or where it has none by itself: Enter comments on all of it, arrows lead to the
 * next. One of them stands in the order of the Tab key, the one that had the focus last.
 */
export function usePlaceKeys(
  places: ReadonlyMap<string, string>,
  isActive: boolean,
  onComment: (address: string) => void,
): void {
  const comment = useEffectEvent(onComment)
  useEffect(() => {
    const book = document.querySelector<HTMLElement>(".version-book")
    if (book === null || !isActive) return undefined
    const handles: HTMLElement[] = []
    const addresses = new Map<HTMLElement, string>()
    for (const [address, name] of places) {
      const element = elementOf(address)
      if (element === null) continue
      const number = element.querySelector<HTMLElement>(":scope > [data-number]")
      const handle = number ?? element
      handle.tabIndex = -1
      if (number !== null) {
        number.role = "button"
        number.ariaLabel = name
      }
      handles.push(handle)
      addresses.set(handle, address)
    }
    let stop: HTMLElement | undefined
    const stopAt = (handle: HTMLElement | undefined) => {
      if (stop !== undefined) stop.tabIndex = -1
      stop = handle
      if (stop !== undefined) stop.tabIndex = 0
    }
    stopAt(handles.find((handle) => handle === document.activeElement) ?? handles[0])

    const press = (event: KeyboardEvent) => {
      const { target, key } = event
      if (!(target instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      const place = target.matches("[data-block], [data-place]") ? addressOf(target) : ""
      const address = addresses.get(target) ?? (places.has(place) ? place : undefined)
      if (address === undefined) return
      const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0
      if (by === 0 && key !== "Enter" && key !== " ") return
      event.preventDefault()
      if (by === 0) return comment(address)
      const at = handles.indexOf(target)
      const next = at < 0 ? undefined : handles[at + by]
      next?.focus()
      next?.scrollIntoView({ block: "nearest" })
    }
    const focus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && addresses.has(target)) stopAt(target)
    }
    const click = ({ target }: MouseEvent) => {
      const number = target instanceof Element ? target.closest<HTMLElement>("[data-number]") : null
      const address = number === null ? undefined : addresses.get(number)
      if (address !== undefined && (getSelection()?.isCollapsed ?? true)) comment(address)
    }
    book.dataset["takesComments"] = ""
    book.addEventListener("keydown", press)
    book.addEventListener("focusin", focus)
    book.addEventListener("click", click)
    return () => {
      delete book.dataset["takesComments"]
      book.removeEventListener("keydown", press)
      book.removeEventListener("focusin", focus)
      book.removeEventListener("click", click)
      for (const handle of handles) {
        // Browsers take the focus from what cannot have it, also where it could again at once.
        if (handle !== document.activeElement) handle.removeAttribute("tabindex")
        handle.removeAttribute("role")
        handle.removeAttribute("aria-label")
      }
    }
  }, [places, isActive])
}

/** The keys go back to where a comment was made. */
export function focusPlace(address: string): void {
  const element = elementOf(address)
  const handle = element?.querySelector<HTMLElement>(":scope > [data-number]") ?? element
  if (handle === null || handle === undefined) return
  if (!handle.matches("[tabindex]")) handle.tabIndex = -1
  handle.focus({ preventScroll: true })
}
