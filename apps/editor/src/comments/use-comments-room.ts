import { useSyncExternalStore } from "react"

/** Where comments can stand: beside the text always, beside it when asked for, or over it. */
export type CommentsRoom = "always" | "asked" | "over"

const always = matchMedia("(width >= 86rem)")
const asked = matchMedia("(width >= 64rem)")

export function useCommentsRoom(): CommentsRoom {
  return useSyncExternalStore(subscribe, () => (always.matches ? "always" : asked.matches ? "asked" : "over"))
}

function subscribe(onChange: () => void): () => void {
  for (const query of [always, asked]) query.addEventListener("change", onChange)
  return () => {
    for (const query of [always, asked]) query.removeEventListener("change", onChange)
  }
}
