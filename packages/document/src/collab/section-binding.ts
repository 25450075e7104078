import {
  $createParagraphNode,
  $getRoot,
  BLUR_COMMAND,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COLLABORATION_TAG,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  CUT_COMMAND,
  DROP_COMMAND,
  FOCUS_COMMAND,
  HISTORIC_TAG,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  PASTE_COMMAND,
  type PointType,
  REDO_COMMAND,
  RootNode,
  SKIP_COLLAB_TAG,
  UNDO_COMMAND,
} from "lexical"
import type * as Y from "yjs"
import { $isFootnotesNode } from "../kinds/footnote/notes.ts"
import { setPayloadStore } from "../kinds/image/payload-store.ts"
import { registerNormalization } from "../nodes/index.ts"
import { $pastedThreads, type PastedThread } from "./anchors/pasted-threads.ts"
import { BlockIdentity } from "./block-identity.ts"
import { Composition } from "./composition.ts"
import { type AwarenessLike, type Cursor, Cursors } from "./cursors.ts"
import { HeldRun } from "./held-changes.ts"
import { IdleCheck } from "./idle-check.ts"
import { composingKey, hasPendingEdits, isUpdating, selectionIn } from "./internals.ts"
import { Marks } from "./marks.ts"
import { HEAL, SUGGESTION } from "./origins.ts"
import { type EditorUpdate, type Place, SharedText } from "./shared-text.ts"
import { Payloads } from "./payloads.ts"
import { OwnUndo } from "./undo.ts"

/** Runs `fn` once after `delayMs`; the answer cancels it. */
export type Schedule = (fn: () => void, delayMs: number) => () => void

export interface HealReason {
  /** `error`: a change could not be taken in. `drift`: the idle check found a difference. `asked`: by `heal()`. */
  kind: "error" | "drift" | "asked"
  error?: unknown
}

export interface SectionBindingOptions {
  /** An editor with this package's `nodes` and no state of its own (`editorState: null`). */
  editor: LexicalEditor
  doc: Y.Doc
  awareness: AwarenessLike
  newBlockId: () => string
  schedule: Schedule
  /** Edits of one kind that follow each other faster than this are one undo step; half a second unless told. */
  undoStepMs?: number
  /** The editor was rebuilt from the document. */
  onHeal?: (reason: HealReason) => void
  /** Not even a rebuild worked: the editor no longer follows the document, writes nothing, and has been made read-only. */
  onStall?: (error: unknown) => void
  /**
   * Changes of others are about to come into the document: the last moment to tell the editor of a selection that it has not
   * seen. Afterwards its places would be counted in a text that the person has never looked at.
   */
  beforeArrival?: () => void
  /** Hold incoming changes while true (`SyncClient.hold` and `release`). */
  onCompositionChange?: (isComposing: boolean) => void
}

const undoStepMs = 500

/** Write-back of the binding's own making, such as ids for blocks that came without. */
const healTag = "codraft-heal"

/**
 * Keeps an editor and the Yjs document of a section the same.
 *
 * 1. Edits of the person are written with this binding as origin. After changes of others nothing is written back; only ids
 *    for blocks that lack one are written unasked, with `HEAL` as origin.
 * 2. A client never fills an empty root: it has no paragraph until the server, or somebody's typing, makes one.
 * 3. Half a change is never committed: what cannot be taken in ends as a rebuild from the document.
 * 4. When the editor has been still for a moment, it is compared with the document, and rebuilt if they differ.
 * 5. While somebody composes, the text under their input method is left alone.
 */
export class SectionBinding {
  readonly #editor: LexicalEditor
  readonly #doc: Y.Doc
  readonly #options: SectionBindingOptions
  readonly #text: SharedText
  readonly #cursors: Cursors
  readonly #undo: OwnUndo
  readonly #identity: BlockIdentity
  readonly #marks: Marks
  readonly #composition: Composition
  readonly #check: IdleCheck
  /** What is said about the images of the section. */
  readonly payloads: Payloads
  readonly #unregister: (() => void)[]
  #held: HeldRun | null = null
  #isStalled = false
  #hasLocalEdits = false
  /** What an input method goes through is one step of undo. */
  #hasComposed = false
  readonly #pasteListeners = new Set<(threads: readonly PastedThread[]) => void>()

