import type { LucideIcon, LucideProps } from "lucide-react"
import type { ComponentType } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { ToggleButton } from "react-aria-components/ToggleButton"
import { Tip } from "./tooltip.tsx"

/** A button of a toolbar over the text. With `isSelected` it is a toggle and says whether it is pressed; without, a plain button. */
export function Tool({
  icon: Icon,
  label,
  keys = "",
  isDisabled,
  isSelected,
  onPress,
}: {
  icon: LucideIcon | ComponentType<LucideProps>
  label: string
  keys?: string
  isDisabled: boolean
  isSelected?: boolean
  onPress: () => void
}) {
  const shared = {
    "aria-label": label,
    isDisabled,
    onPress,
    preventFocusOnPress: true,
    "data-kind": "quiet",
    "data-shape": "icon",
    className: "button",
  } as const
  const picture = <Icon aria-hidden size={17} strokeWidth={2} />
  return (
    <Tip text={label} shortcut={keys}>
      {isSelected === undefined ? (
        <AriaButton {...shared}>{picture}</AriaButton>
      ) : (
        <ToggleButton {...shared} isSelected={isSelected}>
          {picture}
        </ToggleButton>
      )}
    </Tip>
  )
}
