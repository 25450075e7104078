import type { LexicalEditor } from "lexical"
import type { Finder } from "./finder.ts"
import { rangeOf } from "./hit-range.ts"
import "./find.css"

/** Painting more than these costs every keystroke something: of more, those around what is in view are painted. */
const paintedMax = 1000

const hitName = "find-hit"
const currentName = "find-current"

/** Paints the hits of a search over the text: it changes nothing in the page. Browsers without custom highlights show the current one as selected. */
export class HitPainter {
  readonly #editor: LexicalEditor
  readonly #finder: Finder
  readonly #forget: (() => void)[]
  #frame = 0

  constructor(editor: LexicalEditor, finder: Finder) {
    this.#editor = editor
    this.#finder = finder
    const onScroll = () => {
      if (finder.view().count > paintedMax) this.#soon()
    }
    addEventListener("scroll", onScroll, { capture: true, passive: true })
    this.#forget = [
      finder.subscribe(() => this.#soon()),
      editor.registerRootListener(() => this.#soon()),
      () => removeEventListener("scroll", onScroll, { capture: true }),
    ]
    this.#soon()
  }

  destroy(): void {
    for (const forget of this.#forget) forget()
    cancelAnimationFrame(this.#frame)
    if (typeof CSS.highlights === "undefined") return
    CSS.highlights.delete(hitName)
    CSS.highlights.delete(currentName)
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#paint()
    })
  }

  #paint(): void {
    if (typeof CSS.highlights === "undefined") return
    const { count, at } = this.#finder.view()
    const first = count <= paintedMax ? 0 : Math.max(0, this.#firstInView(count) - paintedMax / 2)
    const hits: StaticRange[] = []
    const current: StaticRange[] = []
    for (let index = first; index < Math.min(count, first + paintedMax); index += 1) {
      const hit = this.#finder.index.hit(index)
      const range = hit && rangeOf(this.#editor, hit.line, hit)
      if (range) (index === at ? current : hits).push(range)
    }
    CSS.highlights.set(hitName, new Highlight(...hits))
    const highlight = new Highlight(...current)
    highlight.priority = 1
    CSS.highlights.set(currentName, highlight)
  }

  /** Lines lie under each other, but for the cells of a row: near enough. */
  #firstInView(count: number): number {
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      const hit = this.#finder.index.hit(middle)
      const element = hit && this.#editor.getElementByKey(hit.line.key)
      if (element && element.getBoundingClientRect().bottom < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
