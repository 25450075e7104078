import { request, RequestError } from "../workspace/request.ts"

/** A text as the server prints it. */
interface PrintedText {
  html: string
  tag: string
}

export type TextState =
  | { kind: "waiting" }
  /** `newer` is what has been written since; the reader decides when it takes the place of the rest. */
  | { kind: "here"; text: PrintedText; newer: PrintedText | null }
  | { kind: "failed" }

const waiting: TextState = { kind: "waiting" }

/** More at once would only take turns in the server's thread. */
const atOnceMax = 3
/** Texts are asked after so often while somebody looks. */
const askAgainMs = 10_000
/** Facts come in flocks. */
const settleMs = 250

/**
 * The texts of a publication for one page, fetched in order, and again when they have changed. A text that is here is never
 * taken away or replaced before `show` is called for it.
 */
export class ReadingTexts {
  readonly #publicationId: string
  readonly #states = new Map<string, TextState>()
  readonly #listeners = new Set<() => void>()
  readonly #underWay = new Set<string>()
  #wanted: { sectionId: string; tag: string }[] = []
  #asking: AbortController | null = null
  #soon = 0
  #isOver = false
  #version = 0
  #hasList = false

  constructor(publicationId: string) {
    this.#publicationId = publicationId
  }

  /** Changes with everything that changed. */
  readonly version = (): number => this.#version

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  of(sectionId: string): TextState {
    return this.#states.get(sectionId) ?? waiting
  }

  /** Whether all of these are here, or will not come. */
  isComplete(sectionIds: readonly string[]): boolean {
    return this.#hasList && sectionIds.every((id) => this.of(id).kind !== "waiting")
  }

  hasFailed(): boolean {
    return [...this.#states.values()].some(({ kind }) => kind === "failed")
  }

  /** Asks now and then, until the returned function is called. */
  follow(): () => void {
    this.#isOver = false
    const ask = () => {
      if (document.visibilityState !== "hidden") this.ask()
    }
    this.ask()
    const again = setInterval(ask, askAgainMs)
    document.addEventListener("visibilitychange", ask)
    addEventListener("online", ask)
    return () => {
      this.#isOver = true
      this.#asking?.abort()
      clearInterval(again)
      clearTimeout(this.#soon)
      document.removeEventListener("visibilitychange", ask)
      removeEventListener("online", ask)
    }
  }

  askSoon(): void {
    clearTimeout(this.#soon)
    this.#soon = window.setTimeout(() => this.ask(), settleMs)
  }

  ask(): void {
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    const path = `/api/publications/${encodeURIComponent(this.#publicationId)}/reading`
    request<{ sections: { sectionId: string; tag: string }[] }>(path, { signal: asking.signal }).then(
      ({ sections }) => {
        if (asking.signal.aborted) return
        this.#wanted = sections
        this.#hasList = true
        this.#fetchNext()
        this.#changed()
      },
      (error: unknown) => {
        // Without an answer the page stays as it is, and it is asked again.
        if (!asking.signal.aborted && !(error instanceof RequestError)) throw error
      },
    )
  }

  /** Puts what has been written since in the place of what is shown. */
  show(sectionId: string): void {
    const state = this.of(sectionId)
    if (state.kind !== "here" || state.newer === null) return
    this.#set(sectionId, { kind: "here", text: state.newer, newer: null })
  }

  #fetchNext(): void {
    for (const { sectionId, tag } of this.#wanted) {
      if (this.#underWay.size >= atOnceMax || this.#isOver) return
      const state = this.of(sectionId)
      const known = state.kind === "here" ? (state.newer ?? state.text).tag : null
      if (known !== tag && !this.#underWay.has(sectionId)) void this.#fetch(sectionId)
    }
  }

  async #fetch(sectionId: string): Promise<void> {
    this.#underWay.add(sectionId)
    const fetched = await fetchText(sectionId)
    this.#underWay.delete(sectionId)
    if (this.#isOver) return
    const state = this.of(sectionId)
    if (fetched === null) {
      // What is here stays; the next list tells whether it is still to be had.
      this.#wanted = this.#wanted.filter((wanted) => wanted.sectionId !== sectionId)
      if (state.kind !== "here") this.#set(sectionId, { kind: "failed" })
    } else {
      // As newest as can be: the list may have become older meanwhile.
      this.#wanted = this.#wanted.map((each) => (each.sectionId === sectionId ? { sectionId, tag: fetched.tag } : each))
      const isSame = state.kind === "here" && state.text.html === fetched.html
      if (state.kind !== "here" || isSame) this.#set(sectionId, { kind: "here", text: fetched, newer: null })
      else this.#set(sectionId, { kind: "here", text: state.text, newer: fetched })
    }
    this.#fetchNext()
  }

  #set(sectionId: string, state: TextState): void {
    this.#states.set(sectionId, state)
    this.#changed()
  }

  #changed(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}

async function fetchText(sectionId: string): Promise<PrintedText | null> {
  try {
    const answer = await fetch(`/api/sections/${encodeURIComponent(sectionId)}/text?format=html`)
    if (!answer.ok) return null
    const tag = answer.headers.get("etag")?.replace(/^W\//, "").replaceAll('"', "") ?? ""
    return { html: await answer.text(), tag }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
