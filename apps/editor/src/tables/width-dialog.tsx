import type { LexicalEditor } from "lexical"
import { useState } from "react"
import { Form } from "react-aria-components/Form"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { TextField } from "../ui/field.tsx"
import { columnWidth, paintedWidths, resized, setColumnWidths } from "./column-widths.ts"
import type { TableFacts } from "./table-actions.ts"

/** The width of the column at the selection, by number: what dragging its edge does, for the keyboard. */
export function WidthDialog({
  editor,
  facts,
  onClose,
}: {
  editor: LexicalEditor
  facts: TableFacts
  onClose: () => void
}) {
  const { tableKey, area } = facts
  const [widths] = useState(() => paintedWidths(editor, tableKey))
  const [typed, setTyped] = useState(String(widths[area.left] ?? ""))
  const px = Number(typed)
  const isRight = /^\d+$/.test(typed.trim()) && px >= columnWidth.min && px <= columnWidth.max
  const done = (next?: readonly number[] | null) => {
    if (next !== undefined) setColumnWidths(editor, tableKey, next)
    onClose()
    // The dialog gives the focus back when it is gone; the caret belongs in the text.
    setTimeout(() => editor.getRootElement()?.focus({ preventScroll: true }))
  }
  return (
    <Dialog title={m.table_width_of({ column: area.left + 1 })} onClose={() => done()}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (isRight) done(resized(widths, area.left, px))
        }}
      >
        <TextField
          label={m.table_width_px(columnWidth)}
          value={typed}
          onChange={setTyped}
          isFirst
          inputMode="numeric"
          error={isRight ? undefined : m.table_width_px(columnWidth)}
        />
        <DialogActions>
          <Button onPress={() => done(null)}>{m.table_width_auto()}</Button>
          <Button onPress={() => done()}>{m.cancel()}</Button>
          <Button type="submit" kind="primary" isDisabled={!isRight}>
            {m.table_width_set()}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
