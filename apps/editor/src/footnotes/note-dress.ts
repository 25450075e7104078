import { $footnoteNumbers, $isFootnoteReferenceNode, type FootnoteNumbers, FootnotesNode } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import { hasChangedBlocks } from "../section/changed-blocks.ts"
import { $getNodeByKey, $getRoot, $isElementNode, type LexicalEditor, type NodeKey } from "lexical"

export interface NoteDressOptions {
  /** The language of the section: its digits and letters are those of the numbers. */
  language: string
  words: {
    /** What a number is called: "Footnote 3", "Table note b". */
    reference: (number: string) => string
    tableNote: (letter: string) => string
    back: (name: string) => string
    notes: () => string
  }
}

/**
 * Puts on numbers and notes what is for the eye and for assistive technology and not in the text: the numbers, names, what
 * describes what, and the place of table notes, which lie under their table though they stand at the end of the text. Nothing
 * of it is stored, and typing wakes only the measuring.
 */
export class NoteDress {
  readonly #editor: LexicalEditor
  readonly #options: NoteDressOptions
  /** The notes that lie under something else than what they stand in, in their order. */
  #stacks: Stacks = new Map()
  #makingRoom: ReadonlySet<HTMLElement> = new Set()
  readonly #observed = new Set<Element>()
  readonly #sizes = new ResizeObserver(() => this.#placeSoon())
  readonly #forget: () => void
  #frame = 0

