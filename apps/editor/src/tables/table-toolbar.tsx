import type { LexicalEditor } from "lexical"
import { Captions, Ellipsis, PanelLeft, PanelTop, TableCellsMerge, TableCellsSplit, Trash2 } from "lucide-react"
import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { Group } from "react-aria-components/Group"
import { Separator } from "react-aria-components/Separator"
import { Toolbar } from "react-aria-components/Toolbar"
import { m } from "../language/language.ts"
import { Tool } from "../ui/tool.tsx"
import { performOnTable, type TableAction, type TableFacts } from "./table-actions.ts"
import { ColumnAfter, ColumnBefore, ColumnGone, RowAbove, RowBelow, RowGone } from "./table-icons.tsx"
import { TableMenu } from "./table-menu.tsx"
import { useTable } from "./use-table.ts"
import { WidthDialog } from "./width-dialog.tsx"
import "./tables.css"

/**
 * What is done to tables most, under the bar of the section while the caret is in a table. It lies over the text and moves none
 * of it. Alt+F10 leads here from the text, Escape back.
 */
export function TableToolbar({ editor, dir }: { editor: LexicalEditor; dir: "ltr" | "rtl" }) {
  const facts = useTable(editor)
  const place = useRef<HTMLDivElement>(null)
  const isShown = facts !== null
  useBelowBar(place)
  useEffect(() => {
    if (!isShown) return undefined
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "F10" || !event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      const tools = place.current?.querySelector<HTMLElement>("button:not([disabled])")
      // On a narrow screen they are a menu of the formatting toolbar.
      const isHere = tools && tools.getClientRects().length > 0
      const target = isHere ? tools : document.querySelector<HTMLElement>(".toolbar [data-table-button]")
      target?.focus()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [isShown])
  return (
    <div ref={place} className="table-bar-place no-print">
      {facts ? (
        <div data-region="" className="table-bar" data-dir={dir}>
          <Tools editor={editor} facts={facts} />
        </div>
      ) : null}
    </div>
  )
}

function Tools({ editor, facts }: { editor: LexicalEditor; facts: TableFacts }) {
  const [isAsking, setAsking] = useState(false)
  const tool = (action: TableAction) => ({
    isDisabled: facts.unavailable.has(action),
    onPress: () => performOnTable(editor, action),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    editor.focus()
  }
  const line = <Separator orientation="vertical" className="toolbar-line" />
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape from whichever of its buttons
    <div onKeyDown={onKeyDown}>
      <Toolbar aria-label={m.table()} className="toolbar">
        <Group className="toolbar-group">
          <Tool icon={RowAbove} label={m.table_row_above()} {...tool("rowAbove")} />
          <Tool icon={RowBelow} label={m.table_row_below()} {...tool("rowBelow")} />
          <Tool icon={RowGone} label={m.table_delete_row()} {...tool("deleteRow")} />
        </Group>
        {line}
        <Group className="toolbar-group">
          <Tool icon={ColumnBefore} label={m.table_column_before()} {...tool("columnBefore")} />
          <Tool icon={ColumnAfter} label={m.table_column_after()} {...tool("columnAfter")} />
          <Tool icon={ColumnGone} label={m.table_delete_column()} {...tool("deleteColumn")} />
        </Group>
        {line}
        <Group className="toolbar-group">
          <Tool icon={TableCellsMerge} label={m.table_merge()} {...tool("merge")} />
          <Tool icon={TableCellsSplit} label={m.table_split()} {...tool("split")} />
        </Group>
        {line}
        <Group className="toolbar-group">
          <Tool icon={PanelTop} label={m.table_header_row()} isSelected={facts.isHeaderRow} {...tool("headerRow")} />
          <Tool
            icon={PanelLeft}
            label={m.table_header_column()}
            isSelected={facts.isHeaderColumn}
            {...tool("headerColumn")}
          />
          <Tool
            icon={Captions}
            label={facts.hasCaption ? m.table_caption_go() : m.table_caption_add()}
            {...tool("caption")}
          />
        </Group>
        {line}
        <Group className="toolbar-group">
          <Tool icon={Trash2} label={m.table_delete()} {...tool("deleteTable")} />
          <TableMenu
            editor={editor}
            facts={facts}
            placement="bottom end"
            onWidth={() => setAsking(true)}
            button={
              <AriaButton aria-label={m.table_all_commands()} data-kind="quiet" data-shape="icon" className="button">
                <Ellipsis aria-hidden size={17} strokeWidth={2} />
              </AriaButton>
            }
          />
        </Group>
      </Toolbar>
      {isAsking ? <WidthDialog editor={editor} facts={facts} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

/** Keeps to the lower edge of the section's bar, which is higher where its buttons need two lines. */
function useBelowBar(place: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const element = place.current
    const bar = element?.parentElement?.querySelector<HTMLElement>(":scope > .section-bar")
    if (!element || !bar) return undefined
    const follow = () => element.style.setProperty("--bar", `${bar.offsetHeight}px`)
    follow()
    const size = new ResizeObserver(follow)
    size.observe(bar)
    return () => size.disconnect()
  }, [place])
}
