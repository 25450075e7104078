import type { EditorState, LexicalEditor, NodeKey } from "lexical"
import { $getNodeByKey, $isElementNode, $isTextNode, HISTORY_MERGE_TAG, HISTORY_PUSH_TAG } from "lexical"
import * as Y from "yjs"
import { payloadsName } from "../form/index.ts"
import { itemOf } from "./internals.ts"
import { LateMarks } from "./late-marks.ts"
import { type MarkedRun, lostRuns, markedRuns, restoreMarks } from "./lost-marks.ts"
import { RESTORED, SUGGESTION } from "./origins.ts"
import { deleteStart, divideRestored, ownLength, type Run, runsOf } from "./restored-words.ts"
import type { EditorUpdate, SharedSelection, SharedText } from "./shared-text.ts"

const selectionKey = Symbol("selection")
const marksKey = Symbol("marks")

type EditKind = "typing" | "erasing" | "other"

/**
 * Undo of the person's own work, and of nothing else.
 * 1. Only edits made here are steps: neither what others send nor write-back is.
 * 2. Undoing the creation of a block never takes away what others have written into it.
 * 3. The caret returns to where the step began.
 * 4. Words that come back bring along the marks that others had put on them, also while they were gone.
 */
export class OwnUndo {
  readonly #editor: LexicalEditor
  readonly #doc: Y.Doc
  readonly #text: SharedText
  readonly #manager: Y.UndoManager
  readonly #selection: () => SharedSelection
  readonly #listeners = new Set<() => void>()
  #lastKind: EditKind = "other"
  #marked: MarkedRun[] = []
  readonly #late: LateMarks
  readonly #runs = new Map<Y.UndoManager["undoStack"][number], Run[]>()
  #undoSteps: Y.UndoManager["undoStack"] = []
  #redoSteps: Y.UndoManager["redoStack"] = []

