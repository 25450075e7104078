import type { BindingV2 } from "@lexical/yjs"
import * as Y from "yjs"
import { sourceOf } from "../canonical/from-doc.ts"
import { blockIdOf, isReadableBlock, previewOf } from "../canonical/source.ts"
import { InertElement } from "./inert-element.ts"

type XmlEvent = Y.YEvent<Y.XmlElement | Y.XmlText>

/** The part of a binding that the guard needs. */
export type GuardedBinding = Pick<BindingV2, "root" | "mapping">

/**
 * Keeps what this build cannot read away from the binding, which would throw on it and so stop the editor: it sees an
 * inert element instead, for the whole block, and the editor shows an UnknownNode. The document itself is not changed,
 * and the block comes back as it is when a change makes it readable.
 *
 * A *container* holds blocks: the root, and every table cell. Only a container that holds something unreadable is touched:
 * it gets a `toArray` of its own, index for index as long as the real one.
 */
export class ReadingGuard {
  readonly #binding: GuardedBinding
  readonly #inert = new WeakMap<object, InertElement>()
  /** Stand-ins for children that are no objects, by their position in the container. */
  readonly #inertValues = new WeakMap<Y.XmlElement, Map<number, InertElement>>()

  constructor(binding: GuardedBinding) {
    this.#binding = binding
  }

  /** Looks through the whole document; call it before the editor is built from it. */
  scan(): void {
    this.#scanContainer(this.#binding.root)
  }

  /**
   * The events that the binding may be given: those inside unreadable blocks are left out, and where a block has become
   * readable or unreadable its container is read again. Call it in the observer, while the events are fresh.
   */
  readable(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): XmlEvent[] {
    const reread = new Set<Y.XmlElement>()
    for (const event of events) {
      const { target } = event
      const place = this.#placeOf(target)
      if (place !== null && this.#review(place.block)) reread.add(place.container)
      if (isContainer(target) && this.#scanContainer(target)) reread.add(target)
    }
    const again = [...reread].map((container) => new Y.YXmlEvent(container, new Set([null]), transaction))
    return [...again, ...events].filter(({ target }) => this.#isShown(target)) as unknown as XmlEvent[]
  }

  /** Reviews all children, and what is in the cells among them; answers whether any changed sides. */
  #scanContainer(container: Y.XmlElement): boolean {
    let hasChanged = false
    realChildren(container).forEach((child, index) => {
      if (typeof child === "object" && child !== null) {
        if (this.#review(child)) hasChanged = true
        if (child instanceof Y.XmlElement && !this.#inert.has(child))
          for (const cell of cellsIn(child)) this.#scanContainer(cell)
      } else {
        this.#standInForValue(container, index, child)
      }
    })
    this.#cover(container)
    return hasChanged
  }

  /** Finds out anew whether a block is readable; answers whether it now has to be shown otherwise than before. */
  #review(block: object): boolean {
    const source = sourceOf(block)
    const before = this.#inert.get(block)
    if (isReadableBlock(source)) {
      if (before === undefined) return false
      this.#inert.delete(block)
      this.#binding.mapping.delete(before)
      if (block instanceof Y.XmlElement) for (const cell of cellsIn(block)) this.#scanContainer(cell)
      return true
    }
    const preview = previewOf(source)
    if (before?.preview === preview) return false
    if (before === undefined) this.#forget(block)
    else this.#binding.mapping.delete(before)
    this.#inert.set(block, new InertElement(preview, blockIdOf(source)))
    const { parent } = block as Y.AbstractType<unknown>
    if (parent instanceof Y.XmlElement) this.#cover(parent)
    return true
  }

  #standInForValue(container: Y.XmlElement, index: number, value: unknown): void {
    let values = this.#inertValues.get(container)
    if (values === undefined) this.#inertValues.set(container, (values = new Map()))
    if (!values.has(index)) values.set(index, new InertElement(previewOf(sourceOf(value)), undefined))
  }

  /** Gives a container that holds something unreadable its own `toArray`. */
  #cover(container: Y.XmlElement): void {
    if (Object.hasOwn(container, "toArray")) return
    if (realChildren(container).every((child) => this.#shown(container, child, 0) === child)) return
    Object.defineProperty(container, "toArray", {
      configurable: true,
      value: () => realChildren(container).map((child, index) => this.#shown(container, child, index)),
    })
  }

  #shown(container: Y.XmlElement, child: unknown, index: number): unknown {
    if (typeof child === "object" && child !== null) return this.#inert.get(child) ?? child
    this.#standInForValue(container, index, child)
    return this.#inertValues.get(container)?.get(index)
  }

  /** Whether a type is part of what the binding reads. */
  #isShown(type: unknown): boolean {
    for (let next: unknown = type; next instanceof Y.AbstractType; next = next.parent) {
      if (this.#inert.has(next)) return false
    }
    return type instanceof Y.XmlElement || type instanceof Y.XmlText
  }

  /** The innermost container around a type, and the block of it that the type is in. */
  #placeOf(type: Y.AbstractType<unknown>): { container: Y.XmlElement; block: Y.AbstractType<unknown> } | null {
    let block = type
    for (let parent = type.parent; parent !== null; parent = parent.parent) {
      if (isContainer(parent)) return { container: parent, block }
      block = parent
    }
    return null
  }

  /** What the binding remembers of a block that it must not touch any more. */
  #forget(type: unknown): void {
    const pending: unknown[] = [type]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next instanceof Y.XmlText) this.#binding.mapping.delete(next)
      if (!(next instanceof Y.XmlElement)) continue
      this.#binding.mapping.delete(next)
      pending.push(...realChildren(next).filter((child) => child !== undefined))
    }
  }
}

function isContainer(type: unknown): type is Y.XmlElement {
  if (!(type instanceof Y.XmlElement)) return false
  return type.parent === null || type.nodeName === "tablecell"
}

function realChildren(element: Y.XmlElement): unknown[] {
  return Y.XmlElement.prototype.toArray.call(element)
}

/** The cells of a table's rows, not those of tables inside them. */
function cellsIn(block: Y.XmlElement): Y.XmlElement[] {
  if (block.nodeName !== "table") return []
  return realChildren(block).flatMap((row) => {
    return row instanceof Y.XmlElement ? realChildren(row).filter((cell) => isContainer(cell)) : []
  })
}
