import { queryOptions } from "@tanstack/react-query"
import { request } from "../workspace/request.ts"

/** A stretch of one person's work on a section. */
export interface WorkSession {
  personId: string | null
  name: string
  organization: string
  startedAt: number
  endedAt: number
  changes: number
  characters?: number
}

export const historyQuery = (sectionId: string) =>
  queryOptions({
    queryKey: ["history", sectionId],
    staleTime: 0,
    queryFn: ({ signal }) =>
      request<{ sessions: WorkSession[] }>(`/api/sections/${encodeURIComponent(sectionId)}/history`, { signal }).then(
        (answer) => answer.sessions.toSorted((a, b) => b.endedAt - a.endedAt),
      ),
  })

export interface DayOfWork {
  /** `2016-10-31` in the zone asked for. */
  day: string
  sessions: WorkSession[]
}

/** Sessions by the day on which they ended, in the order given. */
export function byDay(sessions: readonly WorkSession[], dayOf: (at: number) => string): DayOfWork[] {
  const days: DayOfWork[] = []
  for (const session of sessions) {
    const day = dayOf(session.endedAt)
    const last = days.at(-1)
    if (last?.day === day) last.sessions.push(session)
    else days.push({ day, sessions: [session] })
  }
  return days
}
