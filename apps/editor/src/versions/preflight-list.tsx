import type { Finding } from "@codraft/publish/preflight"
import { Link } from "@tanstack/react-router"
import { CircleAlert, CircleCheck, RefreshCw, TriangleAlert } from "lucide-react"
import { useId, useRef } from "react"
import { intlLocale, m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { TextField } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import { checkWords, exemptionWords, findingWords } from "./check-words.ts"
import { ExemptionControl } from "./exemption.tsx"
import type { FindingGroup } from "./findings.ts"
import type { Missing } from "./freeze-draft.ts"
import type { Preflight } from "./use-preflight.ts"

/** What there is to look at before the freeze, by checks: what stands in the way first, with room to say why it goes on all the same. */
export function PreflightList({
  preflight,
  reasons,
  missing,
  onReason,
}: {
  preflight: Preflight
  reasons: Readonly<Record<string, string>>
  missing: Missing | null
  onReason: (check: string, reason: string) => void
}) {
  const title = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const { groups, isChecking, problem, check } = preflight
  const checkAgain = () => {
    // What was pressed is about to go; the keyboard stays in the list.
    heading.current?.focus({ preventScroll: true })
    void check()
  }
  const blockers = groups?.filter(({ isBlocker }) => isBlocker).length ?? 0
  const warnings = groups?.filter(({ isBlocker, isExempt }) => !isBlocker && !isExempt).length ?? 0
  return (
    <section aria-labelledby={title} className="preflight">
      <header className="preflight-head">
        <h3 ref={heading} id={title} tabIndex={-1} className="text-sm font-semibold">
          {m.preflight()}
        </h3>
        <Button kind="quiet" onPress={() => void check()} isDisabled={isChecking}>
          <RefreshCw aria-hidden size={15} />
          {m.preflight_again()}
        </Button>
      </header>
      <output className="block text-sm text-ink-soft">
        {isChecking
          ? m.preflight_checking()
          : groups === null
            ? ""
            : groups.length === 0
              ? m.preflight_clear()
              : m.preflight_summary({ blockers, warnings })}
      </output>
      {problem ? <Notice kind="warn">{problem}</Notice> : null}
      {groups?.map((group) => (
        <Group
          key={`${group.check} ${group.isBlocker} ${group.isExempt}`}
          group={group}
          reason={reasons[group.check] ?? ""}
          isMissing={missing !== null && "check" in missing && missing.check === group.check}
          onReason={(reason) => onReason(group.check, reason)}
          onExempted={checkAgain}
        />
      ))}
    </section>
  )
}

function Group({
  group,
  reason,
  isMissing,
  onReason,
  onExempted,
}: {
  group: FindingGroup
  reason: string
  isMissing: boolean
  onReason: (reason: string) => void
  onExempted: () => void
}) {
  const title = useId()
  const { isBlocker, isFinal } = group
  return (
    <section
      aria-labelledby={title}
      className="preflight-group"
      data-is-blocker={isBlocker || undefined}
      data-is-exempt={group.isExempt || undefined}
      data-part={`check-${group.check}`}
      tabIndex={isFinal ? -1 : undefined}
    >
      <GroupFindings group={group} titleId={title} isOpen={isBlocker} onExempted={onExempted} />
      {isFinal ? (
        <p className="preflight-final" role={isMissing ? "alert" : undefined}>
          {m.preflight_final()}
        </p>
      ) : isBlocker ? (
        <TextField
          label={m.preflight_reason()}
          hint={m.preflight_reason_hint()}
          value={reason}
          maxLength={500}
          onChange={onReason}
          error={isMissing ? m.preflight_reason_missing() : undefined}
        />
      ) : null}
    </section>
  )
}

/** What one check found, with links to the places; those open beside, so that nothing that was filled in is lost. */
export function GroupFindings({
  group,
  titleId,
  isOpen,
  onExempted,
}: {
  group: FindingGroup
  titleId?: string
  isOpen: boolean
  /** Present where single points may be exempted. */
  onExempted?: () => void
}) {
  const { title, hint } = checkWords(group.check)
  const Icon = group.isBlocker ? CircleAlert : group.isExempt ? CircleCheck : TriangleAlert
  const level = group.isBlocker ? m.preflight_blocker() : group.isExempt ? m.preflight_exempt() : m.preflight_warning()
  return (
    <details open={isOpen}>
      <summary>
        <Icon aria-hidden size={16} className="preflight-icon" />
        <span>
          <span id={titleId} className="font-semibold">
            {title}
          </span>{" "}
          <span className="text-ink-soft">
            {new Intl.NumberFormat(intlLocale()).format(group.count)} · {level}
          </span>
        </span>
      </summary>
      {hint ? <p className="preflight-hint">{hint}</p> : null}
      <ul className="preflight-places">
        {group.findings.map((finding, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- only points without a key have nothing of their own
          <li key={finding.key ?? index}>
            <Place finding={finding} />
            {onExempted === undefined ? null : <ExemptionControl finding={finding} onDone={onExempted} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Place({ finding }: { finding: Finding }) {
  const { publication } = usePublication()
  const { section, block } = finding
  const words = findingWords(finding)
  const exemption = exemptionWords(finding)
  if (section === undefined) return <span>{words}</span>
  return (
    <>
      <Link
        to="/p/$publicationId/s/$sectionId"
        params={{ publicationId: publication.id, sectionId: section.id }}
        {...(block === undefined ? {} : { hash: block })}
        target="_blank"
        rel="noopener"
        preload={false}
        className="link"
        lang={publication.originalLanguage}
      >
        {section.number} {section.title}
      </Link>
      {words === "" ? null : <span className="text-ink-soft">: {words}</span>}
      {exemption === null ? null : <span className="text-ink-soft"> · {exemption}</span>}
    </>
  )
}
