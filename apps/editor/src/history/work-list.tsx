import { Link } from "@tanstack/react-router"
import { intlLocale, m } from "../language/language.ts"
import { dayRangeWords, ownZone } from "../time/words.ts"
import { dayIn } from "../time/zoned.ts"
import { byDay, type SectionHistory, spanOf, type WorkSession } from "./history.ts"

/** Sessions of work by day, latest first; each leads to what it changed. */
export function WorkList({ history, chosen }: { history: SectionHistory; chosen: WorkSession | null }) {
  const zone = ownZone()
  return (
    <nav aria-label={m.history_sessions()} className="history-list">
      {byDay(history.sessions, (at) => dayIn(at, zone)).map(({ day, sessions }) => (
        <section key={day}>
          <h2 className="history-day">{dayRangeWords(day, day)}</h2>
          <ul>
            {sessions.map((session) => (
              <li key={`${session.before} ${session.after} ${session.personId ?? session.name}`}>
                <SessionLink session={session} zone={zone} isChosen={session === chosen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function SessionLink({ session, zone, isChosen }: { session: WorkSession; zone: string; isChosen: boolean }) {
  const hours = new Intl.DateTimeFormat(intlLocale(), {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
  const isNamed = session.organization !== "" && session.organization !== session.name
  return (
    <Link
      from="/p/$publicationId/s/$sectionId/history"
      to="."
      search={spanOf(session)}
      aria-current={isChosen ? "true" : undefined}
      className="history-session"
    >
      <span className="history-hours">{hours.formatRange(session.startedAt, session.endedAt)}</span>
      <span className="min-w-0">
        <bdi className="block font-semibold break-words">{session.name}</bdi>
        <span className="block text-sm text-ink-soft">
          {isNamed ? <bdi>{session.organization}</bdi> : null}
          {isNamed ? " · " : null}
          {m.changes_count({ count: session.changes })}
        </span>
      </span>
    </Link>
  )
}
