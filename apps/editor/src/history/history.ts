import type { Comparison } from "@codraft/document/compare"
import { queryOptions } from "@tanstack/react-query"
import { request } from "../workspace/request.ts"

/** A stretch of one person's work on a section. */
export interface WorkSession {
  personId: string | null
  name: string
  organization: string
  startedAt: number
  endedAt: number
  /** The moments right before and right after it. */
  before: number
  after: number
  changes: number
}

/** What this person may see of the past of a section; a moment is a position in its log. */
export interface SectionHistory {
  sessions: WorkSession[]
  earliest: number
  latest: number
}

const pathOf = (sectionId: string) => `/api/sections/${encodeURIComponent(sectionId)}/history`

/** The text as it was at a moment. */
export const momentPath = (sectionId: string, position: number) => `${pathOf(sectionId)}/${position}`

export const historyQuery = (sectionId: string) =>
  queryOptions({
    queryKey: ["history", sectionId],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const history = await request<SectionHistory>(pathOf(sectionId), { signal })
      return { ...history, sessions: history.sessions.toSorted((a, b) => b.endedAt - a.endedAt) }
    },
  })

/** What was at a moment never changes, so it is asked for once. */
export const comparisonQuery = (sectionId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ["comparison", sectionId, from, to],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
    queryFn: ({ signal }) => request<Comparison>(`${pathOf(sectionId)}/compare?from=${from}&to=${to}`, { signal }),
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

/** Two moments, of which `from` may be the later. */
export interface Span {
  from: number
  to: number
}

export const spanOf = ({ before, after }: WorkSession): Span => ({ from: before, to: after })

export const isSpanOf = (session: WorkSession, { from, to }: Span): boolean =>
  session.before === from && session.after === to

/** Who else wrote between the moments of a session; their work is part of what is shown. */
export function othersIn(sessions: readonly WorkSession[], chosen: WorkSession): string[] {
  const names = sessions
    .filter((other) => other !== chosen && other.before < chosen.after && other.after > chosen.before)
    .map(({ name }) => name)
  return [...new Set(names)].filter((name) => name !== chosen.name)
}

export interface Moment {
  position: number
  /** The session by which it is called; null for the first and the present moment. */
  session: WorkSession | null
  place: "before" | "during" | "after"
}

/** Every moment that has something to be called by, and those shown, latest first. */
export function momentsOf({ sessions, earliest, latest }: SectionHistory, { from, to }: Span): Moment[] {
  const moments = new Map<number, Moment>()
  const add = (moment: Moment) => moments.has(moment.position) || moments.set(moment.position, moment)
  add({ position: latest, session: null, place: "after" })
  add({ position: earliest, session: null, place: "before" })
  for (const session of sessions) add({ position: session.after, session, place: "after" })
  for (const position of [from, to]) {
    const next = sessions.find(({ before }) => before === position)
    const around = sessions.find(({ before, after }) => before < position && position < after)
    if (next) add({ position, session: next, place: "before" })
    else if (around) add({ position, session: around, place: "during" })
  }
  return [...moments.values()].toSorted((a, b) => b.position - a.position)
}
