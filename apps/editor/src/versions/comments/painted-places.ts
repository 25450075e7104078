import { paintNames } from "../../comments/painted-words.ts"
import "../../comments/painted-words.css"

type Look = keyof typeof paintNames

/** Paints words on the page, those of a look together; a version does not change under them. */
export function paintWords(words: ReadonlyMap<Look, readonly Range[]>): () => void {
  if (typeof CSS.highlights === "undefined") return () => {}
  for (const [place, look] of (["usual", "current", "composing"] as const).entries()) {
    const ranges = words.get(look) ?? []
    if (ranges.length === 0) continue
    const highlight = new Highlight(...ranges)
    highlight.priority = place
    CSS.highlights.set(paintNames[look], highlight)
  }
  return () => {
    for (const name of Object.values(paintNames)) CSS.highlights.delete(name)
  }
}
