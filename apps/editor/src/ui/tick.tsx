import { Check } from "lucide-react"
import { Checkbox } from "react-aria-components/Checkbox"

/** Something that is on or off. */
export function Tick({
  label,
  detail,
  isSelected,
  isDisabled = false,
  onChange,
}: {
  label: string
  detail?: string
  isSelected: boolean
  isDisabled?: boolean
  onChange: (isSelected: boolean) => void
}) {
  return (
    <Checkbox
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
      className="group flex gap-3 rounded-md px-1 py-1.5 outline-offset-2 focus-visible:outline-2 focus-visible:outline-(--focus) disabled:text-ink-faint"
    >
      <span
        aria-hidden
        className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-sm border border-rule-strong bg-sheet group-selected:border-accent group-selected:bg-accent group-selected:text-on-accent group-disabled:opacity-60"
      >
        {isSelected ? <Check size={14} strokeWidth={3} /> : null}
      </span>
      <span>
        <span className="block font-semibold">{label}</span>
        {detail ? <span className="block text-sm text-ink-soft">{detail}</span> : null}
      </span>
    </Checkbox>
  )
}
