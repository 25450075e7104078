import type { ReactElement, ReactNode } from "react"
import { Header } from "react-aria-components/Header"
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from "react-aria-components/Menu"
import { Popover } from "react-aria-components/Popover"

export function Menu({
  label,
  button,
  placement = "bottom end",
  open,
  children,
}: {
  label: string
  button: ReactElement
  placement?: "bottom start" | "bottom end"
  /** Where something besides the button opens it. */
  open?: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }
  children: ReactNode
}) {
  return (
    <MenuTrigger {...open}>
      {button}
      <Popover className="popover" placement={placement}>
        <AriaMenu aria-label={label} className="p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export function MenuItem({
  icon,
  children,
  text,
  onAction,
  isDisabled = false,
  href,
}: {
  icon?: ReactNode
  children: ReactNode
  text: string
  onAction?: () => void
  isDisabled?: boolean
  href?: string
}) {
  return (
    <AriaMenuItem
      textValue={text}
      isDisabled={isDisabled}
      className="menu-item"
      {...(onAction ? { onAction } : {})}
      {...(href === undefined ? {} : { href })}
    >
      <span className="flex w-4 shrink-0 justify-center text-ink-soft">{icon}</span>
      <span className="min-w-0 flex-1">{children}</span>
    </AriaMenuItem>
  )
}

/** A group in a menu of which exactly one holds; told by a tick and by its role. */
export function MenuChoice<T extends string>({
  title,
  options,
  value,
  onChange,
}: {
  title: string
  options: { value: T; label: string; lang?: string }[]
  value: T
  onChange: (value: T) => void
}) {
  return (
    <AriaMenuSection
      aria-label={title}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys !== "all" && keys.has(option.value))
        if (chosen) onChange(chosen.value)
      }}
    >
      <Header className="small-caps px-3 pt-3 pb-1 text-ink-soft">{title}</Header>
      {options.map((option) => (
        <AriaMenuItem key={option.value} id={option.value} textValue={option.label} className="menu-item">
          {({ isSelected }) => (
            <>
              <span aria-hidden className="w-4 shrink-0 text-center">
                {isSelected ? "✓" : ""}
              </span>
              <span lang={option.lang}>{option.label}</span>
            </>
          )}
        </AriaMenuItem>
      ))}
    </AriaMenuSection>
  )
}
