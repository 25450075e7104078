import type { Clock } from "@codraft/sync/server"

/** The machine's time. Timers do not keep the process alive: only sockets do. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
