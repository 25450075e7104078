import { mergeRegister } from "@lexical/utils"
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_CRITICAL,
  COMPOSITION_START_TAG,
  HISTORIC_TAG,
  HISTORY_PUSH_TAG,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  type NodeKey,
} from "lexical"

/** What is being asked for at the caret: the words from the sign that began it, and where they stand. */
export interface Asked {
  readonly node: NodeKey
  /** Offsets in the text node: the sign is the first of them. */
  readonly start: number
  readonly end: number
  readonly query: string
}

export interface TypeaheadOptions<Item> {
  /** Finds the sign and the words behind it at the end of what stands before the caret. */
  find: (before: string) => { start: number; query: string } | null
  /** What fits; called within a read of the editor. An empty list shows nothing. */
  $offer: (query: string) => readonly Item[]
  /** Also while an input method is at work, as on screens of glass it always is; keys are left to it. */
  whileComposing?: boolean
  /** Does what was chosen, in an update in which the sign and the words are taken out already and the caret stands there. */
  $choose: (item: Item) => void
}

export interface Offered<Item> {
  readonly asked: Asked
  readonly items: readonly Item[]
  readonly active: number
}

/** A list at the caret that follows what is typed, as `/` opens one: keys go to it while it is open, and the text keeps the focus. */
export class Typeahead<Item> {
  readonly #editor: LexicalEditor
  #options: TypeaheadOptions<Item> | null = null
  readonly #listeners = new Set<() => void>()
  #offered: Offered<Item> | null = null
  #source: unknown = undefined
  /** The sign that somebody has closed the list of: it stays closed. */
  #closed: Pick<Asked, "node" | "start"> | null = null

  constructor(editor: LexicalEditor) {
    this.#editor = editor
  }

  readonly offered = (): Offered<Item> | null => this.#offered

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Follows the text; answers what ends that. */
  follow(options: TypeaheadOptions<Item>): () => void {
    this.#options = options
    const editor = this.#editor
    const whileOpen = <E extends KeyboardEvent | null>(command: LexicalCommand<E>, act: (event: E) => boolean) =>
      editor.registerCommand(
        command,
        (event) => {
          if (this.#offered === null || !act(event)) return false
          event?.preventDefault()
          event?.stopPropagation()
          return true
        },
        COMMAND_PRIORITY_CRITICAL,
      )
    const isPlain = (event: KeyboardEvent | null) => !event?.shiftKey && !event?.ctrlKey && !event?.metaKey
    return mergeRegister(
      editor.registerUpdateListener(({ tags }) => {
        // What undo brings back was not asked for.
        if (this.#offered === null && (tags.has(HISTORIC_TAG) || tags.has(COMPOSITION_START_TAG))) return
        this.#look()
      }),
      editor.registerEditableListener(() => this.#look()),
      whileOpen(KEY_ARROW_DOWN_COMMAND, () => this.#move(1)),
      whileOpen(KEY_ARROW_UP_COMMAND, () => this.#move(-1)),
      whileOpen(KEY_ENTER_COMMAND, (event) => isPlain(event) && this.choose()),
      whileOpen(KEY_TAB_COMMAND, (event) => isPlain(event) && this.choose()),
      whileOpen(KEY_ESCAPE_COMMAND, () => this.close()),
      () => this.#show(null),
    )
  }

  /** What is offered comes from this now: another source is asked anew. */
  draw(source: unknown): void {
    if (this.#source === source) return
    this.#source = source
    this.#look(true)
  }

  point(index: number): void {
    if (this.#offered !== null && this.#offered.active !== index) this.#show({ ...this.#offered, active: index })
  }

  readonly close = (): true => {
    this.#closed = this.#offered?.asked ?? null
    this.#show(null)
    return true
  }

  choose(index = this.#offered?.active ?? 0): true {
    const item = this.#offered?.items[index]
    const asked = this.#offered?.asked
    this.#show(null)
    if (item === undefined || asked === undefined) return true
    if (this.#editor.isComposing()) {
      // The input method writes what it has when it loses the text, and only then may anything be put there.
      this.#editor.getRootElement()?.blur()
      setTimeout(() => this.#take(item, asked))
    } else this.#take(item, asked)
    return true
  }

  /** A step of its own: undo gives back what was typed. */
  #take(item: Item, asked: Asked): void {
    const take = () => {
      const text = $getNodeByKey(asked.node)
      const words = $isTextNode(text) ? text.getTextContent().slice(asked.start, asked.end) : ""
      if (!$isTextNode(text) || !words.endsWith(asked.query)) return
      text.select(asked.start, asked.end).removeText()
      this.#options?.$choose(item)
    }
    this.#editor.update(take, { tag: HISTORY_PUSH_TAG })
  }

  #move(step: 1 | -1): true {
    if (this.#offered !== null) {
      const { items, active } = this.#offered
      this.#show({ ...this.#offered, active: (active + step + items.length) % items.length })
    }
    return true
  }

  #look(isNew = false): void {
    const editor = this.#editor
    const asked =
      editor.isEditable() && (this.#options?.whileComposing === true || !editor.isComposing())
        ? editor.getEditorState().read(() => this.#$asked())
        : null
    if (asked === null) this.#closed = null
    const isClosed = asked !== null && this.#closed?.node === asked.node && this.#closed.start === asked.start
    if (asked === null || isClosed) {
      this.#show(null)
      return
    }
    const before = this.#offered
    const isSame =
      before?.asked.query === asked.query && before.asked.node === asked.node && before.asked.start === asked.start
    if (isSame && !isNew) return
    const items = editor.getEditorState().read(() => this.#options?.$offer(asked.query) ?? [], { editor })
    const active = isSame ? Math.min(before.active, items.length - 1) : 0
    this.#show(items.length === 0 ? null : { asked, items, active })
  }

  #$asked(): Asked | null {
    const selection = $getSelection()
    if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.type !== "text") return null
    const text = selection.anchor.getNode()
    if (!$isTextNode(text)) return null
    const end = selection.anchor.offset
    const found = this.#options?.find(text.getTextContent().slice(Math.max(0, end - lookBackMax), end))
    if (!found) return null
    const start = found.start + Math.max(0, end - lookBackMax)
    return { node: text.getKey(), start, end, query: found.query }
  }

  #show(offered: Offered<Item> | null): void {
    if (this.#offered === offered) return
    this.#offered = offered
    for (const listener of this.#listeners) listener()
  }
}

/** Characters before the caret among which the sign is looked for. */
const lookBackMax = 80
