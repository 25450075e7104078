import { type ReactNode, useSyncExternalStore } from "react"
import { createPortal } from "react-dom"

const placeId = "at-foot"

/**
 * Where everything stands that comes over the foot of the window, one above the other: none of it hides another, and nothing of
 * the page moves.
 */
export const FootPlace = () => <div id={placeId} data-region="" className="at-foot no-print" />

/** Puts something over the foot of the window, in the language and direction of the interface wherever it is asked for. */
export function AtFoot({ children }: { children: ReactNode }) {
  // Not there yet only when the whole page is drawn at once; it is looked for again after that.
  const place = useSyncExternalStore(neverChanges, () => document.getElementById(placeId))
  return place ? createPortal(children, place) : null
}

const neverChanges = () => () => {}
