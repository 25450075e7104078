import { useEffect } from "react"

/** The page makes room for the comments beside it; nothing of it is drawn anew for that. */
export function usePageRoom(selector: ".section-page" | ".version-page", isNeeded: boolean): void {
  useEffect(() => {
    const page = document.querySelector(selector)
    page?.toggleAttribute("data-has-comments", isNeeded)
    return () => page?.removeAttribute("data-has-comments")
  }, [selector, isNeeded])
}
