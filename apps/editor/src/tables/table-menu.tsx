import type { LexicalEditor } from "lexical"
import type { ReactElement, ReactNode } from "react"
import { Header } from "react-aria-components/Header"
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu"
import { Popover } from "react-aria-components/Popover"
import { m } from "../language/language.ts"
import { performOnTable, type TableAction, type TableFacts } from "./table-actions.ts"

const groups: { title: () => string; actions: { action: TableAction; label: (facts: TableFacts) => string }[] }[] = [
  {
    title: m.table_rows,
    actions: [
      { action: "rowAbove", label: m.table_row_above },
      { action: "rowBelow", label: m.table_row_below },
      { action: "moveRowUp", label: m.table_move_row_up },
      { action: "moveRowDown", label: m.table_move_row_down },
      { action: "selectRow", label: m.table_select_row },
      { action: "deleteRow", label: m.table_delete_row },
    ],
  },
  {
    title: m.table_columns,
    actions: [
      { action: "columnBefore", label: m.table_column_before },
      { action: "columnAfter", label: m.table_column_after },
      { action: "moveColumnBack", label: m.table_move_column_back },
      { action: "moveColumnOn", label: m.table_move_column_on },
      { action: "selectColumn", label: m.table_select_column },
      { action: "deleteColumn", label: m.table_delete_column },
    ],
  },
  {
    title: m.table_cells,
    actions: [
      { action: "merge", label: m.table_merge },
      { action: "split", label: m.table_split },
    ],
  },
  {
    title: m.table,
    actions: [
      { action: "headerRow", label: m.table_header_row },
      { action: "headerColumn", label: m.table_header_column },
      { action: "caption", label: ({ hasCaption }) => (hasCaption ? m.table_caption_go() : m.table_caption_add()) },
      { action: "selectTable", label: m.table_select },
      { action: "deleteTable", label: m.table_delete },
    ],
  },
]

/** Everything that can be done to the table at the selection. */
export function TableMenu({
  editor,
  facts,
  button,
  onWidth,
  placement = "bottom start",
}: {
  editor: LexicalEditor
  facts: TableFacts
  button: ReactElement
  onWidth: () => void
  placement?: "bottom start" | "bottom end"
}) {
  const ticked: Partial<Record<TableAction, boolean>> = {
    headerRow: facts.isHeaderRow,
    headerColumn: facts.isHeaderColumn,
  }
  return (
    <MenuTrigger>
      {button}
      <Popover className="popover" placement={placement}>
        <AriaMenu
          aria-label={m.table()}
          disabledKeys={facts.unavailable}
          className="table-menu p-1 outline-none"
          onAction={(key) => {
            if (key === "width") return onWidth()
            // The menu holds the focus until it is gone.
            setTimeout(() => performOnTable(editor, key as TableAction))
          }}
        >
          {groups.map(({ title, actions }) => (
            <MenuSection key={actions[0]?.action} aria-label={title()} selectionMode="none">
              <Header className="small-caps px-3 pt-2 pb-1 text-ink-soft">{title()}</Header>
              {actions.map(({ action, label }) => (
                <Line key={action} id={action} text={label(facts)} isTicked={ticked[action]} />
              ))}
              {actions[0]?.action === "merge" ? (
                <Line id="width" text={`${m.table_width()}…`} isTicked={undefined} />
              ) : null}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function Line({ id, text, isTicked }: { id: string; text: string; isTicked: boolean | undefined }): ReactNode {
  return (
    <MenuItem
      id={id}
      textValue={text}
      className="menu-item"
      {...(isTicked === undefined ? {} : { "aria-checked": isTicked })}
    >
      <span aria-hidden className="w-4 shrink-0 text-center">
        {isTicked ? "✓" : ""}
      </span>
      <span>{text}</span>
    </MenuItem>
  )
}
