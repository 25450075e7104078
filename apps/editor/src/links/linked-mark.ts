let marked: HTMLElement | null = null
let timer = 0

/** Marks the passage that a link led to: by its shape as well as by its colour, and for so long that it can be found. */
export function markLinked(element: HTMLElement): void {
  clearTimeout(timer)
  if (marked) delete marked.dataset["linked"]
  marked = element
  element.dataset["linked"] = ""
  timer = window.setTimeout(() => delete element.dataset["linked"], markedMs)
}

/** The animation of the style sheet is over by then. */
const markedMs = 6000
