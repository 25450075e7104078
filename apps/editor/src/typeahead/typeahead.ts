import { mergeRegister } from "@lexical/utils"
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  $isElementNode,
  $isLineBreakNode,
  COLLABORATION_TAG,
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
  type LexicalNode,
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
  /** Whether what was typed may mean just itself: then Enter and Tab do what they always do until somebody goes into the list. */
  isOpen?: (query: string) => boolean
  /** Does what was chosen, in an update in which the sign and the words are taken out already and the caret stands there. */
  $choose: (item: Item) => void
}

export interface Offered<Item> {
  readonly asked: Asked
  readonly items: readonly Item[]
  /** -1 until somebody goes into the list, where that is needed. */
  readonly active: number
}

/** A list at the caret that follows what is typed, as `/` opens one: keys go to it while it is open, and the text keeps the focus. */
export class Typeahead<Item> {
  readonly #editor: LexicalEditor
  #options: TypeaheadOptions<Item> | null = null
  readonly #listeners = new Set<() => void>()
  #offered: Offered<Item> | null = null
  #source: unknown = undefined
  /** What was last asked for, whether anything was offered or not. */
  #asked: Asked | null = null
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
      editor.registerUpdateListener(({ dirtyLeaves, tags }) => {
        // What undo brings back was not asked for, nor what the caret comes to, nor what others write.
        const isTyped = dirtyLeaves.size > 0 && ![...notTyped].some((tag) => tags.has(tag))
        this.#look({ mayOpen: isTyped })
      }),
      editor.registerEditableListener(() => this.#look({ mayOpen: false })),
      whileOpen(KEY_ARROW_DOWN_COMMAND, () => this.#move(1)),
      whileOpen(KEY_ARROW_UP_COMMAND, () => this.#move(-1)),
      whileOpen(KEY_ENTER_COMMAND, (event) => isPlain(event) && this.#chooseActive()),
      whileOpen(KEY_TAB_COMMAND, (event) => isPlain(event) && this.#chooseActive()),
      whileOpen(KEY_ESCAPE_COMMAND, () => this.close()),
      () => this.#show(null),
    )
  }

  /** What is offered comes from this now: another source is asked anew. */
  draw(source: unknown): void {
    if (this.#source === source) return
    this.#source = source
    this.#look({ isNew: true })
  }

  point(index: number): void {
    if (this.#offered !== null && this.#offered.active !== index) this.#show({ ...this.#offered, active: index })
  }

  readonly close = (): true => {
    this.#closed = this.#offered?.asked ?? null
    this.#show(null)
    return true
  }

  choose(index: number): true {
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

  #chooseActive(): boolean {
    const active = this.#offered?.active ?? -1
    return active !== -1 && this.choose(active)
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
      const next = active === -1 && step === -1 ? items.length - 1 : (active + step + items.length) % items.length
      this.#show({ ...this.#offered, active: next })
    }
    return true
  }

  #look({ mayOpen = true, isNew = false }: { mayOpen?: boolean; isNew?: boolean } = {}): void {
    const editor = this.#editor
    const asked =
      editor.isEditable() && (this.#options?.whileComposing === true || !editor.isComposing())
        ? editor.getEditorState().read(() => this.#$asked())
        : null
    if (asked === null) this.#closed = null
    const isClosed = asked !== null && this.#closed?.node === asked.node && this.#closed.start === asked.start
    const isSame = isSameQuestion(this.#asked, asked)
    this.#asked = asked
    if (asked === null || isClosed) {
      this.#show(null)
      return
    }
    const before = this.#offered
    if ((isSame && !isNew) || (before === null && !mayOpen)) return
    const items = editor.getEditorState().read(() => this.#options?.$offer(asked.query) ?? [], { editor })
    const first = this.#options?.isOpen?.(asked.query) === true ? -1 : 0
    const isKept = before !== null && (isSame || this.#isReplaced(before.asked, asked))
    const active = isKept ? Math.min(before.active, items.length - 1) : first
    this.#show(items.length === 0 ? null : { asked, items, active })
  }

  /** The words are the same and only stand in another node now, as after a change by somebody else or a link beside them. */
  #isReplaced(one: Asked, other: Asked): boolean {
    if (one.node === other.node || one.query !== other.query) return false
    return this.#editor.getEditorState().read(() => $getNodeByKey(one.node) === null)
  }

  #$asked(): Asked | null {
    const selection = $getSelection()
    if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.type !== "text") return null
    const text = selection.anchor.getNode()
    if (!$isTextNode(text)) return null
    const end = selection.anchor.offset
    const from = Math.max(0, end - lookBackMax)
    const outside = from > 0 ? "" : $wordsBefore(text, lookBackMax)
    const found = this.#options?.find(outside + text.getTextContent().slice(from, end))
    const start = found ? found.start - outside.length + from : -1
    return found && start >= 0 ? { node: text.getKey(), start, end, query: found.query } : null
  }

  #show(offered: Offered<Item> | null): void {
    if (this.#offered === offered) return
    this.#offered = offered
    for (const listener of this.#listeners) listener()
  }
}

/** Characters before the caret among which the sign is looked for. */
const lookBackMax = 80

const notTyped = new Set([HISTORIC_TAG, COLLABORATION_TAG, COMPOSITION_START_TAG])

const isSameQuestion = (one: Asked | null, other: Asked | null): boolean =>
  one?.node === other?.node && one?.start === other?.start && one?.query === other?.query

/** Stands for something in the line that is no text. */
const thing = "\uFFFC"

/** What stands in the line before a piece of text; a change of looks is no place where words begin. */
function $wordsBefore(text: LexicalNode, charactersMax: number): string {
  let words = ""
  for (let at = $before(text); at !== null && words.length < charactersMax; at = $before(at)) {
    if ($isLineBreakNode(at)) return `\n${words}`
    words = ($isTextNode(at) || $isElementNode(at) ? at.getTextContent() : thing) + words
  }
  return words
}

function $before(node: LexicalNode): LexicalNode | null {
  const left = node.getPreviousSibling()
  if (left !== null) return left
  const parent = node.getParent()
  return $isElementNode(parent) && parent.isInline() ? $before(parent) : null
}
