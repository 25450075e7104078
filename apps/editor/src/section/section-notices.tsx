import type { SavingState } from "@codraft/sync/client"
import { closeCodes } from "@codraft/sync/protocol"
import { useEffect, useRef, useState } from "react"
import { m } from "../language/language.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { announce } from "../ui/announcer.tsx"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import type { SectionSession, SectionView } from "./section-session.ts"
import type { SectionRights } from "./use-section.ts"
import { useSectionPart } from "./use-section.ts"

/** Why a person may not write here, or not everything; said aloud when the section closes while they have it open. */
export function ReadingNotice({ rights, id }: { rights: SectionRights; id: string }) {
  const { mayWrite, refusal } = rights
  const closed = mayWrite || refusal === null ? null : refusalWords(refusal)
  const couldWrite = useRef(mayWrite)
  useEffect(() => {
    if (couldWrite.current && closed !== null) announce(closed)
    couldWrite.current = mayWrite
  }, [mayWrite, closed])
  if (rights.mayWrite && !rights.isEditorialOnly) return null
  return (
    <div className="no-print">
      <Notice>
        <p id={id}>
          <strong className="font-semibold">{rights.mayWrite ? m.editorial_only() : m.reading_only()}</strong>{" "}
          {rights.refusal ? refusalWords(rights.refusal) : ""}
        </p>
      </Notice>
    </div>
  )
}

/** What keeps words from being saved; null while they go through. */
const troubleOf = ({ saving }: SectionView) => (saving.kind === "saved" || saving.kind === "saving" ? null : saving)

/** What stands between the person's words and their being saved, in plain words, and what to do about it. */
export function SectionNotices({ session, mayWrite }: { session: SectionSession; mayWrite: boolean }) {
  const saving = useSectionPart(session, troubleOf)
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  const isStalled = useSectionPart(session, (view) => view.isStalled)
  const isDeviceFull = useSectionPart(session, (view) => view.isDeviceFull)
  return (
    <div className="notices no-print">
      {saving?.kind === "offline" && isLoaded ? <OfflineNotice words={offlineWords(mayWrite, saving.pending)} /> : null}
      {isDeviceFull && saving?.kind !== "action-needed" ? (
        <Notice kind="warn" isUrgent>
          {m.device_full()}
        </Notice>
      ) : null}
      {isStalled ? (
        <Notice kind="danger" isUrgent action={<Button onPress={() => location.reload()}>{m.load_again()}</Button>}>
          {m.stalled()}
        </Notice>
      ) : null}
      {saving?.kind === "action-needed" ? <ActionNeeded saving={saving} session={session} /> : null}
    </div>
  )
}

/** Over the foot of the window: connections come and go, and the text does not move with them. */
function OfflineNotice({ words }: { words: string }) {
  const [isRead, setRead] = useState(false)
  if (isRead) return null
  return (
    <AtFoot>
      <div className="foot-notice">
        <Notice
          kind="warn"
          action={
            <Button kind="quiet" onPress={() => setRead(true)}>
              {m.understood()}
            </Button>
          }
        >
          {words}
        </Notice>
      </div>
    </AtFoot>
  )
}

function offlineWords(mayWrite: boolean, isPending: boolean): string {
  if (!mayWrite) return m.offline_facts()
  return isPending ? m.offline_pending() : m.offline_idle()
}

/** Words of this person that have no text to go to any more. */
export function WordsLeftOver({ session }: { session: SectionSession }) {
  const saving = useSectionPart(session, troubleOf)
  return saving?.kind === "action-needed" && saving.unsentText !== undefined ? (
    <ActionNeeded saving={saving} session={session} />
  ) : null
}

function ActionNeeded({ saving, session }: { saving: ActionNeededState; session: SectionSession }) {
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no")
  const { unsentText, closeCode, refusal } = saving
  const isDeviceTrouble = refusal.code === "device-full" || refusal.code === "device-failing"
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
        {titleOf(saving, isDeviceTrouble)}
      </h2>
      <p className="pt-1 text-sm">{refusalWords(refusal)}</p>
      <p className="pt-1 text-sm empty:hidden">{whatToDo(saving, isDeviceTrouble)}</p>
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
        {closeCode !== undefined && closeCode !== closeCodes.notFound ? (
          <Button onPress={() => location.reload()}>
            {closeCode === closeCodes.notSignedIn ? m.sign_in_again() : m.load_again()}
          </Button>
        ) : null}
        {closeCode === undefined && unsentText === undefined ? (
          isDeviceTrouble ? (
            <Button onPress={() => session.reconnect()}>{m.try_again()}</Button>
          ) : (
            <Button onPress={() => session.dismissUnsent()}>{m.understood()}</Button>
          )
        ) : null}
        <output className="text-sm">
          {copied === "yes" ? m.copied() : copied === "failed" ? m.copy_failed() : ""}
        </output>
      </div>
    </section>
  )
}

type ActionNeededState = Extract<SavingState, { kind: "action-needed" }>

function titleOf({ unsentText, closeCode }: ActionNeededState, isDeviceTrouble: boolean): string {
  if (unsentText !== undefined || isDeviceTrouble) return m.unsent_title()
  return closeCode === undefined ? m.unsent_wordless_title() : m.connection_stopped()
}

/** Besides what the refusal itself says; "" where that and the button say it all. */
function whatToDo({ unsentText, closeCode }: ActionNeededState, isDeviceTrouble: boolean): string {
  if (unsentText !== undefined) return m.do_copy()
  if (closeCode !== undefined) return ""
  // Of formats or spaces that were refused there is nothing to copy, and trying again would bring nothing back.
  return isDeviceTrouble ? m.do_try_again() : m.unsent_wordless()
}
