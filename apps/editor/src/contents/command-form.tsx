import type { CommandInput } from "@codraft/publication"
import type { ReactNode } from "react"
import { Form } from "react-aria-components/Form"
import { m } from "../language/language.ts"
import { useCommand } from "../publication/commands.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"

/** A dialog that ends in one command: it closes when that is done, and says why when it is refused. */
export function CommandForm({
  title,
  action,
  command,
  onClose,
  children,
}: {
  title: string
  action: string
  /** Null while what is filled in makes no command. */
  command: CommandInput | null
  onClose: () => void
  children: ReactNode
}) {
  const { run, isSending, problem } = useCommand()
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (command && !isSending) void run(command).then((isDone) => isDone && onClose())
        }}
      >
        {children}
        {problem ? (
          <Notice kind="warn" isUrgent>
            {problem}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onPress={onClose}>{m.cancel()}</Button>
          <Button type="submit" kind="primary" isPending={isSending} isDisabled={command === null}>
            {action}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
