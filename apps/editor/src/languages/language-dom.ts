import { directionOf } from "@codraft/publication"
import { languageState } from "@codraft/document"
import { $isTableCellNode, $isTableNode, $isTableRowNode } from "@lexical/table"
import {
  $getState,
  $isElementNode,
  $isRootNode,
  $isTextNode,
  type EditorDOMRenderConfig,
  type LexicalNode,
} from "lexical"

/**
 * Language and direction on the elements of a text, where the browser's spell check, its choice of glyphs and screen readers
 * look for them. What says nothing follows what it is in, and is not guessed from its first letter: a paragraph of an Arabic
 * text that begins with "IOM" is an Arabic paragraph. Tables are turned by what dresses them.
 */
export const languageDom: Partial<EditorDOMRenderConfig> = {
  $decorateDOM: (node, _previous, element) => {
    // What the text as a whole is in, the page says.
    if ($isElementNode(node) ? node.isInline() || $isRootNode(node) : !$isTextNode(node)) return
    const language = $getState(node, languageState)
    set(element, "lang", language)
    if ($isTextNode(node)) set(element, "dir", language === "" ? "" : directionOf(language))
    else if (!$isPartOfTable(node))
      set(element, "dir", ($isElementNode(node) ? node.getDirection() : null) ?? (language && directionOf(language)))
  },
}

function $isPartOfTable(node: LexicalNode): boolean {
  return $isTableNode(node) || $isTableRowNode(node) || $isTableCellNode(node)
}

function set(element: HTMLElement, name: "lang" | "dir", value: string): void {
  if ((element.getAttribute(name) ?? "") === value) return
  if (value === "") element.removeAttribute(name)
  else element.setAttribute(name, value)
}
