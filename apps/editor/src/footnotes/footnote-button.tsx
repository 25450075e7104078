import type { LexicalEditor } from "lexical"
import { CornerLeftUp, type LucideProps } from "lucide-react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m } from "../language/language.ts"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { Tool } from "../ui/tool.tsx"
import { insertNote } from "./note-actions.ts"
import { useNotePlace } from "./use-note-place.ts"

/** Of the formatting toolbar: makes a footnote, in a table one of two kinds; with the caret in a note it leads back. */
export function FootnoteButton({
  editor,
  keys,
  isEditable,
}: {
  editor: LexicalEditor
  keys: string
  isEditable: boolean
}) {
  const place = useNotePlace(editor)
  if (place === "table" && isEditable)
    return (
      <Menu
        label={m.footnote_insert()}
        placement="bottom start"
        button={
          <AriaButton aria-label={m.footnote_insert()} data-kind="quiet" data-shape="icon" className="button">
            <FootnoteIcon aria-hidden size={17} strokeWidth={2} />
          </AriaButton>
        }
      >
        <MenuItem text={m.table_note()} onAction={() => insertNote(editor, "tablenote")}>
          <Choice words={m.table_note()} sign="a" keys={keys} />
        </MenuItem>
        <MenuItem text={m.footnote()} onAction={() => insertNote(editor, "footnote")}>
          <Choice words={m.footnote()} sign="1" keys="" />
        </MenuItem>
      </Menu>
    )
  const isInNote = place === "note"
  return (
    <Tool
      icon={isInNote ? CornerLeftUp : FootnoteIcon}
      label={isInNote ? m.footnote_back() : m.footnote_insert()}
      keys={keys}
      isDisabled={!isEditable}
      onPress={() => insertNote(editor)}
    />
  )
}

const Choice = ({ words, sign, keys }: { words: string; sign: string; keys: string }) => (
  <span className="flex items-baseline justify-between gap-6">
    <span>
      {words}
      <sup aria-hidden className="ms-0.5 text-accent">
        {sign}
      </sup>
    </span>
    {keys === "" ? null : <kbd className="text-ink-soft">{keys}</kbd>}
  </span>
)

/** A text with a number, and under a rule the note. */
function FootnoteIcon({ size = 24, ...props }: LucideProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    >
      <path d="M3 5h11M3 10h15M18 6V2.5L16.75 3.25M3 15.5h7M3 20.5h1M8 20.5h12" />
    </svg>
  )
}
