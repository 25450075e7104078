/** Whatever holds work that the server does not have yet signs up here; leaving the page then asks first. */
export interface UnsentSource {
  hasUnsent(): boolean
}

const sources = new Set<UnsentSource>()
const closing = new Set<Promise<unknown>>()

const onBeforeUnload = (event: BeforeUnloadEvent) => {
  if (unsentWork.exists()) event.preventDefault()
}

export const unsentWork = {
  exists: (): boolean => [...sources].some((source) => source.hasUnsent()),
  add(source: UnsentSource): () => void {
    // A listener for this event costs the back-forward cache, so there is one only while something can be unsent.
    if (sources.size === 0) addEventListener("beforeunload", onBeforeUnload)
    sources.add(source)
    return () => {
      sources.delete(source)
      if (sources.size === 0) removeEventListener("beforeunload", onBeforeUnload)
    }
  },
  /** Tells of something that is still writing its last words to the device. */
  addClosing(done: Promise<unknown>): void {
    closing.add(done)
    const forget = () => void closing.delete(done)
    done.then(forget, forget)
  },
  /** Resolves when all that is being closed has been. */
  async closed(): Promise<void> {
    await Promise.allSettled(closing)
  },
}
