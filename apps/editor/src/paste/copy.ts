import {
  $canonicalFromEditor,
  $createFootnoteNode,
  $createFootnotesNode,
  $isFootnoteReferenceNode,
  $isFootnotesNode,
  type GoalsOf,
  htmlOf,
  nodes,
  type SectionLanguage,
  textOf,
} from "@codraft/document"
import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $writeDragSourceToDataTransfer,
  type BaseSerializedNode,
  type LexicalClipboardData,
  setLexicalClipboardDataTransfer,
} from "@lexical/clipboard"
import { $createListNode } from "@lexical/list"
import { $dfs, mergeRegister } from "@lexical/utils"
import {
  $createParagraphNode,
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $parseSerializedNode,
  type BaseSelection,
  COMMAND_PRIORITY_LOW,
  COPY_COMMAND,
  createEditor,
  CUT_COMMAND,
  DRAGSTART_COMMAND,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type PointType,
} from "lexical"
import { $removeWholeLines } from "../section/whole-lines.ts"
import { type Cut, cutFormat, $cutOf, type TextOfCut } from "../cut/cut.ts"
import { $takeOut } from "../cut/take-out.ts"
import { $wholeBlocks } from "../cut/whole-blocks.ts"
import { referencesOf } from "../references/open-references.ts"
import { clipboardHtml } from "./copied-html.ts"
import { jsonOf } from "./nodes.ts"
import { namespaceOf, ownFormat, sectionOf } from "./own-format.ts"

/**
 * What is copied, cut or dragged goes to other programs as plain HTML: structure, languages and links, no class, style or id.
 * Within this program the editor's own format keeps everything.
 */
export function registerCopy(editor: LexicalEditor, text: TextOfCut): () => void {
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
        const whole = $wholeBlocks(selection)
        const cut = whole && $cutOf(whole, text, Date.now())
        if (!$give(editor, event, cut && { cut, blocks: whole.blocks })) return false
        if (cut) $takeOut(whole, selection)
        else if (!$removeWholeLines()) selection.removeText()
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

/** Whole blocks, and what is told of their being cut. */
interface CutBlocks {
  cut: Cut
  blocks: readonly LexicalNode[]
}

/** False when nothing is selected. */
function $give(editor: LexicalEditor, event: ClipboardEvent, given: CutBlocks | null = null): boolean {
  const data = $copied(editor, given)
  const { clipboardData } = event
  if (data === null || clipboardData === null) return false
  event.preventDefault()
  // NOTE: a table anywhere in the text queues a copy of its own on cutting; what is queued later has the last word.
  editor.update(() => setLexicalClipboardDataTransfer(clipboardData, data))
  return true
}

/** Null when nothing is selected. */
function $copied(editor: LexicalEditor, given: CutBlocks | null = null): LexicalClipboardData | null {
  const selection = $getSelection()
  if (selection === null || selection.isCollapsed()) return null
  const isBlocks = given !== null && given.cut.line === null
  const nodes = isBlocks ? given.blocks.map(jsonOf) : $selectedNodes(editor, selection)
  const copied = { namespace: namespaceOf(editor), nodes }
  const references = referencesOf(editor)
  const goalsOf: GoalsOf = (reference) => references?.goalOf(reference)
  return {
    ...copiedWords(copied.nodes, sectionOf(editor), goalsOf),
    [ownFormat]: JSON.stringify(copied),
    ...(given === null ? {} : { [cutFormat]: JSON.stringify(given.cut) }),
  }
}

/** Blocks between those at its ends are selected as a whole; asking each node in them would take time by their square. */
const middleMin = 20

function $selectedNodes(editor: LexicalEditor, selection: BaseSelection): BaseSerializedNode[] {
  const all = () => $generateJSONFromSelectedNodes(editor, selection).nodes
  if (!$isRangeSelection(selection)) return all()
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus]
  const [first, last] = [$topBlock(start.getNode()), $topBlock(end.getNode())]
  if (first === null || last === null) return all()
  const blocks = $getRoot().getChildren()
  const from = first.getIndexWithinParent()
  const to = last.getIndexWithinParent()
  if (to - from < middleMin) return all()
  const head = $createRangeSelection()
  head.anchor.set(start.key, start.offset, start.type)
  $endAt(head.focus, first)
  const tail = $createRangeSelection()
  tail.anchor.set(last.getKey(), 0, "element")
  tail.focus.set(end.key, end.offset, end.type)
  return [
    ...$generateJSONFromSelectedNodes(editor, head).nodes,
    ...blocks.slice(from + 1, to).map(jsonOf),
    ...$generateJSONFromSelectedNodes(editor, tail).nodes,
  ]
}

/** The block under the root that holds a node; null for the root. */
function $topBlock(node: LexicalNode): ElementNode | null {
  const top = node.getTopLevelElement()
  return $isElementNode(top) && top.getParent()?.is($getRoot()) === true ? top : null
}

function $endAt(point: PointType, block: ElementNode): void {
  const last = block.getLastDescendant()
  if ($isTextNode(last)) point.set(last.getKey(), last.getTextContentSize(), "text")
  else point.set(block.getKey(), block.getChildrenSize(), "element")
}

/** Copied nodes as other programs take them. */
export function copiedWords(
  copied: readonly BaseSerializedNode[],
  section: SectionLanguage,
  goalsOf: GoalsOf = () => undefined,
): { "text/html": string; "text/plain": string } {
  const editor = createEditor({ namespace: "copy", nodes: [...nodes], onError: raise })
  let isLine = false
  editor.update(
    () => {
      const read = $generateNodesFromSerializedNodes([...copied])
      isLine = !read.some(isBlock)
      const words = read.filter((node) => !$isFootnotesNode(node))
      $getRoot().append(...$asBlocks(words.length > 0 ? words : read))
      $addCarriedNotes()
    },
    { discrete: true },
  )
  const content = editor.read(() => $canonicalFromEditor(section))
  return {
    "text/html": clipboardHtml(htmlOf(content, { goalsOf }), isLine),
    "text/plain": textOf(content, undefined, goalsOf),
  }
}

function raise(error: Error): never {
  throw error
}

const isBlock = (node: LexicalNode): node is ElementNode => $isElementNode(node) && !node.isInline()

/** Words that stand alone become a paragraph, items a list, notes without the text that refers to them paragraphs. */
function $asBlocks(read: readonly LexicalNode[]): ElementNode[] {
  const blocks: ElementNode[] = []
  let isOpen: "list" | "paragraph" | null = null
  for (const node of read) {
    if ($isFootnotesNode(node)) {
      for (const note of node.getChildren().filter($isElementNode))
        blocks.push($createParagraphNode().append(...note.getChildren()))
      continue
    }
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

/** References carry the words of their notes. */
function $addCarriedNotes(): void {
  const container = $createFootnotesNode()
  const known = new Set<string>()
  for (const { node } of $dfs()) {
    if (!$isFootnoteReferenceNode(node) || node.carried === null || known.has(node.getNote())) continue
    known.add(node.getNote())
    const words = node.carried.map((json) => $parseSerializedNode(json))
    container.append($createFootnoteNode(node.getNote()).append(...words))
  }
  if (!container.isEmpty()) $getRoot().append(container)
}
