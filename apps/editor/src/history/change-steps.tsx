import { ChevronDown, ChevronUp } from "lucide-react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import type { useChangeSteps } from "./use-change-steps.ts"

/** From change to change, and at which of them one is; nothing where there is none. */
export function ChangeSteps({ at, count, go }: ReturnType<typeof useChangeSteps>) {
  if (count === 0) return null
  return (
    <fieldset aria-label={m.compare_changes()} className="flex items-center gap-1">
      <span className="text-sm text-ink-soft tabular-nums">{m.change_of({ at: at ?? "–", count })}</span>
      <IconButton label={m.compare_previous()} shortcut="P" onPress={() => go(-1)}>
        <ChevronUp aria-hidden size={18} />
      </IconButton>
      <IconButton label={m.compare_next()} shortcut="N" onPress={() => go(1)}>
        <ChevronDown aria-hidden size={18} />
      </IconButton>
    </fieldset>
  )
}
