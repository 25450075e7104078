import { useQuery } from "@tanstack/react-query"
import { intlLocale, m } from "../language/language.ts"
import { dayRangeWords, ownZone } from "../time/words.ts"
import { dayIn } from "../time/zoned.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { byDay, historyQuery, type WorkSession } from "./history.ts"

/** Who worked on a section when, latest first. */
export function HistoryDialog({
  sectionId,
  title,
  onClose,
}: {
  sectionId: string
  title: string
  onClose: () => void
}) {
  const history = useQuery(historyQuery(sectionId))
  const zone = ownZone()
  const days = byDay(history.data ?? [], (at) => dayIn(at, zone))
  return (
    <Dialog title={m.history_of({ title })} onClose={onClose}>
      {history.isPending ? <p className="text-ink-soft">{m.loading()}</p> : null}
      {history.isError ? (
        <Notice kind="danger" action={<Button onPress={() => void history.refetch()}>{m.try_again()}</Button>}>
          {m.server_silent()}
        </Notice>
      ) : null}
      {history.data?.length === 0 ? <p className="text-ink-soft">{m.history_empty()}</p> : null}
      <div>
        {days.map(({ day, sessions }) => (
          <section key={day} className="pb-4">
            <h3 className="border-b border-rule pb-1 text-sm font-semibold">{dayRangeWords(day, day)}</h3>
            <ul>
              {sessions.map((session) => (
                <SessionLine
                  key={`${session.startedAt} ${session.personId ?? session.name}`}
                  session={session}
                  zone={zone}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function SessionLine({ session, zone }: { session: WorkSession; zone: string }) {
  const hours = new Intl.DateTimeFormat(intlLocale(), {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
  const isNamed = session.organization !== "" && session.organization !== session.name
  return (
    <li className="flex items-baseline gap-4 border-b border-rule py-2 last:border-0">
      <span className="w-28 shrink-0 text-sm text-ink-soft tabular-nums">
        {hours.formatRange(session.startedAt, session.endedAt)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{session.name}</span>
        <span className="block text-sm text-ink-soft">
          {isNamed ? `${session.organization} · ` : ""}
          {m.changes_count({ count: session.changes })}
        </span>
      </span>
    </li>
  )
}