  constructor(options: SectionBindingOptions) {
    const { editor, doc, awareness, newBlockId, schedule } = options
    this.#editor = editor
    this.#doc = doc
    this.#options = options
    this.#cursors = new Cursors(editor, awareness)
    this.#text = new SharedText(editor, doc, {
      // The editor's text is behind the document then, and places in the document would lead astray.
      selection: () => (this.#held === null ? this.#cursors.own : { anchorPos: null, focusPos: null }),
      rebuilt: (error) => this.#healed({ kind: "error", error }),
      stalled: (error) => this.#stall(error),
    })
    this.#undo = new OwnUndo(editor, doc, this.#text, this, () => this.#cursors.own, options.undoStepMs ?? undoStepMs)
    editor.update(() => $getRoot().clear(), { discrete: true, tag: SKIP_COLLAB_TAG })
    this.payloads = new Payloads(doc, (fn) => this.asStep(fn))
    setPayloadStore(editor, this.payloads)
    this.#identity = new BlockIdentity(editor, newBlockId)
    this.#marks = new Marks(editor)
    this.#composition = new Composition(editor, (isComposing) => this.#compositionChanged(isComposing))
    this.#check = new IdleCheck(this.#text, editor, schedule, {
      mayRun: () => !this.#isStalled && !this.#composition.isComposing && !hasPendingEdits(this.#editor),
      drifted: () => this.#rebuild({ kind: "drift" }),
      mayRepair: (creator) => creator === doc.clientID || !this.#cursors.isPresent(creator),
      repair: (fn) => editor.update(fn, { discrete: true, skipTransforms: true, tag: healTag }),
    })
    doc.on("beforeTransaction", this.#beforeArrival)
    this.#text.root.observeDeep(this.#read)
    this.#unregister = [
      registerNormalization(editor, newBlockId),
      editor.registerUpdateListener((update) => this.#edited(update)),
      editor.registerNodeTransform(RootNode, () => this.#$keepParagraph()),
      ...this.#commands(),
    ]
    this.#text.rebuild()
  }

  get canUndo(): boolean {
    return this.#undo.canUndo
  }

  get canRedo(): boolean {
    return this.#undo.canRedo
  }

  undo(): void {
    this.#flush()
    this.#undo.undo()
  }

  redo(): void {
    this.#flush()
    this.#undo.redo()
  }

  /** The next edit starts a new undo step. */
  endUndoStep(): void {
    this.#undo.endStep()
  }

  /**
   * A change of the person's that is written straight into the document: one undo step, or with `goesOn` more of the step
   * before. The editor follows.
   */
  change(fn: () => void, goesOn = false): void {
    this.#flush()
    if (goesOn) this.#undo.goOn()
    else this.#undo.endStep()
    this.#doc.transact(fn, SUGGESTION)
  }

  onUndoStateChange(fn: () => void): () => void {
    return this.#undo.subscribe(fn)
  }

  /** Rebuilds the editor from the document. */
  heal(): void {
    this.#rebuild({ kind: "asked" })
  }

  /** For the editor's `onError`: what it refused may have left it behind the document. */
  recover(error: unknown): void {
    if (!this.#isStalled) this.#rebuild({ kind: "error", error })
  }

  /** Runs the idle check now, all of it; answers whether the editor was as the document. */
  check(): boolean {
    return this.#check.runNow()
  }

  cursors(): Cursor[] {
    return this.#cursors.others(this.#text)
  }

  onCursorsChange(fn: () => void): () => void {
    return this.#cursors.subscribe(fn)
  }

  /** Whether the person is in the text: their caret is shown to others only then. */
  setFocused(isFocused: boolean): void {
    this.#cursors.setFocused(isFocused)
  }

  /** A place that moves with the text, to be kept or sent; for use inside `editor.read` or `update`. */
  $relativePosition(point: PointType, side: "before" | "after"): Y.RelativePosition | null {
    return this.#text.$relativePosition(point, side)
  }

  /**
   * Told of words that this person has pasted, of threads that have no words in this section: they came from another one, or were lost. What
   * they were there, copied or cut, is not known here.
   */
  onThreadsPasted(fn: (threads: readonly PastedThread[]) => void): () => void {
    this.#pasteListeners.add(fn)
    return () => this.#pasteListeners.delete(fn)
  }

  /** The same by a node and an offset in it. */
  $positionIn(node: LexicalNode, offset: number, side: "before" | "after"): Y.RelativePosition | null {
    return this.#text.$positionIn(node, offset, side)
  }

  /** Where two such places are in this editor now; null where their text is gone or was never here. */
  $placesOf(start: Y.RelativePosition, end: Y.RelativePosition): { start: Place; end: Place } | null {
    const resolved = this.#text.$resolve({ anchorPos: start, focusPos: end })
    return resolved === null ? null : { start: resolved.anchor, end: resolved.focus }
  }

  destroy(): void {
    this.#flush()
    this.#check.destroy()
    this.#doc.off("beforeTransaction", this.#beforeArrival)
    this.#text.root.unobserveDeep(this.#read)
    this.#composition.destroy()
    this.payloads.destroy()
    for (const unregister of this.#unregister) unregister()
    this.#identity.destroy()
    this.#marks.destroy()
    this.#undo.destroy()
    this.#cursors.destroy()
  }

  /** Edits that wait in the editor must not be written now: they would count as part of what arrives. */
  readonly #beforeArrival = ({ origin }: Y.Transaction): void => {
    if (origin === this || origin === HEAL || this.#isStalled) return
    if (!isUpdating(this.#editor) && !hasPendingEdits(this.#editor)) this.#options.beforeArrival?.()
  }

  readonly #read = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    const { origin } = transaction
    if (origin === this || origin === HEAL || this.#isStalled) return
    // Edits still waiting in the editor would be taken for changes of others: their update must count as the person's.
    this.#hasLocalEdits ||= hasPendingEdits(this.#editor)
    const ready = this.#heldBack(events)
    if (ready.length > 0) this.#text.read(ready, transaction, this.#undo.isOwn(origin))
    this.#check.soon()
  }

  #edited(update: EditorUpdate): void {
    const { tags } = update
    if (tags.has(SKIP_COLLAB_TAG) || this.#isStalled) return
    const isIncoming = (tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG)) && !this.#hasLocalEdits
    const isOwn = !isIncoming && !tags.has(healTag)
    this.#hasLocalEdits = false
    this.#marks.follow(update)
    if (isIncoming) this.#text.forget(update)
    else if (this.#held === null) this.#write(update, isOwn)
    if (!isIncoming) this.#cursors.follow(update.editorState, this.#text)
    if (isOwn) this.#tellPasted(update)
    this.#identity.afterUpdate(update, isOwn)
    if (this.#editor.isComposing() && !this.#composition.isComposing) {
      this.#marks.compositionStarted(composingKey(this.#editor), update.prevEditorState)
    }
    this.#composition.refresh()
    if (update.dirtyElements.size > 0 || update.dirtyLeaves.size > 0) this.#check.soon()
    this.#cursors.moved()
  }

  #tellPasted({ editorState }: EditorUpdate): void {
    const pasted = this.#marks.takeForeign()
    if (pasted.size === 0 || this.#pasteListeners.size === 0) return
    const threads = editorState.read(() => $pastedThreads(this, pasted), { editor: this.#editor })
    if (threads.length > 0) for (const fn of this.#pasteListeners) fn(threads)
  }

  #write(update: EditorUpdate, isOwn: boolean): void {
    const hasChanged = update.dirtyElements.size > 0
    if (isOwn && hasChanged) {
      if (this.#hasComposed) this.#undo.goOn()
      else this.#undo.beforeEdit(update)
      this.#hasComposed = this.#composition.isComposing
      this.#marks.afterEdit(update)
    } else if (isOwn && selectionIn(update.editorState)?.is(selectionIn(update.prevEditorState)) === false) {
      this.#undo.endStep()
    }
    if (!hasChanged) return
    try {
      this.#doc.transact(
        () => {
          if (isOwn) this.payloads.write()
          this.#text.write(update)
        },
        isOwn ? this : HEAL,
      )
    } catch (error) {
      this.#rebuild({ kind: "error", error })
    }
  }

  /** Makes all that `fn` does one undo step and one change to everybody else. Not to be called within an update. */
  asStep(fn: () => void): void {
    this.#flush()
    this.#undo.endStep()
    this.#doc.transact(fn, this)
    this.#undo.endStep()
  }

  /** The events without those that would replace the text under an input method. */
  #heldBack(events: Y.YEvent<Y.AbstractType<unknown>>[]): Y.YEvent<Y.AbstractType<unknown>>[] {
    if (this.#composition.isComposing) {
      this.#held ??= HeldRun.start(this.#text, this.#editor.getEditorState(), composingKey(this.#editor), events)
    }
    const held = this.#held
    const ready: Y.YEvent<Y.AbstractType<unknown>>[] = []
    for (const event of events) {
      if (held?.concerns(event) === true) held.hold(event)
      else ready.push(event)
    }
    if (held?.isFull === true) this.#releaseHeld()
    return ready
  }

  #releaseHeld(): void {
    const held = this.#held
    if (held === null) return
    this.#held = null
    this.#undo.endStep()
    this.#doc.transact(() => held.release(this.#editor.getEditorState()), this)
    this.#text.rebuild()
  }

  #compositionChanged(isComposing: boolean): void {
    this.#hasComposed = false
    if (isComposing) this.#undo.endStep()
    else {
      if (this.#held === null) this.#marks.compositionEnded()
      this.#releaseHeld()
    }
    this.#options.onCompositionChange?.(isComposing)
  }

  #rebuild(reason: HealReason): void {
    if (this.#isStalled) return
    this.#text.rebuild()
    if (!this.#isStalled) this.#healed(reason)
  }

  #healed(reason: HealReason): void {
    this.#options.onHeal?.(reason)
  }

  #stall(error: unknown): void {
    this.#isStalled = true
    this.#editor.setEditable(false)
    this.#options.onStall?.(error)
  }

  /** Deleting everything leaves one paragraph, within the same edit; a root that others emptied is left to the server. */
  #$keepParagraph(): void {
    if (!$hasNoText() || this.#editor.getEditorState().read($hasNoText)) return
    const paragraph = $createParagraphNode()
    $getRoot().splice(0, 0, [paragraph])
    paragraph.select()
  }

  /** Edits that wait for a microtask are written before anything happens to the document. */
  #flush(): void {
    if (!isUpdating(this.#editor)) this.#editor.update(() => {}, { discrete: true })
  }

  #commands(): (() => void)[] {
    const editor = this.#editor
    const tellHistory = (): void => {
      editor.dispatchCommand(CAN_UNDO_COMMAND, this.canUndo)
      editor.dispatchCommand(CAN_REDO_COMMAND, this.canRedo)
    }
    const does = (fn: () => void) => (): boolean => {
      fn()
      return true
    }
    const notes = (fn: () => void) => (): boolean => {
      fn()
      return false
    }
    const endsStep = <T>(command: LexicalCommand<T>): (() => void) =>
      editor.registerCommand(
        command,
        notes(() => this.endUndoStep()),
        COMMAND_PRIORITY_CRITICAL,
      )
    return [
      editor.registerCommand(
        UNDO_COMMAND,
        does(() => this.undo()),
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        REDO_COMMAND,
        does(() => this.redo()),
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        FOCUS_COMMAND,
        notes(() => this.setFocused(true)),
        COMMAND_PRIORITY_CRITICAL,
      ),
      editor.registerCommand(
        BLUR_COMMAND,
        notes(() => {
          this.setFocused(false)
          this.endUndoStep()
        }),
        COMMAND_PRIORITY_CRITICAL,
      ),
      endsStep(INSERT_PARAGRAPH_COMMAND),
      endsStep(INSERT_LINE_BREAK_COMMAND),
      endsStep(PASTE_COMMAND),
      endsStep(CUT_COMMAND),
      endsStep(DROP_COMMAND),
      this.#undo.subscribe(tellHistory),
    ]
  }
}

/** The notes at the end are not the text. */
function $hasNoText(): boolean {
  let child = $getRoot().getFirstChild()
  while ($isFootnotesNode(child)) child = child.getNextSibling()
  return child === null
}
