import type { LexicalEditor } from "lexical"
import { Table } from "lucide-react"
import { useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { Dialog, DialogTrigger } from "react-aria-components/Dialog"
import { Popover } from "react-aria-components/Popover"
import { m } from "../language/language.ts"
import { SizePicker } from "./size-picker.tsx"
import { insertTable } from "./table-actions.ts"
import { TableMenu } from "./table-menu.tsx"
import { useTable } from "./use-table.ts"
import { WidthDialog } from "./width-dialog.tsx"

/** Of the formatting toolbar: makes a table, or, with the caret in one, has everything that can be done to it. */
export function TableButton({
  editor,
  isEditable,
  isAsked,
  onAsk,
}: {
  editor: LexicalEditor
  isEditable: boolean
  /** Whether the question for a size is open. */
  isAsked: boolean
  onAsk: (isAsked: boolean) => void
}) {
  const facts = useTable(editor)
  const [isAsking, setAsking] = useState(false)
  const shared = { "data-kind": "quiet", "data-shape": "icon", "data-table-button": "", className: "button" } as const
  const picture = <Table aria-hidden size={17} strokeWidth={2} />
  if (facts === null)
    return (
      <DialogTrigger isOpen={isAsked} onOpenChange={onAsk}>
        <AriaButton {...shared} aria-label={m.table_insert()} isDisabled={!isEditable}>
          {picture}
        </AriaButton>
        <Popover className="popover" placement="bottom start">
          <Dialog aria-label={m.table_insert()} className="p-4 outline-none">
            <SizePicker
              onPick={(size) => {
                onAsk(false)
                insertTable(editor, size)
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
    )
  return (
    <>
      <TableMenu
        editor={editor}
        facts={facts}
        onWidth={() => setAsking(true)}
        button={
          <AriaButton {...shared} data-selected aria-label={m.table()}>
            {picture}
          </AriaButton>
        }
      />
      {isAsking ? <WidthDialog editor={editor} facts={facts} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
