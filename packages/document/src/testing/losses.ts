import { $isElementNode, $isTextNode, type LexicalNode } from "lexical"
import * as Y from "yjs"
import { $blocks, isBlock } from "../collab/block-identity.ts"
import { idAttribute, rootName } from "../form/index.ts"
import { $getBlockId } from "../nodes/index.ts"
import type { Writer } from "./writer.ts"

/** What a person sees of a section: how often each character stands in it, and every block with its own words. */
export interface Sight {
  counts: Map<string, number>
  blocks: Map<string, Seen>
  /** The item of the document that each block is: another one when it is made anew, as a move does. */
  items: Map<string, string>
}

interface Seen {
  text: string
  shape: string
  /** The blocks that it stands in. */
  around: readonly string[]
}

/** An edit: by whom, which of theirs, what of the others' they had by then, and the words of all that it touched, by ids and items. */
interface Edit {
  writer: Writer
  number: number
  seen: ReadonlyMap<Writer, number>
  touched: ReadonlyMap<string, string>
  /** For what the touched blocks stand in: their words. */
  within: ReadonlyMap<string, string>
  /** Blocks that went or were made anew, with all in them. */
  remade: ReadonlySet<string>
}

export interface Loss {
  character: string
  kind: "lost" | "doubled"
  /** People have worked at the same block, neither knowing of the other's edit. */
  isOverlap: boolean
}

/**
 * Follows every character through a run: one that nobody took out is lost if it is not there at rest, and one that is there
 * more often than people have put it in is doubled. Characters occur once in a run, so each can be told from all others.
 */
export class Losses {
  readonly #edits: Edit[] = []
  readonly #put = new Map<string, number>()
  readonly #taken = new Set<string>()

  constructor(start: Sight) {
    for (const [character, count] of start.counts) this.#put.set(character, count)
  }

  edited(writer: Writer, before: Sight, after: Sight): void {
    this.#edits.push({ writer, number: writer.edits, seen: new Map(writer.seen), ...changesBetween(before, after) })
    for (const character of new Set([...before.counts.keys(), ...after.counts.keys()])) {
      const more = (after.counts.get(character) ?? 0) - (before.counts.get(character) ?? 0)
      if (more > 0) this.#put.set(character, (this.#put.get(character) ?? 0) + more)
      if (more < 0) this.#taken.add(character)
    }
  }

  /** What went wrong, by what everybody sees at rest. */
  at(rest: Sight): Loss[] {
    const losses: Loss[] = []
    const overlapping = this.#overlapping()
    for (const [character, put] of this.#put) {
      const count = rest.counts.get(character) ?? 0
      const isOverlap = overlapping.has(character)
      if (count === 0 && !this.#taken.has(character)) losses.push({ character, kind: "lost", isOverlap })
      if (count > put) losses.push({ character, kind: "doubled", isOverlap })
    }
    return losses
  }

  #overlapping(): Set<string> {
    const characters = new Set<string>()
    this.#edits.forEach((one, index) => {
      for (const other of this.#edits.slice(index + 1)) {
        if (!isConcurrent(one, other)) continue
        for (const words of meetings(one, other)) for (const character of words) characters.add(character)
      }
    })
    return characters
  }
}

/** The words where two edits met: in the same block, or in one whose surroundings the other made anew. */
function* meetings(one: Edit, other: Edit): Generator<string> {
  for (const [id, words] of one.touched) {
    const others = other.touched.get(id)
    if (others !== undefined) yield words + others
  }
  for (const [id, words] of one.within) if (other.remade.has(id)) yield words
  for (const [id, words] of other.within) if (one.remade.has(id)) yield words
}

export function sightOf(writer: Writer): Sight {
  return {
    counts: writer.characters(),
    blocks: writer.read(() => {
      const blocks: Sight["blocks"] = new Map()
      for (const block of $blocks()) {
        blocks.set($getBlockId(block), { text: $textOf(block), shape: $shapeOf(block), around: $around(block) })
      }
      return blocks
    }),
    items: itemsOf(writer.doc.get(rootName, Y.XmlElement)),
  }
}

function itemsOf(element: Y.XmlElement, items = new Map<string, string>()): Map<string, string> {
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    const id = child.getAttribute(idAttribute)
    // oxlint-disable-next-line no-underscore-dangle -- the item that a type is, which Yjs tells in no other way
    const item = child._item?.id
    if (typeof id === "string" && item !== undefined) items.set(id, `${item.client} ${item.clock}`)
    itemsOf(child, items)
  }
  return items
}

function $ownNodes(block: LexicalNode): LexicalNode[] {
  const children = $isElementNode(block) ? block.getChildren().filter((child) => !isBlock(child)) : []
  return children.flatMap((child) => [child, ...$ownNodes(child)])
}

function $textOf(block: LexicalNode): string {
  return $ownNodes(block)
    .filter($isTextNode)
    .map((text) => text.getTextContent())
    .join("")
}

/** What words are tied up in: the ends of links and of other things that stand in a line. */
function $shapeOf(block: LexicalNode): string {
  return $ownNodes(block)
    .map((node) =>
      $isElementNode(node)
        ? `<${node.getType()} ${node.getTextContentSize()}>`
        : $isTextNode(node)
          ? ""
          : node.getType(),
    )
    .join("")
}

function $around(block: LexicalNode): string[] {
  return block
    .getParents()
    .filter(isBlock)
    .map((parent) => $getBlockId(parent))
}

/** The blocks that came, went, changed their words or were made anew, with their words before and after. */
function changesBetween(before: Sight, after: Sight): Pick<Edit, "touched" | "within" | "remade"> {
  const touched = new Map<string, string>()
  const within = new Map<string, string>()
  const remade = new Set<string>()
  for (const id of new Set([...before.blocks.keys(), ...after.blocks.keys()])) {
    const [was, is] = [before.blocks.get(id), after.blocks.get(id)]
    const isSame = before.items.get(id) === after.items.get(id)
    if (!isSame && was !== undefined) remade.add(id)
    if (isSame && was?.text === is?.text && was?.shape === is?.shape) continue
    const words = (was?.text ?? "") + (is?.text ?? "")
    // The item may be another block's by then: cells that change places keep theirs, and exchange what is in them.
    for (const name of new Set([id, before.items.get(id), after.items.get(id)]))
      if (name !== undefined) touched.set(name, (touched.get(name) ?? "") + words)
    for (const outer of new Set([...(was?.around ?? []), ...(is?.around ?? [])]))
      within.set(outer, (within.get(outer) ?? "") + words)
  }
  return { touched, within, remade }
}

function isConcurrent(one: Edit, other: Edit): boolean {
  if (one.writer === other.writer) return false
  return (other.seen.get(one.writer) ?? 0) < one.number && (one.seen.get(other.writer) ?? 0) < other.number
}
