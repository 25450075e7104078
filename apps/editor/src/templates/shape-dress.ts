import { $getBlockId, $isFootnotesNode } from "@codraft/document"
import type { ShapePart } from "@codraft/publication"
import { $isHeadingNode } from "@lexical/rich-text"
import { mergeRegister } from "@lexical/utils"
import { $getRoot, $isParagraphNode, type LexicalEditor, type LexicalNode } from "lexical"
import { hasChangedBlocks } from "../section/changed-blocks.ts"

/**
 * Shows under each heading of a shape what belongs there, while nothing stands there: as an attribute that the style sheet
 * shows and assistive technology reads as the description of heading and empty line. It is no text: nothing of it can be
 * selected, copied or exported.
 */
export class ShapeDress {
  readonly #editor: LexicalEditor
  readonly #parts: ReadonlyMap<string, ShapePart>
  readonly #idOf: (part: ShapePart) => string
  readonly #forget: () => void
  #dressed = new Set<HTMLElement>()

  /** `idOf`: the id of the element that holds a part's help for assistive technology. */
  constructor(editor: LexicalEditor, parts: readonly ShapePart[], idOf: (part: ShapePart) => string) {
    this.#editor = editor
    this.#parts = new Map(parts.map((part) => [part.blockId, part]))
    this.#idOf = idOf
    this.#forget = mergeRegister(
      editor.registerUpdateListener((update) => {
        if (hasChangedBlocks(update)) this.#dress()
      }),
      editor.registerRootListener(() => this.#dress()),
    )
  }

  destroy(): void {
    this.#forget()
    for (const element of this.#dressed) undress(element)
  }

  #dress(): void {
    if (this.#editor.getRootElement() === null) return
    const dressed = new Set<HTMLElement>()
    const put = (block: LexicalNode, looks: Record<string, string>) => {
      const element = this.#editor.getElementByKey(block.getKey())
      if (element === null) return
      dressed.add(element)
      for (const name of names) set(element, name, looks[name])
    }
    this.#editor.getEditorState().read(
      () => {
        for (const block of $getRoot().getChildren()) {
          const part = $isHeadingNode(block) ? this.#parts.get($getBlockId(block)) : undefined
          if (part === undefined) continue
          const line = $emptyPart(block)
          const isOpen = line !== null && part.help !== ""
          const description = isOpen ? { "aria-describedby": this.#idOf(part) } : {}
          put(block, {
            ...(part.isLocked ? { "data-locked": "" } : {}),
            ...(isOpen ? { "data-help": part.help } : {}),
            ...description,
          })
          if (isOpen && !block.is(line)) put(line, description)
        }
      },
      { editor: this.#editor },
    )
    for (const element of this.#dressed) if (!dressed.has(element)) undress(element)
    this.#dressed = dressed
  }
}

const names = ["data-locked", "data-help", "aria-describedby"]

/** The line to write in below a heading, the heading itself where there is none; null where something stands there. */
function $emptyPart(heading: LexicalNode): LexicalNode | null {
  let line: LexicalNode | null = null
  for (let block = heading.getNextSibling(); block !== null; block = block.getNextSibling()) {
    if ($isHeadingNode(block) || $isFootnotesNode(block)) break
    if (!$isParagraphNode(block) || !block.isEmpty()) return null
    line ??= block
  }
  return line ?? heading
}

function undress(element: HTMLElement): void {
  for (const name of names) element.removeAttribute(name)
}

function set(element: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
