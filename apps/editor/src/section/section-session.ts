import type { CanonicalContent } from "@codraft/document"
import { type Cursor, SectionBinding } from "@codraft/document/collab"
import { type DeviceStore, type SavingState, SyncClient } from "@codraft/sync/client"
import type { LexicalEditor } from "lexical"
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import type { PendingRestore } from "../history/pending-restore.ts"
import { base64Of } from "../cut/base64.ts"
import type { PastedCuts } from "../cut/pasted-cuts.ts"
import type { Pasting } from "../paste/pasting.ts"
import type { ImagePayloads } from "../images/open-images.ts"
import { browserClock, build, socketUrl } from "../workspace/browser.ts"
import { BrowserSocket } from "../workspace/browser-socket.ts"
import { newBlockId } from "./block-id.ts"
import type { WritingQuestion } from "./formatting.ts"
import { FreshSelection } from "./fresh-selection.ts"
import { OwnKeysFirst } from "./own-keys-first.ts"
import { SteadyLine } from "./steady-line.ts"
import { createWritingSurface } from "./writing-surface.ts"

const wantsMotion = () => !matchMedia("(prefers-reduced-motion: reduce)").matches

/** What a screen needs to know of an open section. A new object whenever something in it changed. */
export interface SectionView {
  saving: SavingState
  isLoaded: boolean
  isConnected: boolean
  canUndo: boolean
  canRedo: boolean
  /** The editor can no longer follow the document in this window; loading the page again helps. */
  isStalled: boolean
  isDeviceFull: boolean
}

/**
 * One section open in this window: its document, its connection, its editor and what binds them. It lives from opening to
 * `close`, and outlives the replacement of its document after a refusal.
 *
 * 1. The editor takes keys only when the text is loaded and this person may write it.
 * 2. There is at most one binding, and it is always to the client's present document.
 * 3. After `close` nothing is called back.
 */
export class SectionSession {
  readonly editor: LexicalEditor
  readonly pasting: Pasting
  readonly cuts: PastedCuts
  readonly #client: SyncClient
  readonly #destroySurface: () => void
  readonly #freshSelection: FreshSelection
  readonly #ownKeys: OwnKeysFirst
  readonly #steadyLine: SteadyLine
  readonly #listeners = new Set<() => void>()
  readonly #cursorListeners = new Set<() => void>()
  readonly #payloadListeners = new Set<() => void>()
  readonly #bindingListeners = new Set<() => void>()
  readonly #pointed = new Map<string, number>()
  readonly #forget: (() => void)[] = []
  #binding: SectionBinding
  #mayWrite: boolean
  #isReading = false
  #isStalled = false
  #isOpen = false
  #isHeld = false
  #view: SectionView

