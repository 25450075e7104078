/** Something of these parts of a publication is not what it was. */
export interface Changed {
  publicationId: string
  of: readonly string[]
}

/** Says when lists that the server makes are not what they were. */
export interface Live {
  /** Whether it would say so now. */
  isConnected(): boolean
  /** Calls back with what has changed; null: anything may have, for there was no connection until now. */
  subscribe(onChanged: (changed: Changed | null) => void): () => void
}

/** The page as a list sees it. */
export interface Page {
  isVisible(): boolean
  onShown(shown: () => void): () => void
}

interface FollowedList {
  live: Live
  concerns: (changed: Changed) => boolean
  /** Answers whether there was an answer. */
  ask: () => Promise<boolean>
  /** How long it is not asked again after it was. */
  apartMs: () => number
  page?: Page
  /** In [0, 1): not everybody asks in the same moment. */
  random?: () => number
}

/** Without a connection, and after no answer. */
const slowMs = 45_000
const failedMs = 10_000
const spreadMs = 400
/** What follows from the time alone comes with this at the latest. */
const atLeastMs = 600_000

/**
 * Asks for a list again when the server says that it is not what it was, until `stop`. While the page is hidden nothing is asked;
 * without a connection, now and then and when the page is shown. The first time is asked for by `ask`, or by the caller.
 */
export function followList({ live, concerns, ask, apartMs, page = browserPage, random = Math.random }: FollowedList): {
  ask: () => void
  stop: () => void
} {
  let askedAt = performance.now()
  let [isDue, isAsking, isOver] = [false, false, false]
  let timer: ReturnType<typeof setTimeout> | undefined

  const askSoon = (notBeforeMs = 0) => {
    isDue = true
    if (isOver || isAsking || timer !== undefined || !page.isVisible()) return
    const apart = askedAt + Math.max(apartMs(), notBeforeMs) - performance.now()
    timer = setTimeout(askIfShown, Math.max(apart, random() * spreadMs))
  }
  const askIfShown = () => {
    timer = undefined
    // Hidden meanwhile: it is due when it is shown.
    if (page.isVisible()) void askNow()
  }
  const askNow = async () => {
    isDue = false
    isAsking = true
    const isAnswered = await ask().finally(() => {
      isAsking = false
      askedAt = performance.now()
    })
    if (!isAnswered) askSoon(failedMs)
    else if (isDue) askSoon()
  }
  const isOld = () => performance.now() - askedAt > atLeastMs
  const forgetChanges = live.subscribe((changed) => {
    if (changed === null || concerns(changed)) askSoon()
  })
  const forgetPage = page.onShown(() => {
    if (isDue || isOld() || !live.isConnected()) askSoon()
  })
  const slow = setInterval(() => {
    if (isOld() || !live.isConnected()) askSoon()
  }, slowMs)
  return {
    /** At once; behind the answer that is awaited, if one is. */
    ask() {
      clearTimeout(timer)
      timer = undefined
      if (isAsking) isDue = true
      else void askNow()
    },
    stop() {
      isOver = true
      forgetChanges()
      forgetPage()
      clearInterval(slow)
      clearTimeout(timer)
    },
  }
}

const browserPage: Page = {
  isVisible: () => document.visibilityState === "visible",
  onShown(shown) {
    const changed = () => {
      if (document.visibilityState === "visible") shown()
    }
    document.addEventListener("visibilitychange", changed)
    return () => document.removeEventListener("visibilitychange", changed)
  },
}
