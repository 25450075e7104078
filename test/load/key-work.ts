import type { Browser, Page } from "playwright-core"

/** What the browser says of its own work, as far as it matters here; times in microseconds. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  /** What of it the thread was at work: others on the same machine do not count. */
  tdur?: number
  args?: { data?: { type?: string } }
}

/** What one key costs the tab, in milliseconds of work of its main thread. */
export interface KeyWork {
  /** The task of the key itself, until the letter is in the text and in the document. */
  task: number
  /** With all that the tab does until the frame with the letter is handed over for drawing: style, layout, paint, words of others. */
  untilPainted: number
}

/**
 * Follows the keys that `typing` presses in the browser's own trace. Waiting for the next frame of the screen is not counted:
 * a browser without a screen waits for one too, up to 16.7 ms, however little it has to do.
 */
export async function workOfKeys(browser: Browser, page: Page, typing: () => Promise<void>): Promise<KeyWork[]> {
  await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] })
  await typing()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return keysIn(traceEvents)
}

function keysIn(events: readonly TraceEvent[]): KeyWork[] {
  const keys = events.filter((event) => isWhole(event) && event.args?.data?.type === "keydown")
  const [first] = keys
  if (first === undefined) return []
  const own = events
    .filter((event) => isWhole(event) && event.pid === first.pid && event.tid === first.tid)
    .sort((a, b) => a.ts - b.ts)
  const tasks = own.filter(({ name }) => name === "RunTask")
  const frames = own.filter(({ name }) => name === "Commit")
  return keys.flatMap((key) => {
    const task = tasks.findLast(({ ts }) => ts <= key.ts)
    const frame = frames.find(({ ts }) => ts > key.ts)
    if (task === undefined || frame === undefined) return []
    const during = tasks.filter(({ ts }) => ts >= task.ts && ts <= endOf(frame))
    return [{ task: msOf(task), untilPainted: during.reduce((sum, one) => sum + msOf(one), 0) }]
  })
}

const isWhole = ({ ph }: TraceEvent): boolean => ph === "X"
const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur
const msOf = ({ dur = 0, tdur = dur }: TraceEvent): number => tdur / 1000
