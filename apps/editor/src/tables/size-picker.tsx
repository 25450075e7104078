import { type KeyboardEvent, useState } from "react"
import { Checkbox } from "react-aria-components/Checkbox"
import { Form } from "react-aria-components/Form"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { TextField } from "../ui/field.tsx"
import { type TableSize, tableSizeMax } from "./table-actions.ts"

const offered = { rows: 6, columns: 8 }
const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Asks how large a table shall be: by pointing at its last cell, by arrow keys, or in numbers where it is larger. */
export function SizePicker({ onPick }: { onPick: (size: TableSize) => void }) {
  const [rows, setRows] = useState("3")
  const [columns, setColumns] = useState("3")
  const [hasHeaderRow, setHeaderRow] = useState(true)
  const [hasHeaderColumn, setHeaderColumn] = useState(false)
  const size = { rows: numberIn(rows, tableSizeMax.rows), columns: numberIn(columns, tableSizeMax.columns) }
  const show = (next: { rows: number; columns: number }) => {
    setRows(String(next.rows))
    setColumns(String(next.columns))
  }
  const pick = (picked: { rows: number | null; columns: number | null }) => {
    if (picked.rows === null || picked.columns === null) return
    onPick({ rows: picked.rows, columns: picked.columns, hasHeaderRow, hasHeaderColumn })
  }
  return (
    <Form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        pick(size)
      }}
    >
      <SizeGrid size={{ rows: size.rows ?? 1, columns: size.columns ?? 1 }} onShow={show} onPick={pick} />
      <p aria-live="polite" className="text-center text-sm text-ink-soft">
        {m.table_size_is({ rows: size.rows ?? "–", columns: size.columns ?? "–" })}
      </p>
      <div className="grid grid-cols-2 gap-3">
        <NumberField label={m.table_rows()} value={rows} onChange={setRows} max={tableSizeMax.rows} />
        <NumberField label={m.table_columns()} value={columns} onChange={setColumns} max={tableSizeMax.columns} />
      </div>
      <div className="grid grid-cols-2 gap-x-3">
        <Tick label={m.table_header_row()} isSelected={hasHeaderRow} onChange={setHeaderRow} />
        <Tick label={m.table_header_column()} isSelected={hasHeaderColumn} onChange={setHeaderColumn} />
      </div>
      <Button type="submit" kind="primary" isDisabled={size.rows === null || size.columns === null}>
        {m.table_insert()}
      </Button>
    </Form>
  )
}

function numberIn(typed: string, max: number): number | null {
  const value = Number(typed)
  return /^\d+$/.test(typed.trim()) && value >= 1 && value <= max ? value : null
}

function NumberField({
  label,
  value,
  onChange,
  max,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  max: number
}) {
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      inputMode="numeric"
      error={numberIn(value, max) === null ? `1–${max}` : undefined}
    />
  )
}

function Tick({
  label,
  isSelected,
  onChange,
}: {
  label: string
  isSelected: boolean
  onChange: (isSelected: boolean) => void
}) {
  return (
    <Checkbox isSelected={isSelected} onChange={onChange} className="table-tick">
      <span aria-hidden className="table-tick-box">
        {isSelected ? "✓" : ""}
      </span>
      {label}
    </Checkbox>
  )
}

/** One stop for Tab; arrows change the size, Enter takes it. A pointer takes the cell that it presses. */
function SizeGrid({
  size,
  onShow,
  onPick,
}: {
  size: { rows: number; columns: number }
  onShow: (size: { rows: number; columns: number }) => void
  onPick: (size: { rows: number; columns: number }) => void
}) {
  const shown = {
    rows: Math.min(size.rows, offered.rows),
    columns: Math.min(size.columns, offered.columns),
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const next = {
      rows: Math.min(Math.max(shown.rows + step[0], 1), offered.rows),
      columns: Math.min(Math.max(shown.columns + step[1], 1), offered.columns),
    }
    onShow(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-size="${next.rows} ${next.columns}"]`)?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid whose cells are pressed
    <table role="grid" aria-label={m.table_size()} className="size-grid" onKeyDown={onKeyDown}>
      <tbody>
        {Array.from({ length: offered.rows }, (_, row) => (
          <tr key={row}>
            {Array.from({ length: offered.columns }, (__, column) => {
              const own = { rows: row + 1, columns: column + 1 }
              const isLast = own.rows === shown.rows && own.columns === shown.columns
              return (
                <td key={column}>
                  <button
                    type="button"
                    aria-label={m.table_size_is(own)}
                    data-size={`${own.rows} ${own.columns}`}
                    data-is-in={(row < shown.rows && column < shown.columns) || undefined}
                    tabIndex={isLast ? 0 : -1}
                    className="size-cell"
                    // oxlint-disable-next-line jsx-a11y/no-autofocus -- the picker opens to ask for just this
                    autoFocus={isLast}
                    onPointerEnter={(event) => event.pointerType === "mouse" && onShow(own)}
                    onClick={() => onPick(own)}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
