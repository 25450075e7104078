import type { SavingState } from "@codraft/sync/client"
import { Check, CircleAlert, CloudOff, LoaderCircle, type LucideIcon } from "lucide-react"
import { m } from "../language/language.ts"

const looks: Record<SavingState["kind"], { icon: LucideIcon; words: () => string; className: string }> = {
  saving: { icon: LoaderCircle, words: m.saving, className: "text-ink-soft" },
  saved: { icon: Check, words: m.saved, className: "text-ink-soft" },
  offline: { icon: CloudOff, words: m.saving_offline, className: "text-warn" },
  "action-needed": { icon: CircleAlert, words: m.not_saved, className: "text-danger" },
}

/** One of four sentences, always true; none beside a text that has not come yet, where "Saved" would mean an empty page. */
export function SavingStatus({ kind, isLoaded }: { kind: SavingState["kind"]; isLoaded: boolean }) {
  const { icon: Icon, words, className } = looks[kind]
  const isSilent = kind === "saved" && !isLoaded
  return (
    <output aria-label={m.saving_region()} data-kind={kind} className={`saving-status ${className}`}>
      {isSilent ? null : (
        <>
          <Icon aria-hidden size={16} className="shrink-0" />
          <span className="saving-words">{words()}</span>
        </>
      )}
    </output>
  )
}
