import type { PassageCommandInput } from "@codraft/publication"
import { type ReactNode, useState } from "react"
import { Form } from "react-aria-components/Form"
import { m } from "../language/language.ts"
import { problemWords } from "../publication/commands.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { isRefusal } from "./latest-move.ts"
import { type PassageDone, sendPassage } from "./passage-commands.ts"

/** A dialog that ends in one command that moves text: it closes when that is done, and says why when it is refused. */
export function PassageForm({
  title,
  action,
  command,
  onDone,
  onClose,
  children,
}: {
  title: string
  action: string
  /** Null while what is filled in makes no command. */
  command: PassageCommandInput | null
  onDone: (done: PassageDone) => void
  onClose: () => void
  children: ReactNode
}) {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (command: PassageCommandInput) => {
    setSending(true)
    setProblem(null)
    try {
      const answer = await sendPassage(command)
      if (isRefusal(answer)) return setProblem(refusalWords(answer))
      onDone(answer)
      onClose()
    } catch (error) {
      setProblem(problemWords(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (command && !isSending) void send(command)
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
