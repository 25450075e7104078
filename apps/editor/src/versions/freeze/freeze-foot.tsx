import { useId } from "react"
import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import { checkWords } from "../check-words.ts"
import type { Missing } from "../freeze-draft.ts"

/** Always in sight: whether it can be frozen, and what for if not. Pressed too early it leads to what is missing. */
export function FreezeFoot({
  missing,
  isChecked,
  isFreezing,
  onCancel,
}: {
  missing: Missing | null
  /** The pre-flight list is there. */
  isChecked: boolean
  isFreezing: boolean
  onCancel: () => void
}) {
  const why = useId()
  const isOff = missing !== null
  return (
    <footer className="freeze-foot">
      <p id={why} data-is-off={isOff || undefined}>
        {isOff ? offWords(missing) : isChecked ? m.freeze_ready() : ""}
      </p>
      <Button onPress={onCancel}>{m.cancel()}</Button>
      <Button
        type="submit"
        kind="primary"
        isPending={isFreezing}
        aria-describedby={why}
        className={isOff ? "freeze-button-off" : ""}
      >
        {m.freeze()}
      </Button>
    </footer>
  )
}

function offWords(missing: Missing): string {
  switch (missing.of) {
    case "title":
      return m.freeze_off_title()
    case "sections":
      return m.freeze_off_sections()
    case "cover":
      return m.freeze_off_cover()
    case "confirmation":
      return m.freeze_off_confirmation()
    case "reason":
      return m.freeze_off_reason({ check: checkWords(missing.check).title })
    case "final":
      return m.freeze_off_final({ check: checkWords(missing.check).title })
    default:
      return missing satisfies never
  }
}
