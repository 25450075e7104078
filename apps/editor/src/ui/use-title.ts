import { useEffect } from "react"

/** The name of the page in tabs and history, the most particular first. */
export function useTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Codraft"].join(" · ")
  useEffect(() => {
    document.title = title
  }, [title])
}
