import { ChevronsUpDown, Search, X } from "lucide-react"
import type { ReactNode } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { FieldError } from "react-aria-components/FieldError"
import { Input } from "react-aria-components/Input"
import { Label } from "react-aria-components/Label"
import { ListBox, ListBoxItem } from "react-aria-components/ListBox"
import { Popover } from "react-aria-components/Popover"
import { Radio, RadioGroup } from "react-aria-components/RadioGroup"
import { SearchField as AriaSearchField } from "react-aria-components/SearchField"
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select"
import { Text } from "react-aria-components/Text"
import { TextField as AriaTextField, type TextFieldProps } from "react-aria-components/TextField"
import { m } from "../language/language.ts"

const labelStyle = "block pb-1 text-sm font-semibold"
const hintStyle = "block pt-1 text-sm text-ink-soft"

export function TextField({
  label,
  hint,
  error,
  isFirst = false,
  list,
  ...props
}: TextFieldProps & {
  isFirst?: boolean
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** The id of a `datalist` with what is usually written here. */
  list?: string
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a dialog opens to ask for just this
    <AriaTextField {...props} autoFocus={isFirst} isInvalid={error !== undefined} className="block">
      <Label className={labelStyle}>{label}</Label>
      <Input className="input" list={list} />
      {hint ? (
        <Text slot="description" className={hintStyle}>
          {hint}
        </Text>
      ) : null}
      <FieldError className="block pt-1 text-sm font-semibold text-danger">{error}</FieldError>
    </AriaTextField>
  )
}

export function SearchField({
  label,
  value,
  onChange,
  isFirst = false,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  isFirst?: boolean
}) {
  return (
    <AriaSearchField
      value={value}
      onChange={onChange}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a dialog opens to look for something
      autoFocus={isFirst}
      className="group block"
    >
      <Label className={labelStyle}>{label}</Label>
      <div className="relative">
        <Search aria-hidden size={16} className="absolute inset-y-0 start-3 my-auto text-ink-faint" />
        <Input className="input ps-9 pe-10" />
        <AriaButton
          aria-label={m.clear()}
          className="absolute inset-y-0 end-1 my-auto grid size-8 place-items-center rounded-md text-ink-soft group-data-[empty]:hidden"
        >
          <X aria-hidden size={16} />
        </AriaButton>
      </div>
    </AriaSearchField>
  )
}

export interface Option<T extends string> {
  value: T
  label: string
  detail?: string
}

export function Select<T extends string>({
  label,
  options,
  value,
  onChange,
  hint,
}: {
  label: string
  options: Option<T>[]
  value: T
  onChange: (value: T) => void
  hint?: string
}) {
  return (
    <AriaSelect value={value} onChange={(key) => onChange(key as T)} className="block">
      <Label className={labelStyle}>{label}</Label>
      <AriaButton className="input flex items-center justify-between gap-2 text-start">
        <SelectValue className="min-w-0 truncate" />
        <ChevronsUpDown aria-hidden size={16} className="shrink-0 text-ink-soft" />
      </AriaButton>
      {hint ? (
        <Text slot="description" className={hintStyle}>
          {hint}
        </Text>
      ) : null}
      <Popover className="popover min-w-(--trigger-width)">
        <ListBox
          items={options.map((option) => ({ id: option.value, ...option }))}
          className="max-h-80 overflow-auto p-1 outline-none"
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="menu-item">
              {({ isSelected }) => (
                <>
                  <span aria-hidden className="w-4 shrink-0 text-center">
                    {isSelected ? "✓" : ""}
                  </span>
                  <span>{option.label}</span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: (Option<T> & { isDisabled?: boolean })[]
  value: T
  onChange: (value: T) => void
}) {
  return (
    <RadioGroup value={value} onChange={(chosen) => onChange(chosen as T)} className="block">
      <Label className={labelStyle}>{label}</Label>
      <div className="grid gap-1 pt-1">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled ?? false}
            className="choice flex gap-3 rounded-md border border-rule px-3 py-2 selected:border-accent selected:bg-accent-wash disabled:text-ink-faint"
          >
            <span aria-hidden className="choice-dot mt-1 size-4 shrink-0 rounded-full" />
            <span>
              <span className="block font-semibold">{option.label}</span>
              {option.detail ? <span className="block text-sm text-ink-soft">{option.detail}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
