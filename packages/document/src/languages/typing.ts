import {
  $createTextNode,
  $getNodeByKey,
  $getSelection,
  $getState,
  $isRangeSelection,
  $isTextNode,
  $setState,
  BEFORE_INPUT_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  COMPOSITION_START_COMMAND,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  HISTORY_MERGE_TAG,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  type NodeKey,
  type RangeSelection,
  RootNode,
  TextNode,
} from "lexical"
import { languageState } from "../nodes/state.ts"
import { $languageOf, $lineOf, $passageAround, type DirectedLanguage } from "./around.ts"
import { SET_LANGUAGE_COMMAND, $setLanguage } from "./set.ts"

/** The language chosen at a caret for what is typed next there. */
interface Chosen {
  readonly key: NodeKey
  readonly offset: number
  readonly language: string
}

/**
 * Keeps languages while somebody writes:
 * 1. what is typed within a passage or at its end is in its language, whatever its format;
 * 2. a choice at the end of a passage is about what is typed or composed next;
 * 3. the line that Enter begins is in the language of the one that it ends;
 * 4. a line of a left-to-right text that begins with Arabic or Hebrew letters is in that language and direction.
 * Answers the function that ends it.
 */
export function registerLanguages(editor: LexicalEditor, section: () => DirectedLanguage): () => void {
  let chosen: Chosen | null = null
  /** The same for what an input method composes, until it is in the text. */
  let composed: Chosen | null = null
  let split: NodeKey | null = null

  const $chosenHere = (selection: RangeSelection): string | null => {
    const { key, offset } = selection.anchor
    const isHere = selection.isCollapsed() && chosen?.key === key && chosen.offset === offset
    return isHere ? (chosen?.language ?? null) : null
  }

  const $type = (text: string): boolean => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection) || text === "" || text.includes("\n") || editor.isComposing()) return false
    const asked = $chosenHere(selection)
    chosen = null
    const start = selection.isBackward() ? selection.focus : selection.anchor
    const node = start.getNode()
    if (!$isTextNode(node)) return false
    const next = start.offset === node.getTextContentSize() && !selection.isCollapsed() ? node.getNextSibling() : node
    const first = $isTextNode(next) ? next : node
    const language = asked ?? $getState(first, languageState)
    const format = selection.isCollapsed() ? selection.format : first.getFormat()
    if (asked === null && (language === "" || (selection.isCollapsed() && format === node.getFormat()))) return false
    if (!selection.isCollapsed()) selection.removeText()
    const typed = $createTextNode(text).setFormat(format)
    if (language !== "") $setState(typed, languageState, language)
    selection.insertNodes([typed])
    return true
  }

  const unregister = [
    editor.registerCommand(
      SET_LANGUAGE_COMMAND,
      (language) => {
        const selection = $getSelection()
        const end = $isRangeSelection(selection) ? $endOfPassage(selection) : null
        if (end === null) $setLanguage(language, section())
        else {
          const line = $lineOf(end)
          const around = line === null ? section().language : $languageOf(line, section()).language
          const isOfLine = language === null || language === around
          chosen = { key: end.getKey(), offset: end.getTextContentSize(), language: isOfLine ? "" : language }
        }
        return true
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      BEFORE_INPUT_COMMAND,
      (event) => {
        const selection = $getSelection()
        if (event.inputType !== "insertText" || event.data === null || event.isComposing) return false
        if (!$isRangeSelection(selection) || $chosenHere(selection) === null || !$type(event.data)) return false
        event.preventDefault()
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      CONTROLLED_TEXT_INSERTION_COMMAND,
      (payload) => {
        const isTyped = typeof payload === "string" || (payload.dataTransfer === null && payload.data !== null)
        return isTyped && $type(typeof payload === "string" ? payload : (payload.data ?? ""))
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      COMPOSITION_START_COMMAND,
      () => {
        const selection = $getSelection()
        const isHere = $isRangeSelection(selection) && $chosenHere(selection) !== null
        composed = isHere ? chosen : null
        if (isHere) chosen = null
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    // While it is composed, nothing may come between the input method and its letters.
    editor.registerUpdateListener(() => {
      const done = composed
      if (done === null || editor.isComposing()) return
      composed = null
      editor.update(() => $settleComposed(done), { tag: HISTORY_MERGE_TAG })
    }),
    editor.registerCommand(
      INSERT_PARAGRAPH_COMMAND,
      () => {
        const selection = $getSelection()
        split = $isRangeSelection(selection) ? ($lineOf(selection.anchor.getNode())?.getKey() ?? null) : null
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerNodeTransform(TextNode, (node) => $recognise(node, editor, section())),
    editor.registerNodeTransform(RootNode, () => {
      const former = split === null ? null : $getNodeByKey(split)
      split = null
      if (former !== null) $followLine(former, editor)
    }),
  ]
  return () => {
    for (const end of unregister) end()
  }
}

/** What was composed behind a place, up to the caret, is in the language that was chosen there. */
function $settleComposed({ key, offset, language }: Chosen): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return
  const { anchor } = selection
  const node = anchor.getNode()
  if (!$isTextNode(node)) return
  if (node.getKey() === key && anchor.offset > offset) {
    const [first, words] = node.splitText(offset, anchor.offset)
    const own = offset === 0 ? first : words
    if (own === undefined) return
    $setState(own, languageState, language)
    own.select()
    return
  }
  // Where the caret was in another format, the letters have a node of their own.
  const before = node.getPreviousSibling()
  if (before?.getKey() === key && before.getTextContentSize() === offset && anchor.offset > 0) {
    const [own] = node.splitText(anchor.offset)
    if (own !== undefined) $setState(own, languageState, language)
    own?.select()
  }
}

/** The passage at whose very end the caret is; null elsewhere. */
function $endOfPassage(selection: RangeSelection): TextNode | null {
  const node = selection.anchor.getNode()
  if (!selection.isCollapsed() || !$isTextNode(node) || $getState(node, languageState) === "") return null
  const isEnd = selection.anchor.offset === node.getTextContentSize() && $passageAround(node).at(-1)?.is(node) === true
  return isEnd ? node : null
}

/** The line in which the caret is now goes on in the language of the one that was split. */
function $followLine(former: ReturnType<typeof $getNodeByKey>, editor: LexicalEditor): void {
  const selection = $getSelection()
  const line = $isRangeSelection(selection) ? $lineOf(selection.anchor.getNode()) : null
  if (former === null || line === null || line.is(former) || $getState(line, languageState) !== "") return
  if (editor.getEditorState().read(() => $getNodeByKey(line.getKey()) !== null)) return
  const before = $lineOf(former)
  if (before === null) return
  const language = $getState(before, languageState)
  if (language !== "") $setState(line, languageState, language)
  if (line.getDirection() === null) line.setDirection(before.getDirection())
}

const arabic = /^\P{L}*\p{Script=Arabic}/u
const hebrew = /^\P{L}*\p{Script=Hebrew}/u

function $recognise(node: TextNode, editor: LexicalEditor, section: DirectedLanguage): void {
  const line = $lineOf(node)
  if (line === null || line.getDirection() !== null || $getState(line, languageState) !== "") return
  const text = line.getTextContent()
  const language = arabic.test(text) ? "ar" : hebrew.test(text) ? "he" : null
  if (language === null || $languageOf(line, section).dir === "rtl") return
  const before = editor.getEditorState().read(() => $getNodeByKey(line.getKey())?.getTextContent() ?? "")
  if (/\p{L}/u.test(before) || line.getAllTextNodes().some((text) => $getState(text, languageState) !== "")) return
  $setState(line, languageState, language)
  line.setDirection("rtl")
}
