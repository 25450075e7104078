import { useEffect, useState } from "react"

/** Who wrote the words in a text that are pointed at, or else that were gone to last; null for none. */
export function useWriterAtHand(text: HTMLElement | null): string | null {
  const [writer, setWriter] = useState<string | null>(null)
  useEffect(() => {
    if (text === null) return undefined
    let focused: string | null = null
    const writerAt = (target: EventTarget | null) =>
      (target instanceof Element ? target.closest("[data-by]") : null)?.getAttribute("data-by") ?? null
    const onFocus = ({ target }: FocusEvent) => setWriter((focused = writerAt(target)))
    const onOver = ({ target }: PointerEvent) => setWriter(writerAt(target) ?? focused)
    text.addEventListener("focusin", onFocus)
    text.addEventListener("pointerover", onOver)
    return () => {
      text.removeEventListener("focusin", onFocus)
      text.removeEventListener("pointerover", onOver)
    }
  }, [text])
  return writer
}
