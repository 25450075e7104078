import { Search, type SearchOptions } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import type { LexicalEditor, NodeKey } from "lexical"
import { type Hit, hitsMax, LineIndex, type Place } from "./line-index.ts"
import { movedOffset } from "./moved-place.ts"

export interface Query extends SearchOptions {
  text: string
}

/** What a screen shows of a search. A new object whenever something in it changed. */
export interface FinderView {
  query: Query
  /** Nothing to look for. */
  isEmpty: boolean
  count: number
  /** There are more than are counted. */
  isMore: boolean
  /** The hit that the person is at, from 0; null between hits. */
  at: number | null
}

/** In a text of more lines than this, what changed is looked through when writing pauses. */
const linesAtOnceMax = 1000
const pauseMs = 150

/**
 * Finds something in a text and goes from hit to hit, while everybody goes on writing.
 *
 * 1. The hit that the person is at stays it, wherever its line moves; if its words go, the place where they were stays.
 * 2. Nothing here changes the text or its selection.
 */
export class Finder {
  readonly #editor: LexicalEditor
  readonly #index: LineIndex
  readonly #listeners = new Set<() => void>()
  #query: Query = { text: "", match: "phrase" }
  #isEmpty = true
  /** Where a new search begins. */
  #origin: Place | null
  #place: Place | null
  /** As the line of the place was when it was last looked at. */
  #placeText = ""
  #view: FinderView = { query: this.#query, isEmpty: true, count: 0, isMore: false, at: null }
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(editor: LexicalEditor, origin: Place | null = null) {
    this.#editor = editor
    this.#index = new LineIndex(new Search("", { match: "phrase" }))
    this.#index.read(editor.getEditorState(), editor)
    this.#origin = origin
    this.#place = null
    this.#stand(origin)
  }

  /** Follows the text until the returned function is called. */
  follow(): () => void {
    this.#index.touch(this.#index.lines.map(({ key }) => key))
    this.catchUp()
    return mergeRegister(
      this.#editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
        if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return
        this.#index.touch(dirtyElements.keys())
        this.#index.touch(dirtyLeaves)
        this.#readSoon()
      }),
      () => clearTimeout(this.#waiting),
    )
  }

  readonly view = (): FinderView => this.#view

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  get index(): LineIndex {
    return this.#index
  }

  /** Looks for something else; the person is then at the first hit from where they began. */
  look(query: Query): void {
    this.#query = query
    const search = new Search(query.text, query)
    this.#isEmpty = search.isEmpty
    this.#index.look(search)
    this.#stand(this.#origin)
    if (this.#index.count > 0) this.#goTo(this.#fromHere())
    this.#tell()
  }

  current(): Hit | null {
    return this.#view.at === null ? null : this.#index.hit(this.#view.at)
  }

  next(): Hit | null {
    return this.#step((at) => at + 1, this.#fromHere())
  }

  previous(): Hit | null {
    return this.#step((at) => at - 1, this.#fromHere() - 1)
  }

  /** Goes to the first hit in a block; false where there is none. */
  goToBlock(blockId: string): boolean {
    const line = this.#index.lines.find((one) => one.blockId === blockId && one.spans.length > 0)
    return line !== undefined && this.goOnFrom({ line: line.key, offset: 0 }) !== null
  }

  /** Goes to the first hit at or behind a place, or round to the first of all. */
  goOnFrom(place: Place): Hit | null {
    this.#origin = place
    this.#stand(place)
    if (this.#index.count > 0) this.#goTo(this.#fromHere())
    this.#tell()
    return this.current()
  }

  /** Reads what changed now, for somebody who cannot wait until writing pauses. */
  catchUp(): void {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    const order = this.#index.lines.map(({ key }) => key)
    this.#index.read(this.#editor.getEditorState(), this.#editor)
    this.#place = this.#moved(this.#place, order, this.#placeText)
    this.#origin = this.#place ?? this.#moved(this.#origin, order, null)
    this.#placeText = this.#place === null ? "" : (this.#index.line(this.#place.line)?.text ?? "")
    this.#tell()
  }

  #readSoon(): void {
    if (this.#waiting !== undefined && this.#index.lines.length <= linesAtOnceMax) return
    clearTimeout(this.#waiting)
    const delayMs = this.#index.lines.length > linesAtOnceMax ? pauseMs : 0
    this.#waiting = setTimeout(() => this.catchUp(), delayMs)
  }

  #moved(place: Place | null, order: readonly NodeKey[], textBefore: string | null): Place | null {
    if (place === null) return null
    const line = this.#index.line(place.line)
    if (line !== null) {
      const offset = textBefore === null ? place.offset : movedOffset(textBefore, line.text, place.offset)
      return { line: place.line, offset }
    }
    // Its line is gone: the next that was behind it and still is there.
    const behind = order.slice(order.indexOf(place.line) + 1).find((key) => this.#index.line(key) !== null)
    return behind === undefined ? null : { line: behind, offset: 0 }
  }

  #step(from: (at: number) => number, otherwise: number): Hit | null {
    const { count } = this.#index
    if (count === 0) return null
    const { at } = this.#view
    this.#goTo((at === null ? otherwise : from(at)) + count)
    this.#tell()
    return this.current()
  }

  /** The hit at or behind the place; counted on, it comes round. */
  #fromHere(): number {
    return this.#place === null ? 0 : this.#index.hitFrom(this.#place)
  }

  #goTo(index: number): void {
    const hit = this.#index.hit(index % this.#index.count)
    if (hit === null) return
    this.#origin = { line: hit.line.key, offset: hit.start }
    this.#stand(this.#origin)
  }

  #stand(place: Place | null): void {
    this.#place = place
    this.#placeText = place === null ? "" : (this.#index.line(place.line)?.text ?? "")
  }

  #tell(): void {
    const { count } = this.#index
    const from = this.#place === null ? count : this.#index.hitFrom(this.#place)
    const hit = this.#index.hit(from)
    const isHere = hit !== null && hit.line.key === this.#place?.line && hit.start === this.#place.offset
    this.#view = {
      query: this.#query,
      isEmpty: this.#isEmpty,
      count,
      isMore: count === hitsMax,
      at: isHere ? from : null,
    }
    for (const listener of this.#listeners) listener()
  }
}
