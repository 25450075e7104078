/** Whatever holds work that the server does not have yet signs up here; leaving the page then asks first. */
export interface UnsentSource {
  hasUnsent(): boolean
}

const sources = new Set<UnsentSource>()
const closing = new Set<Promise<unknown>>()
const waiting = new Set<() => void>()

const onBeforeUnload = (event: BeforeUnloadEvent) => {
  if (unsentWork.exists()) event.preventDefault()
}

export const unsentWork = {
  exists: (): boolean => [...sources].some((source) => source.hasUnsent()),

  /** The returned function signs off; tell of the closing that follows in the same turn (`addClosing`). */
  add(source: UnsentSource): () => void {
    // A listener for this event costs the back-forward cache, so there is one only while something can be unsent.
    if (sources.size === 0) addEventListener("beforeunload", onBeforeUnload)
    sources.add(source)
    return () => {
      sources.delete(source)
      if (sources.size > 0) return
      removeEventListener("beforeunload", onBeforeUnload)
      for (const goOn of waiting) goOn()
      waiting.clear()
    }
  },

  /** Something is still writing its last words to the device. */
  addClosing(done: Promise<unknown>): void {
    closing.add(done)
    const forget = () => void closing.delete(done)
    done.then(forget, forget)
  },

  /** Resolves when nothing is open any more, and all that was has written its last words. */
  async closed(): Promise<void> {
    if (sources.size > 0) await new Promise<void>((resolve) => waiting.add(resolve))
    await Promise.allSettled(closing)
  },
}