  constructor(options: {
    sectionId: string
    personId: string
    mayWrite: boolean
    device: DeviceStore
    ask: (question: WritingQuestion) => void
  }) {
    this.#mayWrite = options.mayWrite
    const surface = createWritingSurface({
      ask: options.ask,
      onError: (error) => this.#binding.recover(error),
      text: { sectionId: options.sectionId, seen: () => base64Of(Y.encodeStateVector(this.#client.doc)) },
    })
    this.editor = surface.editor
    this.pasting = surface.pasting
    this.cuts = surface.cuts
    this.#destroySurface = surface.destroy
    this.#freshSelection = new FreshSelection(surface.editor)
    this.#steadyLine = new SteadyLine(surface.editor)

    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    this.#client = new SyncClient({
      doc,
      awareness,
      url: socketUrl("/sync"),
      stream: `text:${options.sectionId}`,
      device: options.device,
      clock: browserClock,
      personId: options.personId,
      mayWrite: options.mayWrite,
      build,
      WebSocket: BrowserSocket,
    })
    this.#ownKeys = new OwnKeysFirst(this.editor, this.#client)
    this.#binding = this.#bind(doc, awareness)
    this.#view = this.#look()
    this.#forget.push(
      this.#client.subscribe(() => this.#changed()),
      this.#client.onReset((replacement, itsAwareness) => {
        this.#binding.destroy()
        this.#binding = this.#bind(replacement, itsAwareness)
        for (const listener of this.#bindingListeners) listener()
        this.#changed()
        this.#cursorsChanged()
      }),
    )
    const retry = () => this.#client.reconnect()
    addEventListener("online", retry)
    this.#forget.push(
      () => removeEventListener("online", retry),
      this.pasting.subscribe(() => this.#changed()),
    )
    this.#changed()
  }

  readonly view = (): SectionView => this.#view

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** What is said about the images of the text, in whichever document is the present one. */
  readonly payloads: ImagePayloads = {
    read: (payload) => this.#binding.payloads.read(payload),
    update: (payload, change) => this.#binding.payloads.update(payload, change),
    subscribe: (onChange) => {
      this.#payloadListeners.add(onChange)
      return () => this.#payloadListeners.delete(onChange)
    },
  }

  /** Edits that are one step to undo, and reach everybody at once. */
  asStep(fn: () => void): void {
    this.#binding.asStep(fn)
  }

  cursors(): Cursor[] {
    return this.#binding.cursors()
  }

  /** What ties the editor to the present document: another one, and `onBindingChange` tells, when that is replaced. */
  get binding(): SectionBinding {
    return this.#binding
  }

  onBindingChange(onChange: () => void): () => void {
    this.#bindingListeners.add(onChange)
    return () => this.#bindingListeners.delete(onChange)
  }

  /** Brings a colleague's caret into view and shows its label anew; false when it is nowhere in the text. */
  pointAt(personId: string): boolean {
    const cursor = this.cursors().find((candidate) => candidate.personId === personId && candidate.selection)
    const element = cursor?.selection ? this.editor.getElementByKey(cursor.selection.focus.key) : null
    if (!element) return false
    this.#pointed.set(personId, this.pointedAt(personId) + 1)
    element.scrollIntoView({ block: "center", behavior: wantsMotion() ? "smooth" : "instant" })
    this.#cursorsChanged()
    return true
  }

  /** How often a person has been pointed at. */
  pointedAt(personId: string): number {
    return this.#pointed.get(personId) ?? 0
  }

  onCursorsChange(onChange: () => void): () => void {
    this.#cursorListeners.add(onChange)
    return () => this.#cursorListeners.delete(onChange)
  }

  /** Whether this person only wants to read now; what they may do stays as it is. */
  setReading(isReading: boolean): void {
    this.#isReading = isReading
    this.#changed()
  }

  setMayWrite(mayWrite: boolean): void {
    if (mayWrite === this.#mayWrite) return
    this.#mayWrite = mayWrite
    this.#client.setMayWrite(mayWrite)
    this.#changed()
  }

  /** Whether the text may be changed now, by keys or otherwise. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** While something long is done to the text, this person's own keys wait. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#changed()
  }

  /** Gives an older text back, or parts of it, as one undo step; meanwhile the person's keys wait. False if it could not be finished. */
  async restore(content: CanonicalContent, choice: Pick<PendingRestore, "only" | "except">): Promise<boolean> {
    const { restoreText } = await import("../history/restore-text.ts")
    const [binding, { doc }] = [this.#binding, this.#client]
    const mayGoOn = () => this.#isOpen && binding === this.#binding
    this.hold(true)
    try {
      return await restoreText({ doc, binding, mayGoOn }, content, choice)
    } finally {
      this.hold(false)
    }
  }

  hasUnsent(): boolean {
    return this.#client.hasUnsent()
  }

  dismissUnsent(): void {
    this.#client.dismissUnsent()
  }

  reconnect(): void {
    this.#client.reconnect()
  }

  async close(): Promise<void> {
    for (const forget of this.#forget) forget()
    this.#listeners.clear()
    this.#cursorListeners.clear()
    this.#bindingListeners.clear()
    this.#payloadListeners.clear()
    this.#binding.destroy()
    this.#freshSelection.destroy()
    this.#ownKeys.destroy()
    this.#steadyLine.destroy()
    this.#destroySurface()
    await this.#client.destroy()
  }

  #bind(doc: Y.Doc, awareness: Awareness): SectionBinding {
    const binding = new SectionBinding({
      editor: this.editor,
      doc,
      awareness,
      newBlockId,
      schedule: (fn, delayMs) => browserClock.setTimer(fn, delayMs),
      onStall: () => {
        this.#isStalled = true
        this.#changed()
      },
      beforeArrival: () => {
        this.#freshSelection.refresh()
        this.#steadyLine.hold()
      },
      onCompositionChange: (isComposing) => this.#ownKeys.setComposing(isComposing),
    })
    binding.onUndoStateChange(() => this.#changed())
    binding.onCursorsChange(() => this.#cursorsChanged())
    binding.payloads.subscribe(() => {
      for (const listener of this.#payloadListeners) listener()
    })
    return binding
  }

  #look(): SectionView {
    const { saving, isLoaded, isConnected, deviceFailure } = this.#client
    const { canUndo, canRedo } = this.#binding
    return {
      saving,
      isLoaded,
      isConnected,
      canUndo,
      canRedo,
      isStalled: this.#isStalled,
      isDeviceFull: deviceFailure?.isFull ?? false,
    }
  }

  #changed(): void {
    const next = this.#look()
    const isStopped = next.saving.kind === "action-needed" && next.saving.closeCode !== undefined
    this.#isOpen = this.#mayWrite && next.isLoaded && !isStopped && !this.#isStalled
    if (!this.#isOpen) this.pasting.stop()
    const isEditable = this.#isOpen && !this.#isReading && !this.pasting.isBusy && !this.#isHeld
    if (this.editor.isEditable() !== isEditable) this.editor.setEditable(isEditable)
    const previous = this.#view
    if (previous && (Object.keys(next) as (keyof SectionView)[]).every((key) => previous[key] === next[key])) return
    this.#view = next
    for (const listener of this.#listeners) listener()
  }

  #cursorsChanged(): void {
    for (const listener of this.#cursorListeners) listener()
  }
}
