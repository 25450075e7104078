import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog, DialogActions } from "../../ui/dialog.tsx"

/** Before what was filled in is lost. */
export function DropQuestion({ onDrop, onStay }: { onDrop: () => void; onStay: () => void }) {
  return (
    <Dialog title={m.comment_drop_question()} onClose={onStay}>
      <p>{m.freeze_drop_text()}</p>
      <DialogActions>
        <Button onPress={onDrop}>{m.comment_drop()}</Button>
        <Button kind="primary" onPress={onStay}>
          {m.freeze_go_on()}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
