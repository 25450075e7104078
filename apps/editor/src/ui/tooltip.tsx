import type { ReactElement } from "react"
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip"

/** What the control is called, and which keys do the same. The words are a repetition, never the only place. */
export function Tip({
  text,
  shortcut,
  children,
}: {
  text: string
  shortcut?: string | undefined
  children: ReactElement
}) {
  return (
    <TooltipTrigger delay={500}>
      {children}
      <Tooltip className="tooltip" offset={6}>
        {text}
        {shortcut ? <kbd className="ms-2 opacity-80">{shortcut}</kbd> : null}
      </Tooltip>
    </TooltipTrigger>
  )
}