  /** `ownOrigin` is the origin of the person's edits; `selection` tells where the caret was before the edit at hand. */
  constructor(
    editor: LexicalEditor,
    doc: Y.Doc,
    text: SharedText,
    ownOrigin: unknown,
    selection: () => SharedSelection,
    stepMs: number,
  ) {
    this.#editor = editor
    this.#doc = doc
    this.#text = text
    this.#selection = selection
    this.#late = new LateMarks(doc)
    this.#manager = new Y.UndoManager([text.root, doc.getMap(payloadsName)], {
      captureTimeout: stepMs,
      trackedOrigins: new Set([ownOrigin, SUGGESTION]),
      deleteFilter: (item) => this.#mayDelete(item, doc),
    })
    doc.on("beforeTransaction", this.#begins)
    this.#manager.on("stack-item-added", ({ stackItem }) => {
      stackItem.meta.set(selectionKey, this.#selection())
      stackItem.meta.set(marksKey, lostRuns(this.#marked, stackItem.deletions))
      this.#changed()
    })
    this.#manager.on("stack-item-popped", ({ stackItem }) => {
      const known = (stackItem.meta.get(marksKey) as MarkedRun[] | undefined) ?? []
      const marks = [...known, ...this.#late.on(stackItem.deletions)]
      if (marks.length > 0) doc.transact(() => restoreMarks(marks, doc), RESTORED)
      const selection = stackItem.meta.get(selectionKey) as SharedSelection | undefined
      if (selection !== undefined) this.#select(selection)
      this.#changed()
    })
    this.#manager.on("stack-cleared", this.#changed)
  }

  get canUndo(): boolean {
    return this.#manager.canUndo()
  }

  get canRedo(): boolean {
    return this.#manager.canRedo()
  }

  isOwn(origin: unknown): boolean {
    return origin === this.#manager
  }

  undo(): void {
    this.#step(() => this.#manager.undo())
  }

  redo(): void {
    this.#step(() => this.#manager.redo())
  }

  endStep(): void {
    this.#manager.stopCapturing()
    this.#lastKind = "other"
  }

  /** The edit that is written next is part of the step before it, however long ago that was and whatever else ends steps. */
  goOn(): void {
    this.#manager.lastChange = Number.POSITIVE_INFINITY
  }

  /**
   * Tells of an edit before it is written: typing and erasing run on as one step each, an edit that says that it goes on with
   * the one before (`HISTORY_MERGE_TAG`) is part of its step, anything else is a step of its own, and so is what says that it
   * is (`HISTORY_PUSH_TAG`).
   */
  beforeEdit(update: EditorUpdate): void {
    if (update.tags.has(HISTORY_MERGE_TAG)) {
      this.goOn()
      return
    }
    const kind = update.tags.has(HISTORY_PUSH_TAG) ? "other" : kindOf(update)
    if (kind === "other" || kind !== this.#lastKind) this.#manager.stopCapturing()
    this.#lastKind = kind
  }

  subscribe(fn: () => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  destroy(): void {
    this.#doc.off("beforeTransaction", this.#begins)
    this.#manager.destroy()
    this.#late.destroy()
    this.#listeners.clear()
  }

  readonly #begins = (transaction: Y.Transaction): void => {
    if (transaction.origin === this.#manager) divideRestored(transaction)
  }

  readonly #changed = (): void => {
    for (const fn of this.#listeners) fn()
  }

  #step(take: () => void): void {
    this.endStep()
    this.#undoSteps = [...this.#manager.undoStack]
    this.#redoSteps = [...this.#manager.redoStack]
    this.#marked = markedRuns(this.#text.root)
    take()
    this.#marked = []
    this.#undoSteps = []
    this.#redoSteps = []
    this.#runs.clear()
    this.#changed()
  }

  #mayDelete(item: Y.Item, doc: Y.Doc): boolean {
    if (holdsText(item)) return false
    // The step at hand has just been taken off its stack.
    const step = this.#manager.undoing
      ? this.#undoSteps[this.#manager.undoStack.length]
      : this.#redoSteps[this.#manager.redoStack.length]
    if (step === undefined) return true
    if (item.parentSub !== null) return !isMadeIn(step, item.parent)
    if (!(item.content instanceof Y.ContentString)) return true
    let runs = this.#runs.get(step)
    if (runs === undefined) this.#runs.set(step, (runs = runsOf(step, doc)))
    const own = ownLength(item, runs)
    if (own > 0 && own < item.length) deleteStart(item, own)
    return own > 0
  }

  #select(selection: SharedSelection): void {
    this.#editor.update(
      () => {
        this.#text.$select(selection)
      },
      { discrete: true },
    )
  }
}

/**
 * Whether a block was made in a step: what it says of itself goes with it, and if it stays because of others' words, so does
 * what it says; else it would be nobody's heading or note.
 */
function isMadeIn({ insertions }: Y.UndoManager["undoStack"][number], block: Y.Item["parent"]): boolean {
  const item = block instanceof Y.AbstractType ? itemOf(block) : null
  return item !== null && Y.isDeleted(insertions, item.id)
}

/** A block or a run of text that is not empty. Yjs asks for what stands inside first, so what is left there is of others. */
function holdsText(item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentType)) return false
  const { type } = item.content
  return (type instanceof Y.XmlText || type instanceof Y.XmlElement) && type.length > 0
}

function kindOf({ dirtyElements, dirtyLeaves, prevEditorState, editorState }: EditorUpdate): EditKind {
  for (const key of dirtyElements.keys()) {
    if (hasElement(prevEditorState, key) !== hasElement(editorState, key)) return "other"
  }
  let growth = 0
  for (const key of dirtyLeaves) growth += sizeIn(editorState, key) - sizeIn(prevEditorState, key)
  return growth > 0 ? "typing" : growth < 0 ? "erasing" : "other"
}

function hasElement(state: EditorState, key: NodeKey): boolean {
  return $isElementNode($getNodeByKey(key, state))
}

function sizeIn(state: EditorState, key: NodeKey): number {
  return state.read(() => {
    const node = $getNodeByKey(key)
    return $isTextNode(node) ? node.getTextContentSize() : 0
  })
}
