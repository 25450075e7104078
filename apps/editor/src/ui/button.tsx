import type { ReactNode, Ref } from "react"
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button"
import { Tip } from "./tooltip.tsx"

export interface ButtonProps extends AriaButtonProps {
  kind?: "plain" | "primary" | "quiet"
  ref?: Ref<HTMLButtonElement>
}

const named = (extra: unknown) => (typeof extra === "string" ? `button ${extra}` : "button")

export function Button({ kind = "plain", className, ...props }: ButtonProps) {
  return <AriaButton {...props} data-kind={kind} className={named(className)} />
}

/** A button that shows a picture: its name is its label for assistive technology and its tooltip for everybody. */
export function IconButton({
  label,
  shortcut,
  children,
  className,
  kind = "quiet",
  ...props
}: ButtonProps & { label: string; shortcut?: string | undefined; children: ReactNode }) {
  return (
    <Tip text={label} shortcut={shortcut}>
      <AriaButton {...props} aria-label={label} data-kind={kind} data-shape="icon" className={named(className)}>
        {children}
      </AriaButton>
    </Tip>
  )
}
