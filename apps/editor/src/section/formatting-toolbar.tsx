import type { LexicalEditor } from "lexical"
import { ALargeSmall, ChevronDown, Pilcrow } from "lucide-react"
import { type RefObject, useEffect, useRef } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { Group } from "react-aria-components/Group"
import { Separator } from "react-aria-components/Separator"
import { Toolbar } from "react-aria-components/Toolbar"
import { FootnoteButton } from "../footnotes/footnote-button.tsx"
import { ImageButton } from "../images/image-button.tsx"
import type { OpenImages } from "../images/open-images.ts"
import { m } from "../language/language.ts"
import { LanguageMenu } from "../languages/language-menu.tsx"
import { TableButton } from "../tables/table-button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { Tool } from "../ui/tool.tsx"
import { useMoreHint } from "../ui/use-more-hint.ts"
import { perform, type WritingQuestion } from "./formatting.ts"
import { isMac, keysOf, type WritingAction } from "./keys.ts"
import { type SectionSession } from "./section-session.ts"
import { blockTools, formatTools, otherFormatTools, type ToolName, writingTools } from "./writing-tools.ts"
import { useFormatting } from "./use-formatting.ts"
import { useUndo } from "./use-section.ts"

/** The buttons of the writing surface. Pointer presses leave the caret in the text; keys move through them by arrows. */
export function FormattingToolbar({
  session,
  images,
  asked,
  ask,
}: {
  session: SectionSession
  images: OpenImages | null
  /** The question that is open now. */
  asked: string | null
  ask: (question: WritingQuestion | null) => void
}) {
  const { editor } = session
  const formatting = useFormatting(editor)
  const { canUndo, canRedo } = useUndo(session)
  const row = useRef<HTMLDivElement>(null)
  useMoreHint(row)
  useWayBack(row, editor)
  const mac = isMac()
  const { isEditable } = formatting
  const act = (action: WritingAction) => perform(editor, action, ask)
  const block = formatting.isNote
    ? m.block_note()
    : formatting.block
      ? writingTools[formatting.block].label()
      : m.block_mixed()
  const mayBeBlock = isEditable && !formatting.isNote
  const BlockIcon = formatting.block && !formatting.isNote ? writingTools[formatting.block].icon : Pilcrow

  const tool = (name: ToolName, isDisabled: boolean, isSelected?: boolean) => {
    const { icon, label, action } = writingTools[name]
    return (
      <Tool
        key={name}
        icon={icon}
        label={label()}
        keys={keysOf(action, mac)}
        isDisabled={isDisabled}
        {...(isSelected === undefined ? {} : { isSelected })}
        onPress={() => act(action)}
      />
    )
  }

  const choice = (name: ToolName, isDisabled: boolean, isSelected = false) => {
    const { icon: Icon, label, action } = writingTools[name]
    return (
      <MenuItem
        key={name}
        text={label()}
        icon={<Icon aria-hidden size={16} />}
        isDisabled={isDisabled}
        onAction={() => {
          act(action)
          editor.focus()
        }}
      >
        <span className="flex items-baseline justify-between gap-6">
          <span>
            {label()}
            {isSelected ? <span className="ms-2 text-accent">✓</span> : null}
          </span>
          <kbd className="text-ink-soft">{keysOf(action, mac)}</kbd>
        </span>
      </MenuItem>
    )
  }

  return (
    <Toolbar ref={row} aria-label={m.formatting()} className="toolbar">
      <Group className="toolbar-group">
        {tool("undo", !isEditable || !canUndo)}
        {tool("redo", !isEditable || !canRedo)}
      </Group>
      <Separator orientation="vertical" className="toolbar-line" />
      <Menu
        label={m.block_type()}
        placement="bottom start"
        button={
          <AriaButton
            isDisabled={!mayBeBlock}
            aria-label={m.block_type_is({ type: block })}
            data-kind="quiet"
            className="button block-type"
          >
            <BlockIcon aria-hidden size={16} strokeWidth={2} className="block-type-icon" />
            <span className="block-type-name truncate">{block}</span>
            <ChevronDown aria-hidden size={14} className="shrink-0" />
          </AriaButton>
        }
      >
        {blockTools.map((block) => (
          <MenuItem
            key={block}
            text={writingTools[block].label()}
            icon={formatting.block === block ? "✓" : null}
            onAction={() => {
              act({ kind: "block", block })
              editor.focus()
            }}
          >
            <span className="flex items-baseline justify-between gap-6">
              <span className="block-sample" data-block={block}>
                {writingTools[block].label()}
              </span>
              <kbd className="text-ink-soft">{keysOf({ kind: "block", block }, mac)}</kbd>
            </span>
          </MenuItem>
        ))}
      </Menu>
      <Separator orientation="vertical" className="toolbar-line" />
      <Group className="toolbar-group">
        {formatTools.map((format) => tool(format, !isEditable, formatting.formats[format]))}
        <Menu
          label={m.formats_more()}
          placement="bottom start"
          button={
            <AriaButton
              isDisabled={!isEditable}
              aria-label={m.formats_more()}
              data-kind="quiet"
              data-shape="icon"
              data-selected={otherFormatTools.some((format) => formatting.formats[format]) || undefined}
              className="button"
            >
              <ALargeSmall aria-hidden size={18} strokeWidth={2} />
            </AriaButton>
          }
        >
          {otherFormatTools.map((format) => choice(format, !isEditable, formatting.formats[format]))}
          {choice("outdent", !isEditable || !formatting.canOutdent)}
          {choice("indent", !isEditable || !formatting.canIndent)}
          {choice("clear", !isEditable)}
        </Menu>
      </Group>
      <Separator orientation="vertical" className="toolbar-line" />
      <Group className="toolbar-group">
        {tool("bulleted", !mayBeBlock, formatting.block === "bulleted")}
        {tool("numbered", !mayBeBlock, formatting.block === "numbered")}
      </Group>
      <Group className="toolbar-group toolbar-spare">
        {tool("outdent", !isEditable || !formatting.canOutdent)}
        {tool("indent", !isEditable || !formatting.canIndent)}
      </Group>
      <Separator orientation="vertical" className="toolbar-line" />
      <Group className="toolbar-group">
        {tool("link", !isEditable, formatting.link !== null)}
        <FootnoteButton editor={editor} keys={keysOf({ kind: "footnote" }, mac)} isEditable={isEditable} />
        {images ? (
          <ImageButton
            editor={editor}
            open={images}
            isDisabled={!mayBeBlock}
            isAsked={asked === "image"}
            onAnswered={() => ask(null)}
          />
        ) : null}
        <TableButton
          editor={editor}
          isEditable={mayBeBlock}
          isAsked={asked === "table"}
          onAsk={(isAsked) => ask(isAsked ? "table" : null)}
        />
        <LanguageMenu editor={editor} keys={keysOf({ kind: "language" }, mac)} isEditable={isEditable} />
        {tool("reference", !isEditable)}
      </Group>
    </Toolbar>
  )
}

/** Escape leads from the tools to the text. What opens from them is no part of the row, and keeps its own Escape. */
function useWayBack(row: RefObject<HTMLElement | null>, editor: LexicalEditor): void {
  useEffect(() => {
    const element = row.current
    if (!element) return undefined
    const back = ({ key }: KeyboardEvent) => {
      if (key === "Escape") editor.focus()
    }
    element.addEventListener("keydown", back)
    return () => element.removeEventListener("keydown", back)
  }, [row, editor])
}
