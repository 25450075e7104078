import type { Refusal } from "@codraft/publication"
import * as Y from "yjs"
import { isContained } from "./contained.ts"
import type { DeviceChange, RescuedText } from "./device-store.ts"
import type { OutboxEntry } from "./outbox.ts"
import type { Trouble } from "./saving.ts"
import { unsentText } from "./unsent-text.ts"

interface Aside {
  readonly refusal: Refusal
  readonly entries: readonly OutboxEntry[]
  /** What to offer until it is known which of it the server has. */
  readonly text: string
}

/**
 * Own updates that will not be sent, on their way to words that the person can copy: first set aside, since some may have been logged
 * without a receipt reaching us; then judged by the server's text; what is missing there is rescued as text, until it is dismissed.
 * Each step answers with the change that makes it durable.
 */
export class UnsentWords {
  #aside: Aside | null = null
  #rescued: readonly RescuedText[] = []

  get isWaiting(): boolean {
    return this.#aside !== null
  }

  get hasEditsWaiting(): boolean {
    return this.#aside?.entries.some(({ isEdit }) => isEdit) ?? false
  }

  has(id: string): boolean {
    return this.#aside?.entries.some((entry) => entry.id === id) ?? false
  }

  /** `doc` is the document that the entries are in, as far as they are. */
  setAside(doc: Y.Doc, entries: readonly OutboxEntry[], refusal: Refusal): void {
    if (entries.length === 0) return
    const all = [...(this.#aside?.entries ?? []), ...entries]
    this.#aside = { refusal, entries: all, text: wordsOf(doc, all) }
  }

  /** They may be sent after all. */
  takeBack(): readonly OutboxEntry[] {
    const entries = this.#aside?.entries ?? []
    this.#aside = null
    return entries
  }

  /** `serverDoc` has exactly what the server has. */
  judge(serverDoc: Y.Doc): DeviceChange {
    return this.#rescue(serverDoc, ({ update }) => !isContained(serverDoc, update))
  }

  /** Nothing will be learnt from the server any more. */
  giveUp(doc: Y.Doc): DeviceChange {
    return this.#rescue(doc, () => true)
  }

  /** What the device has from before. */
  keep(rescued: readonly RescuedText[]): void {
    const known = new Set(this.#rescued.map(({ id }) => id))
    this.#rescued = [...this.#rescued, ...rescued.filter(({ id }) => !known.has(id))]
  }

  dismiss(): DeviceChange {
    const dismissed = this.#rescued.map(({ id }) => id)
    this.#rescued = []
    return { dismissed }
  }

  troubles(): Trouble[] {
    return [...(this.#aside && this.hasEditsWaiting ? [this.#aside] : []), ...this.#rescued]
  }

  #rescue(doc: Y.Doc, isMissing: (entry: OutboxEntry) => boolean): DeviceChange {
    const aside = this.#aside
    if (!aside) return {}
    this.#aside = null
    const missing = aside.entries.filter(isMissing)
    const missed = new Set(missing)
    const receipted = aside.entries.filter((entry) => !missed.has(entry)).map(({ id }) => id)
    const dropped = missing.map(({ id }) => id)
    const [first] = missing.filter(({ isEdit }) => isEdit)
    if (!first) return { receipted, dropped }
    const rescued = { id: first.id, refusal: aside.refusal, text: wordsOf(doc, missing) }
    this.#rescued = [...this.#rescued, rescued]
    return { receipted, dropped, rescued: [rescued] }
  }
}

/** The words of some entries in the order of the text, whether or not the document has them. */
function wordsOf(doc: Y.Doc, entries: readonly OutboxEntry[]): string {
  const updates = entries.map(({ update }) => update)
  const scratch = new Y.Doc()
  Y.applyUpdate(scratch, Y.mergeUpdates([Y.encodeStateAsUpdate(doc), ...updates]))
  const text = unsentText(scratch, updates)
  scratch.destroy()
  return text
}
