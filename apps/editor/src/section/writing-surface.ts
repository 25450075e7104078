import { formats, isAllowedUrl, listDepthMax, nodes, registerLanguages } from "@codraft/document"
import { $toggleLink, TOGGLE_LINK_COMMAND } from "@lexical/link"
import { $getListDepth, $isListItemNode, $isListNode, registerList } from "@lexical/list"
import { registerMarkdownShortcuts } from "@lexical/markdown"
import { registerRichText } from "@lexical/rich-text"
import { $findMatchingParent, mergeRegister } from "@lexical/utils"
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  createEditor,
  FORMAT_ELEMENT_COMMAND,
  FORMAT_TEXT_COMMAND,
  INDENT_CONTENT_COMMAND,
  INSERT_TAB_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  OUTDENT_CONTENT_COMMAND,
} from "lexical"
import type { TextOfCut } from "../cut/cut.ts"
import { PastedCuts } from "../cut/pasted-cuts.ts"
import { registerNoteKeys } from "../footnotes/note-keys.ts"
import { languageDom } from "../languages/language-dom.ts"
import { registerPaste } from "../paste/clipboard.ts"
import { registerCopy } from "../paste/copy.ts"
import { nextTask } from "../paste/next-task.ts"
import { sectionOf } from "../paste/own-format.ts"
import { Pasting } from "../paste/pasting.ts"
import { registerTables } from "../tables/register-tables.ts"
import { registerTypography } from "../typography/register-typography.ts"
import { typographySetting } from "../typography/typography-setting.ts"
import { perform, type WritingQuestion } from "./formatting.ts"
import { actionOf, isMac } from "./keys.ts"
import { lineShortcuts } from "./shortcuts.ts"
import { registerWholeLines } from "./whole-lines.ts"

export interface WritingSurfaceOptions {
  ask: (question: WritingQuestion) => void
  onError: (error: Error) => void
  text: TextOfCut
}

export interface WritingSurface {
  editor: LexicalEditor
  pasting: Pasting
  cuts: PastedCuts
  destroy: () => void
}

/** The Lexical editor of a section with everything that typing, keys and pasting do in it. It knows nothing of other people. */
export function createWritingSurface(options: WritingSurfaceOptions): WritingSurface {
  const editor = createEditor({
    namespace: "codraft-section",
    nodes: [...nodes],
    editable: false,
    onError: options.onError,
    theme,
    dom: languageDom,
  })
  const pasting = new Pasting({ editor, pause: nextTask, now: () => performance.now() })
  const cuts = new PastedCuts(editor, pasting, options.text.sectionId)
  const destroy = mergeRegister(
    registerRichText(editor),
    registerWholeLines(editor),
    registerList(editor),
    registerTables(editor),
    registerNoteKeys(editor),
    registerLanguages(editor, () => sectionOf(editor)),
    registerTypography(editor, {
      isOn: () => typographySetting.get() === "by-language",
      section: () => sectionOf(editor),
    }),
    registerMarkdownShortcuts(editor, lineShortcuts),
    registerKeys(editor, options),
    registerLinks(editor),
    registerFormLimits(editor),
    registerPaste(editor, pasting, cuts),
    registerCopy(editor, options.text),
  )
  return {
    editor,
    pasting,
    cuts,
    destroy: () => {
      pasting.stop()
      destroy()
      editor.setRootElement(null)
    },
  }
}

const theme = {
  text: {
    bold: "text-bold",
    italic: "text-italic",
    underline: "text-underline",
    strikethrough: "text-strikethrough",
    underlineStrikethrough: "text-underline-strikethrough",
  },
  list: { nested: { listitem: "nested-item" } },
  table: "table",
  tableCellHeader: "table-header",
  tableScrollableWrapper: "table-scroll",
  tableSelection: "table-selection",
  tableCellSelected: "cell-selected",
}

function registerKeys(editor: LexicalEditor, options: WritingSurfaceOptions): () => void {
  const mac = isMac()
  return mergeRegister(
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        const action = editor.isEditable() ? actionOf(event, mac) : null
        if (!action) return false
        event.preventDefault()
        perform(editor, action, options.ask)
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    // In a list Tab moves the item; in a table the table moves the caret; elsewhere it leaves the text, as on any page.
    editor.registerCommand(
      KEY_TAB_COMMAND,
      (event) => {
        const selection = $getSelection()
        if (!$isRangeSelection(selection) || !$findMatchingParent(selection.anchor.getNode(), $isListItemNode))
          return false
        event.preventDefault()
        return editor.dispatchCommand(event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND, undefined)
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(INSERT_TAB_COMMAND, () => true, COMMAND_PRIORITY_CRITICAL),
    // The library would take the focus from the text: what is typed after one Escape too many would be lost.
    editor.registerCommand(KEY_ESCAPE_COMMAND, () => true, COMMAND_PRIORITY_LOW),
  )
}

function registerLinks(editor: LexicalEditor): () => void {
  const open = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest("a") : null
    if (!anchor) return
    event.preventDefault()
    const wants = !editor.isEditable() || event.ctrlKey || event.metaKey || event.button === 1
    if (wants && isAllowedUrl(anchor.href)) window.open(anchor.href, "_blank", "noopener,noreferrer")
  }
  return mergeRegister(
    editor.registerCommand(
      TOGGLE_LINK_COMMAND,
      (payload) => {
        const url = typeof payload === "string" || payload === null ? payload : payload.url
        if (url === null || isAllowedUrl(url)) $toggleLink(url)
        return true
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerRootListener((root, previous) => {
      for (const type of ["click", "auxclick"] as const) {
        previous?.removeEventListener(type, open)
        root?.addEventListener(type, open)
      }
    }),
  )
}

/** No command makes what the form of a section has no place for: alignment, odd formats, indents outside of lists. */
function registerFormLimits(editor: LexicalEditor): () => void {
  const known = new Set<string>(formats)
  return mergeRegister(
    editor.registerCommand(FORMAT_ELEMENT_COMMAND, () => true, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(FORMAT_TEXT_COMMAND, (format) => !known.has(format), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(INDENT_CONTENT_COMMAND, () => !$mayIndent(), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(OUTDENT_CONTENT_COMMAND, () => !$isInList(), COMMAND_PRIORITY_CRITICAL),
  )
}

function $isInList(): boolean {
  const selection = $getSelection()
  return $isRangeSelection(selection) && $findMatchingParent(selection.anchor.getNode(), $isListItemNode) !== null
}

function $mayIndent(): boolean {
  const selection = $getSelection()
  const item = $isRangeSelection(selection) ? $findMatchingParent(selection.anchor.getNode(), $isListItemNode) : null
  const list = item?.getParent()
  return $isListNode(list) && $getListDepth(list) < listDepthMax
}
