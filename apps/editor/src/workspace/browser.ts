import type { Clock } from "@codraft/sync/client"

/** The browser's time for what takes time as an argument. */
export const browserClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimer(fn, delayMs) {
    const timer = setTimeout(fn, delayMs)
    return () => clearTimeout(timer)
  },
}

export const socketUrl = (path: string): string => new URL(path, location.href).href.replace(/^http/, "ws")

/** The build of the page that runs here; empty under the development server. */
export const build = document.querySelector<HTMLMetaElement>('meta[name="codraft-build"]')?.content ?? ""
