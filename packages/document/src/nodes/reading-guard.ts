import type { BindingV2 } from "@lexical/yjs"
import { $getNodeByKey, $isElementNode, type EditorState, type NodeKey } from "lexical"
import * as Y from "yjs"
import { sourceOf } from "../canonical/from-doc.ts"
import { blockIdOf, isReadableBlock, previewOf, unknownName } from "../canonical/source.ts"
import { type Container, contentOf, isContainerContent } from "../form/index.ts"
import { InertElement } from "./inert-element.ts"
import { Reread } from "./reread.ts"

type XmlEvent = Y.YEvent<Y.XmlElement | Y.XmlText>

/** The part of a binding that the guard needs. */
export type GuardedBinding = Pick<BindingV2, "root" | "mapping">

interface BlockPlace {
  readonly container: Y.XmlElement
  readonly block: object
}

/**
 * Keeps what this build cannot read away from the binding, which would throw on it and so stop the editor: it sees an
 * inert element instead, for the whole block, and the editor shows an UnknownNode. The document itself is not changed,
 * and the block comes back as it is when a change makes it readable.
 *
 * A *container* is judged child by child: the root, every table cell, the notes. Only a container that holds something unreadable is touched:
 * it gets a `toArray` of its own, index for index as long as the real one.
 */
export class ReadingGuard {
  readonly #binding: GuardedBinding
  /** The containers with a `toArray` of their own. */
  readonly #covered = new Set<Y.XmlElement>()
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
      if (isContainer(target) && this.#isShown(target) && this.#scanContainer(target)) reread.add(target)
    }
    const again = [...reread].map((container) => new Reread(container, transaction))
    return [...again, ...events].filter(({ target }) => this.#isShown(target)) as unknown as XmlEvent[]
  }

