import type { SavingState } from "@codraft/sync/client"
import { closeCodes } from "@codraft/sync/protocol"
import { useState } from "react"
import { m } from "../language/language.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import type { SectionSession } from "./section-session.ts"
import type { SectionRights } from "./use-section.ts"
import { useSectionView } from "./use-section.ts"

/** What stands between the person and their text being written and saved, in plain words, and what to do about it. */
export function SectionNotices({
  session,
  rights,
  readingId,
}: {
  session: SectionSession
  rights: SectionRights
  readingId: string
}) {
  const { saving, isStalled, isDeviceFull } = useSectionView(session)
  return (
    <div className="grid gap-3 empty:hidden no-print">
      {rights.mayWrite && !rights.isEditorialOnly ? null : (
        <Notice>
          <p id={readingId}>
            <strong className="font-semibold">{rights.mayWrite ? m.editorial_only() : m.reading_only()}</strong>{" "}
            {rights.refusal ? refusalWords(rights.refusal) : ""}
          </p>
        </Notice>
      )}
      {saving.kind === "offline" ? <Notice kind="warn">{offlineWords(rights.mayWrite, saving.pending)}</Notice> : null}
      {isDeviceFull && saving.kind !== "action-needed" ? (
        <Notice kind="warn" isUrgent>
          {m.device_full()}
        </Notice>
      ) : null}
      {isStalled ? (
        <Notice kind="danger" isUrgent action={<Button onPress={() => location.reload()}>{m.load_again()}</Button>}>
          {m.stalled()}
        </Notice>
      ) : null}
      {saving.kind === "action-needed" ? <ActionNeeded saving={saving} session={session} /> : null}
    </div>
  )
}

function offlineWords(mayWrite: boolean, isPending: boolean): string {
  if (!mayWrite) return m.offline_facts()
  return isPending ? m.offline_pending() : m.offline_idle()
}

function ActionNeeded({
  saving,
  session,
}: {
  saving: Extract<SavingState, { kind: "action-needed" }>
  session: SectionSession
}) {
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no")
  const { unsentText, closeCode } = saving
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(unsentText ?? "")
      setCopied("yes")
    } catch {
      setCopied("failed")
    }
  }
  return (
    <section
      aria-labelledby="unsent-title"
      data-region=""
      className="rounded-md border border-danger bg-danger-wash p-4"
    >
      <h2 id="unsent-title" className="font-semibold text-danger">
        {m.unsent_title()}
      </h2>
      <p className="pt-1 text-sm">{refusalWords(saving.refusal)}</p>
      <p className="pt-1 text-sm">{whatToDo(closeCode, unsentText !== undefined)}</p>
      {unsentText === undefined ? null : (
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
          tabIndex={0}
          aria-label={m.unsent_text()}
          dir="auto"
          className="mt-3 max-h-60 overflow-auto rounded-md border border-rule-strong bg-sheet p-3 font-serif whitespace-pre-wrap text-ink"
        >
          {unsentText}
        </pre>
      )}
      <div className="flex flex-wrap items-center gap-3 pt-3">
        {unsentText === undefined ? null : (
          <>
            <Button kind="primary" onPress={() => void copy()}>
              {m.copy_unsent()}
            </Button>
            <Button onPress={() => session.dismissUnsent()}>{m.unsent_taken()}</Button>
          </>
        )}
        {closeCode === closeCodes.notSignedIn || closeCode === closeCodes.buildTooOld ? (
          <Button onPress={() => location.reload()}>
            {closeCode === closeCodes.notSignedIn ? m.sign_in_again() : m.load_again()}
          </Button>
        ) : null}
        {closeCode === undefined && unsentText === undefined ? (
          <Button onPress={() => session.reconnect()}>{m.try_again()}</Button>
        ) : null}
        <output className="text-sm">
          {copied === "yes" ? m.copied() : copied === "failed" ? m.copy_failed() : ""}
        </output>
      </div>
    </section>
  )
}

function whatToDo(closeCode: number | undefined, hasText: boolean): string {
  if (closeCode === closeCodes.notSignedIn) return m.do_sign_in()
  if (closeCode === closeCodes.buildTooOld) return m.do_reload()
  return hasText ? m.do_copy() : m.do_try_again()
}
