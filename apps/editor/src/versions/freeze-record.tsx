import { useMemo, useState } from "react"
import { m } from "../language/language.ts"
import { problemWords } from "../publication/commands.ts"
import { checkWords } from "./check-words.ts"
import { groupedFindings } from "./findings.ts"
import { GroupFindings } from "./preflight-list.tsx"
import { useOpenedVersion } from "./use-frozen-text.ts"

/** What the pre-flight list said when it was frozen, and what an editor let pass; for the secretariat, asked for when it is opened. */
export function FreezeRecord({ publicationId, number }: { publicationId: string; number: number }) {
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useOpenedVersion(publicationId, number, isOpen)
  const record = data?.record
  const groups = useMemo(() => groupedFindings(record?.findings ?? []), [record])
  return (
    <details className="freeze-record" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{m.version_record()}</summary>
      {error ? <p role="alert">{problemWords(error)}</p> : null}
      {data === undefined && !error ? <p className="text-ink-soft">{m.loading()}</p> : null}
      {record ? (
        <>
          {record.overrides.length > 0 ? (
            <dl className="freeze-overrides">
              {record.overrides.map(({ check, reason }) => (
                <div key={check}>
                  <dt>{m.version_let_pass({ what: checkWords(check).title })}</dt>
                  <dd dir="auto">{reason}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          {groups.length === 0 ? <p className="text-ink-soft">{m.preflight_clear()}</p> : null}
          {groups.map((group) => (
            <GroupFindings key={`${group.check} ${group.isBlocker} ${group.isExempt}`} group={group} isOpen={false} />
          ))}
        </>
      ) : null}
    </details>
  )
}