  /**
   * Runs a write of the binding, inside the caller's transaction. Where the library makes an inert block anew, as it does
   * when blocks around it move, the document gets a copy of what the block stands for.
   */
  keeping(state: EditorState, write: () => void): void {
    const copies = this.#copies()
    write()
    if (copies.size === 0) return
    state.read(() => {
      for (const container of containersIn(this.#binding.root)) this.#$putBack(container, copies)
    })
  }

  /** Copies of everything inert, by the node that shows it: what a write deletes cannot be copied any more afterwards. */
  #copies(): Map<NodeKey, Y.XmlElement | Y.XmlText> {
    const copies = new Map<NodeKey, Y.XmlElement | Y.XmlText>()
    for (const container of this.#covered) {
      for (const child of realChildren(container)) {
        if (!(child instanceof Y.XmlElement || child instanceof Y.XmlText || child instanceof Y.XmlHook)) continue
        const inert = this.#inert.get(child)
        const node = inert && this.#binding.mapping.get(inert)
        if (node !== undefined) copies.set(node.getKey(), child.clone() as Y.XmlElement | Y.XmlText)
      }
    }
    return copies
  }

  #$putBack(container: Y.XmlElement, copies: ReadonlyMap<NodeKey, Y.XmlElement | Y.XmlText>): void {
    for (const [index, child] of realChildren(container).entries()) {
      if (!(child instanceof Y.XmlElement) || child.nodeName !== unknownName || this.#inert.has(child)) continue
      const holder = $getNodeByKey(this.#binding.mapping.get(container)?.getKey() ?? "")
      const node = $isElementNode(holder) ? holder.getChildAtIndex(index) : null
      const copy = node === null ? undefined : copies.get(node.getKey())
      if (node === null || copy === undefined) continue
      container.delete(index, 1)
      container.insert(index, [copy])
      this.#review(copy)
      const inert = this.#inert.get(copy)
      if (inert !== undefined) this.#binding.mapping.set(inert, node)
    }
  }

  /** Reviews all children, and what is in the cells among them; answers whether any changed sides. */
  #scanContainer(container: Y.XmlElement): boolean {
    let hasChanged = false
    realChildren(container).forEach((child, index) => {
      if (typeof child === "object" && child !== null) {
        if (this.#review(child)) hasChanged = true
        if (child instanceof Y.XmlElement && !this.#inert.has(child))
          for (const cell of innerContainers(child)) this.#scanContainer(cell)
      } else {
        this.#standInForValue(container, index, child)
      }
    })
    this.#cover(container)
    return hasChanged
  }

  /** Finds out anew whether a block is readable; answers whether it now has to be shown otherwise than before. */
  #review(block: object): boolean {
    const before = this.#inert.get(block)
    if (isReadableBlock(sourceOf(block), containerContent(parentOf(block)))) {
      if (before === undefined) return false
      this.#inert.delete(block)
      this.#binding.mapping.delete(before)
      if (block instanceof Y.XmlElement) for (const cell of innerContainers(block)) this.#scanContainer(cell)
      return true
    }
    if (before === undefined) this.#forget(block)
    // Only now: before, stand-ins inside would have been read for what they stand for.
    const source = sourceOf(block)
    const preview = previewOf(source)
    const id = blockIdOf(source)
    if (before?.preview === preview && before.id === id) return false
    if (before !== undefined) this.#binding.mapping.delete(before)
    this.#inert.set(block, new InertElement(preview, id))
    const parent = parentOf(block)
    if (parent !== null) this.#cover(parent)
    return true
  }

  #standInForValue(container: Y.XmlElement, index: number, value: unknown): void {
    let values = this.#inertValues.get(container)
    if (values === undefined) this.#inertValues.set(container, (values = new Map()))
    if (!values.has(index)) values.set(index, new InertElement(previewOf(sourceOf(value)), undefined))
  }

  /** Gives a container that holds something unreadable its own `toArray`. */
  #cover(container: Y.XmlElement): void {
    if (this.#covered.has(container)) return
    if (realChildren(container).every((child) => this.#shown(container, child, 0) === child)) return
    this.#covered.add(container)
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

  /** The outermost inert block that a type is in, or else its innermost block; with the container that it stands in. */
  #placeOf(type: Y.AbstractType<unknown>): BlockPlace | null {
    let place: BlockPlace | null = null
    let block: object = type
    for (let next: unknown = type.parent; next instanceof Y.AbstractType; next = next.parent) {
      if (isContainer(next) && (place === null || this.#inert.has(block))) place = { container: next, block }
      block = next
    }
    return place
  }

  /** What the binding and the guard know of a block inside: from now on it is one inert thing. */
  #forget(block: unknown): void {
    const pending: unknown[] = [block]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next instanceof Y.XmlText) this.#binding.mapping.delete(next)
      if (!(next instanceof Y.XmlElement)) continue
      this.#binding.mapping.delete(next)
      for (const child of realChildren(next)) {
        const inert = typeof child === "object" && child !== null ? this.#inert.get(child) : undefined
        if (inert !== undefined) {
          this.#binding.mapping.delete(inert)
          this.#inert.delete(child as object)
        }
        if (child !== undefined) pending.push(child)
      }
      if (this.#covered.delete(next)) Reflect.deleteProperty(next, "toArray")
    }
  }
}

/** What the blocks of a container may be. */
function containerContent(type: Y.XmlElement | null): Container {
  const content = type === null ? null : contentOf(type.nodeName)
  return isContainerContent(content) ? content : "blocks"
}

function isContainer(type: unknown): type is Y.XmlElement {
  return type instanceof Y.XmlElement && isContainerContent(contentOf(type.nodeName))
}

function parentOf(block: object): Y.XmlElement | null {
  const { parent } = block as Y.AbstractType<unknown>
  return parent instanceof Y.XmlElement ? parent : null
}

function realChildren(element: Y.XmlElement): unknown[] {
  return Y.XmlElement.prototype.toArray.call(element)
}

function containersIn(container: Y.XmlElement): Y.XmlElement[] {
  const inner = realChildren(container).flatMap((child) =>
    child instanceof Y.XmlElement ? innerContainers(child) : [],
  )
  return [container, ...inner.flatMap(containersIn)]
}

/** The containers that a block is made of: the cells of a table (not those of tables inside them), or itself. */
function innerContainers(block: Y.XmlElement): Y.XmlElement[] {
  if (isContainerContent(contentOf(block.nodeName))) return [block]
  if (block.nodeName !== "table") return []
  return realChildren(block).flatMap((row) => {
    return row instanceof Y.XmlElement ? realChildren(row).filter((cell) => isContainer(cell)) : []
  })
}
