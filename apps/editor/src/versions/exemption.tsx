import type { Finding } from "@codraft/publish/preflight"
import { useId, useRef, useState } from "react"
import { m } from "../language/language.ts"
import { useOneCommand } from "../publication/commands.ts"
import { usePublication } from "../publication/publication-context.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { TextField } from "../ui/field.tsx"
import { findingWords } from "./check-words.ts"

/** Lets one point of the list stand, with a reason that goes on record, or takes that back; nothing at points that cannot. */
export function ExemptionControl({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const { publication } = usePublication()
  const { run, isSending, problem, dismiss } = useOneCommand()
  const [reason, setReason] = useState<string | null>(null)
  const [isMissing, setMissing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const problemId = useId()
  const { key, section, exemption } = finding
  if (key === undefined || section === undefined) return null
  const about = { publicationId: publication.id, sectionId: section.id, key }
  const what = findingWords(finding)

  const close = () => {
    setReason(null)
    setMissing(false)
    dismiss()
    requestAnimationFrame(() => opener.current?.focus())
  }
  const save = async () => {
    const given = reason?.trim() ?? ""
    setMissing(given === "")
    if (given === "" || !(await run({ type: "exemptFinding", ...about, reason: given }))) return
    announce(m.exempted({ what }))
    onDone()
  }
  const withdraw = async () => {
    if (!(await run({ type: "withdrawExemption", ...about }))) return
    announce(m.exemption_withdrawn({ what }))
    onDone()
  }

  const failed = problem ? (
    <span id={problemId} role="alert" className="exemption-problem">
      {problem}
    </span>
  ) : null
  if (exemption === "editor") {
    return (
      <span className="exemption">
        <Button
          kind="quiet"
          isPending={isSending}
          aria-label={m.exemption_withdraw_of({ what })}
          onPress={() => void withdraw()}
        >
          {m.exemption_withdraw()}
        </Button>
        {failed}
      </span>
    )
  }
  if (reason === null) {
    return (
      <span className="exemption">
        <Button ref={opener} kind="quiet" aria-label={m.exempt_of({ what })} onPress={() => setReason("")}>
          {m.exempt_open()}
        </Button>
      </span>
    )
  }
  return (
    <fieldset aria-label={m.exempt_of({ what })} className="exemption-form">
      <TextField
        label={m.exempt_reason()}
        hint={m.exempt_reason_hint()}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isFirst
        error={isMissing ? m.preflight_reason_missing() : undefined}
        onKeyDown={(event) => {
          // The dialog around stays, and its form is not sent.
          if (event.key === "Escape") return close()
          if (event.key !== "Enter") return event.continuePropagation()
          event.preventDefault()
          void save()
        }}
      />
      <div className="exemption-actions">
        <Button onPress={close}>{m.cancel()}</Button>
        <Button kind="primary" isPending={isSending} onPress={() => void save()}>
          {m.exempt()}
        </Button>
      </div>
      {failed}
    </fieldset>
  )
}
