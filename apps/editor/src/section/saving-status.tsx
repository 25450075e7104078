import type { SavingState } from "@codraft/sync/client"
import { Check, CircleAlert, CloudOff, LoaderCircle, type LucideIcon } from "lucide-react"
import { m } from "../language/language.ts"

const looks: Record<SavingState["kind"], { icon: LucideIcon; words: () => string; className: string }> = {
  saving: { icon: LoaderCircle, words: m.saving, className: "text-ink-soft" },
  saved: { icon: Check, words: m.saved, className: "text-ink-soft" },
  offline: { icon: CloudOff, words: m.saving_offline, className: "text-warn" },
  "action-needed": { icon: CircleAlert, words: m.not_saved, className: "text-danger" },
}

/** One of four sentences, always true. */
export function SavingStatus({ saving }: { saving: SavingState }) {
  const { icon: Icon, words, className } = looks[saving.kind]
  return (
    <output aria-label={m.saving_region()} className={`saving-status ${className}`}>
      <Icon aria-hidden size={16} className="shrink-0" />
      <span>{words()}</span>
    </output>
  )
}
