import type { LexicalEditor } from "lexical"
import { useState } from "react"
import { Form } from "react-aria-components/Form"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { TextField } from "../ui/field.tsx"
import { $formatting, addressOf, setLink } from "./formatting.ts"

/** Asks where the selected words lead. */
export function LinkDialog({ editor, onClose }: { editor: LexicalEditor; onClose: () => void }) {
  const [current] = useState(() => editor.getEditorState().read($formatting, { editor }).link)
  const [typed, setTyped] = useState(current ?? "")
  const [isWrong, setWrong] = useState(false)
  const done = () => {
    onClose()
    // The dialog gives the focus back when it is gone; the caret belongs in the text.
    setTimeout(() => editor.focus())
  }
  return (
    <Dialog title={m.link()} onClose={done}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          const address = addressOf(typed)
          if (address === null) return setWrong(true)
          setLink(editor, address)
          done()
        }}
      >
        <TextField
          label={m.link_address()}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setWrong(false)
          }}
          isFirst
          inputMode="url"
          hint={m.link_hint()}
          error={isWrong ? m.link_wrong() : undefined}
        />
        <DialogActions>
          {current === null ? null : (
            <Button
              onPress={() => {
                setLink(editor, null)
                done()
              }}
            >
              {m.link_remove()}
            </Button>
          )}
          <Button onPress={done}>{m.cancel()}</Button>
          <Button type="submit" kind="primary">
            {current === null ? m.link_set() : m.link_change()}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
