import {
  Bold,
  ChevronDown,
  Indent,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  type LucideIcon,
  Outdent,
  Redo2,
  RemoveFormatting,
  Strikethrough,
  Subscript,
  Superscript,
  Underline,
  Undo2,
} from "lucide-react"
import type { Format } from "@codraft/document"
import { Button as AriaButton } from "react-aria-components/Button"
import { Group } from "react-aria-components/Group"
import { Separator } from "react-aria-components/Separator"
import { Toolbar } from "react-aria-components/Toolbar"
import { FootnoteButton } from "../footnotes/footnote-button.tsx"
import { ImageButton } from "../images/image-button.tsx"
import type { OpenImages } from "../images/open-images.ts"
import { m } from "../language/language.ts"
import { TableButton } from "../tables/table-button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { Tool } from "../ui/tool.tsx"
import { perform } from "./formatting.ts"
import { type BlockKind, isMac, keysOf, type WritingAction } from "./keys.ts"
import { type SectionSession } from "./section-session.ts"
import { useFormatting } from "./use-formatting.ts"
import { useUndo } from "./use-section.ts"

const blockWords: Record<BlockKind, () => string> = {
  paragraph: m.block_paragraph,
  h1: m.block_h1,
  h2: m.block_h2,
  h3: m.block_h3,
  h4: m.block_h4,
  quote: m.block_quote,
  bulleted: m.block_bulleted,
  numbered: m.block_numbered,
}
const typesOfBlock: BlockKind[] = ["paragraph", "h1", "h2", "h3", "h4", "quote"]

const formatButtons: { format: Format; icon: LucideIcon; label: () => string }[] = [
  { format: "bold", icon: Bold, label: m.bold },
  { format: "italic", icon: Italic, label: m.italic },
  { format: "underline", icon: Underline, label: m.underline },
  { format: "strikethrough", icon: Strikethrough, label: m.strikethrough },
  { format: "subscript", icon: Subscript, label: m.subscript },
  { format: "superscript", icon: Superscript, label: m.superscript },
]

/** The buttons of the writing surface. Pointer presses leave the caret in the text; keys move through them by arrows. */
export function FormattingToolbar({
  session,
  images,
  askLink,
}: {
  session: SectionSession
  images: OpenImages | null
  askLink: () => void
}) {
  const { editor } = session
  const formatting = useFormatting(editor)
  const { canUndo, canRedo } = useUndo(session)
  const mac = isMac()
  const { isEditable } = formatting
  const act = (action: WritingAction) => perform(editor, action, askLink)
  const block = formatting.isNote ? m.footnote() : formatting.block ? blockWords[formatting.block]() : m.block_mixed()
  const mayBeBlock = isEditable && !formatting.isNote

  return (
    <Toolbar aria-label={m.formatting()} className="toolbar">
      <Group className="toolbar-group">
        <Tool
          icon={Undo2}
          label={m.undo()}
          keys={keysOf({ kind: "undo" }, mac)}
          isDisabled={!isEditable || !canUndo}
          onPress={() => act({ kind: "undo" })}
        />
        <Tool
          icon={Redo2}
          label={m.redo()}
          keys={keysOf({ kind: "redo" }, mac)}
          isDisabled={!isEditable || !canRedo}
          onPress={() => act({ kind: "redo" })}
        />
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
            <span className="truncate">{block}</span>
            <ChevronDown aria-hidden size={14} className="shrink-0" />
          </AriaButton>
        }
      >
        {typesOfBlock.map((block) => (
          <MenuItem
            key={block}
            text={blockWords[block]()}
            icon={formatting.block === block ? "✓" : null}
            onAction={() => {
              act({ kind: "block", block })
              editor.focus()
            }}
          >
            <span className="flex items-baseline justify-between gap-6">
              <span className="block-sample" data-block={block}>
                {blockWords[block]()}
              </span>
              <kbd className="text-ink-soft">{keysOf({ kind: "block", block }, mac)}</kbd>
            </span>
          </MenuItem>
        ))}
      </Menu>
      <Separator orientation="vertical" className="toolbar-line" />
      <Group className="toolbar-group">
        {formatButtons.map(({ format, icon, label }) => (
          <Tool
            key={format}
            icon={icon}
            label={label()}
            keys={keysOf({ kind: "format", format }, mac)}
            isDisabled={!isEditable}
            isSelected={formatting.formats[format]}
            onPress={() => act({ kind: "format", format })}
          />
        ))}
      </Group>
      <Separator orientation="vertical" className="toolbar-line" />
      <Group className="toolbar-group">
        <Tool
          icon={List}
          label={m.bulleted_list()}
          keys={keysOf({ kind: "block", block: "bulleted" }, mac)}
          isDisabled={!mayBeBlock}
          isSelected={formatting.block === "bulleted"}
          onPress={() => act({ kind: "block", block: "bulleted" })}
        />
        <Tool
          icon={ListOrdered}
          label={m.numbered_list()}
          keys={keysOf({ kind: "block", block: "numbered" }, mac)}
          isDisabled={!mayBeBlock}
          isSelected={formatting.block === "numbered"}
          onPress={() => act({ kind: "block", block: "numbered" })}
        />
        <Tool
          icon={Outdent}
          label={m.outdent()}
          keys={keysOf({ kind: "outdent" }, mac)}
          isDisabled={!isEditable || !formatting.canOutdent}
          onPress={() => act({ kind: "outdent" })}
        />
        <Tool
          icon={Indent}
          label={m.indent()}
          keys={keysOf({ kind: "indent" }, mac)}
          isDisabled={!isEditable || !formatting.canIndent}
          onPress={() => act({ kind: "indent" })}
        />
      </Group>
      <Separator orientation="vertical" className="toolbar-line" />
      <Group className="toolbar-group">
        <Tool
          icon={LinkIcon}
          label={m.link()}
          keys={keysOf({ kind: "link" }, mac)}
          isDisabled={!isEditable}
          isSelected={formatting.link !== null}
          onPress={() => act({ kind: "link" })}
        />
        <FootnoteButton editor={editor} keys={keysOf({ kind: "footnote" }, mac)} isEditable={isEditable} />
        {images ? <ImageButton editor={editor} open={images} isDisabled={!mayBeBlock} /> : null}
        <TableButton editor={editor} isEditable={mayBeBlock} />
        <Tool
          icon={RemoveFormatting}
          label={m.clear_formatting()}
          keys={keysOf({ kind: "clear" }, mac)}
          isDisabled={!isEditable}
          onPress={() => act({ kind: "clear" })}
        />
      </Group>
    </Toolbar>
  )
}
