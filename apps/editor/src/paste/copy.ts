import { $canonicalFromEditor, htmlOf, nodes, type SectionLanguage, textOf } from "@codraft/document"
import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $writeDragSourceToDataTransfer,
  type BaseSerializedNode,
  type LexicalClipboardData,
  setLexicalClipboardDataTransfer,
} from "@lexical/clipboard"
import { $createListNode } from "@lexical/list"
import { mergeRegister } from "@lexical/utils"
import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  COPY_COMMAND,
  createEditor,
  CUT_COMMAND,
  DRAGSTART_COMMAND,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from "lexical"

/**
 * What is copied, cut or dragged goes to other programs as plain HTML: structure, languages and links, no class, style or id.
 * Within this program the editor's own format keeps everything.
 */
export function registerCopy(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerCommand(
      COPY_COMMAND,
      (event) => {
        if (!(event instanceof ClipboardEvent)) return false
        return $give(editor, event)
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      CUT_COMMAND,
      (event) => {
        const selection = $getSelection()
        if (!(event instanceof ClipboardEvent) || !editor.isEditable() || !$isRangeSelection(selection)) return false
        if (!$give(editor, event)) return false
        selection.removeText()
        return true
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      DRAGSTART_COMMAND,
      (event) => {
        const data = $copied(editor)
        if (data === null || event.dataTransfer === null) return false
        setLexicalClipboardDataTransfer(event.dataTransfer, data)
        $writeDragSourceToDataTransfer(event.dataTransfer, editor)
        return true
      },
      COMMAND_PRIORITY_LOW,
    ),
  )
}

/** False when nothing is selected. */
function $give(editor: LexicalEditor, event: ClipboardEvent): boolean {
  const data = $copied(editor)
  const { clipboardData } = event
  if (data === null || clipboardData === null) return false
  event.preventDefault()
  // NOTE: a table anywhere in the text queues a copy of its own on cutting; what is queued later has the last word.
  editor.update(() => setLexicalClipboardDataTransfer(clipboardData, data))
  return true
}

/** Null when nothing is selected. */
function $copied(editor: LexicalEditor): LexicalClipboardData | null {
  const selection = $getSelection()
  if (selection === null || selection.isCollapsed()) return null
  const copied = $generateJSONFromSelectedNodes(editor, selection)
  const root = editor.getRootElement()
  const section: SectionLanguage = { language: root?.lang || "en", dir: root?.dir === "rtl" ? "rtl" : "ltr" }
  return { ...copiedWords(copied.nodes, section), "application/x-lexical-editor": JSON.stringify(copied) }
}

/** Copied nodes as other programs take them. */
export function copiedWords(
  copied: readonly BaseSerializedNode[],
  section: SectionLanguage,
): { "text/html": string; "text/plain": string } {
  const editor = createEditor({ namespace: "copy", nodes: [...nodes], onError: raise })
  let isLine = false
  editor.update(
    () => {
      const read = $generateNodesFromSerializedNodes([...copied])
      isLine = !read.some(isBlock)
      $getRoot().append(...$asBlocks(read))
    },
    { discrete: true },
  )
  const content = editor.read(() => $canonicalFromEditor(section))
  return { "text/html": clipboardHtml(htmlOf(content), isLine), "text/plain": textOf(content) }
}

function raise(error: Error): never {
  throw error
}

const isBlock = (node: LexicalNode): node is ElementNode => $isElementNode(node) && !node.isInline()

/** Words that stand alone become a paragraph, items a list. */
function $asBlocks(read: readonly LexicalNode[]): ElementNode[] {
  const blocks: ElementNode[] = []
  let isOpen: "list" | "paragraph" | null = null
  for (const node of read) {
    if (isBlock(node) && node.getType() !== "listitem") {
      blocks.push(node)
      isOpen = null
      continue
    }
    const type = isBlock(node) ? "list" : "paragraph"
    if (isOpen !== type) blocks.push(type === "list" ? $createListNode("bullet") : $createParagraphNode())
    isOpen = type
    blocks.at(-1)?.append(node)
  }
  return blocks
}

/**
 * Text is escaped in it, so what looks like an attribute is one. Part of a line comes without a paragraph of its own, or it
 * would break the line that it is pasted into.
 */
function clipboardHtml(html: string, isLine: boolean): string {
  const plain = html
    .replace(/ (data-block|rel)="[^"]*"/g, "")
    .replace(/^<article/, "<div")
    .replace(/<\/article>\s*$/, "</div>")
  if (!isLine) return plain
  return plain.replace(/^<div([^>]*)>\s*<p>/, "<span$1>").replace(/<\/p>\s*<\/div>$/, "</span>")
}