  constructor(editor: LexicalEditor, options: NoteDressOptions) {
    this.#editor = editor
    this.#options = options
    this.#forget = mergeRegister(
      editor.registerUpdateListener((update) => {
        if (hasChangedBlocks(update)) this.#dress()
        else if (update.dirtyElements.size > 0) this.#placeSoon()
      }),
      editor.registerRootListener(() => this.#dress()),
      editor.registerEditableListener(() => this.#dress()),
    )
  }

  destroy(): void {
    this.#forget()
    this.#sizes.disconnect()
    cancelAnimationFrame(this.#frame)
  }

  #dress(): void {
    if (this.#editor.getRootElement() === null) return
    this.#editor.getEditorState().read(
      () => {
        const numbers = $footnoteNumbers(this.#options.language)
        const containers = $getRoot()
          .getChildren()
          .filter((child) => child instanceof FootnotesNode)
        this.#stacks = stacksOf(containers, numbers)
        for (const [key, number] of numbers.references) this.#dressReference(key, number)
        for (const container of containers) this.#dressNotes(container, numbers)
      },
      { editor: this.#editor },
    )
    this.#observe()
    this.#placeSoon()
  }

  #dressReference(key: NodeKey, number: string): void {
    const element = this.#editor.getElementByKey(key)
    const node = $getNodeByKey(key)
    if (element === null || !$isFootnoteReferenceNode(node)) return
    if (element.textContent !== number) element.textContent = number
    set(element, "aria-label", this.#name(number))
    set(element, "aria-describedby", idOf(node.getNote()))
    // While writing, the caret goes from number to number; while reading, Tab does.
    set(element, "tabindex", this.#editor.isEditable() ? null : "0")
  }

  #dressNotes(container: FootnotesNode, { notes, tables }: FootnoteNumbers): void {
    const element = this.#editor.getElementByKey(container.getKey())
    if (element === null) return
    const order = [...notes.keys()]
    const placed = new Set([...this.#stacks.values()].flat())
    let isBare = !this.#stacks.has(container.getKey())
    for (const node of container.getChildren()) {
      const key = node.getKey()
      const note = this.#editor.getElementByKey(key)
      if (note === null) continue
      const number = notes.get(key)
      note.hidden = number === undefined
      note.style.order = String(order.indexOf(key))
      note.toggleAttribute("data-is-under-table", tables.has(key))
      note.toggleAttribute("data-is-placed", placed.has(key))
      if (number === undefined) continue
      if (!placed.has(key)) isBare = false
      this.#dressNote(note, number, $isElementNode(node) ? node.getDirection() : null)
    }
    element.toggleAttribute("data-is-bare", isBare)
    set(element, "aria-label", this.#options.words.notes())
  }

  #dressNote(note: HTMLElement, number: string, dir: string | null): void {
    const isEditable = this.#editor.isEditable()
    const name = this.#name(number)
    set(note, "aria-label", name)
    set(note, "tabindex", isEditable ? null : "-1")
    const [back, words] = note.children
    if (!back || !words) return
    if (back.textContent !== number) back.textContent = number
    set(back, "aria-label", this.#options.words.back(name))
    set(back, "tabindex", isEditable ? null : "0")
    set(words, "dir", dir)
    set(words, "id", idOf(note.dataset["note"] ?? ""))
  }

  #name(number: string): string {
    const { words } = this.#options
    return isLetter(number) ? words.tableNote(number) : words.reference(number)
  }

  #observe(): void {
    const wanted = new Set<Element>()
    const root = this.#editor.getRootElement()
    if (this.#stacks.size > 0 && root) wanted.add(root)
    for (const [above, notes] of this.#stacks)
      for (const key of [above, ...notes]) {
        const element = this.#editor.getElementByKey(key)
        if (element) wanted.add(element)
      }
    for (const element of this.#observed) if (!wanted.has(element)) this.#sizes.unobserve(element)
    for (const element of wanted) if (!this.#observed.has(element)) this.#sizes.observe(element)
    this.#observed.clear()
    for (const element of wanted) this.#observed.add(element)
  }

  /** Before the next painting, so that nothing is seen in a wrong place. */
  #placeSoon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#place()
    })
  }

  #place(): void {
    const root = this.#editor.getRootElement()
    if (root === null || (this.#stacks.size === 0 && this.#makingRoom.size === 0)) return
    const stacks = [...this.#stacks].flatMap(([key, notes]) => {
      const above = this.#editor.getElementByKey(key)
      return above === null ? [] : [{ above, notes: notes.map((note) => this.#editor.getElementByKey(note)) }]
    })
    for (const { above, notes } of stacks) {
      const height = notes.reduce((sum, note) => sum + (note?.offsetHeight ?? 0), 0)
      setProperty(above, "--notes", `${height}px`)
      above.toggleAttribute("data-has-notes", true)
    }
    const makingRoom = new Set(stacks.map(({ above }) => above))
    for (const left of this.#makingRoom) if (!makingRoom.has(left)) left.removeAttribute("data-has-notes")
    this.#makingRoom = makingRoom
    // Now that all have made room, none moves any more.
    const page = (root.offsetParent ?? root).getBoundingClientRect().top
    for (const { above, notes } of stacks) {
      let top = above.getBoundingClientRect().bottom - page
      for (const note of notes) {
        if (note === null) continue
        setProperty(note, "--top", `${Math.round(top)}px`)
        top += note.offsetHeight
      }
    }
  }
}

/** Notes, in the order of their numbers, by what they lie under. */
type Stacks = Map<NodeKey, NodeKey[]>

/**
 * Table notes lie under their table. Notes at the end of the section are where they stand, unless they stand in several
 * containers, which two people make when each makes the first note at once: then all of them lie under the first.
 */
function stacksOf(containers: readonly FootnotesNode[], { notes, tables }: FootnoteNumbers): Stacks {
  const stacks: Stacks = new Map()
  const inUse = containers.filter((container) =>
    container.getChildrenKeys().some((key) => notes.has(key) && !tables.has(key)),
  )
  const first = inUse.length > 1 ? inUse[0]?.getKey() : undefined
  for (const note of notes.keys()) {
    const above = tables.get(note) ?? first
    if (above === undefined) continue
    const stack = stacks.get(above)
    if (stack) stack.push(note)
    else stacks.set(above, [note])
  }
  return stacks
}

const isLetter = (number: string): boolean => !/^\p{Nd}+$/u.test(number)

const idOf = (note: string): string => `note-${note}`

function set(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

function setProperty(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value)
}
