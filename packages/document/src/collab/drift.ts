import { $isElementNode, $isTextNode, type LexicalNode, type TextNode } from "lexical"
import * as Y from "yjs"
import { isElementName, statePrefix } from "../form/index.ts"
import { $isUnknownNode } from "../nodes/index.ts"
import { $storedState } from "./internals.ts"
import { isNothing, type SharedText } from "./shared-text.ts"

/**
 * Whether a node of the editor is what the document says, read afresh: kinds, properties, state, text and marks, all the way
 * down. It compares without building either side's JSON, which makes a block cost microseconds.
 */
export function $matches(shared: unknown, node: LexicalNode, text: SharedText): boolean {
  if ($isUnknownNode(node)) return true
  if (!(shared instanceof Y.XmlElement)) return false
  const isRoot = shared === text.root
  if (!isRoot && (shared.nodeName !== node.getType() || !isElementName(shared.nodeName))) return false
  return $sameAttributes(shared, node, text) && $sameChildren(shared, node, text)
}

function $sameChildren(shared: Y.XmlElement, node: LexicalNode, text: SharedText): boolean {
  const children = $isElementNode(node) ? node.getChildren() : []
  let next = 0
  const $sameRun = (texts: Y.XmlText[]): boolean => {
    const run: TextNode[] = []
    for (let at = children[next]; $isTextNode(at); at = children[++next]) run.push(at)
    return $sameText(texts, run, text)
  }
  let texts: Y.XmlText[] = []
  for (const child of shared.toArray()) {
    if (child instanceof Y.XmlText) {
      texts.push(child)
      continue
    }
    if (isEmptied(child)) continue
    if (!$sameRun(texts)) return false
    texts = []
    const at = children[next++]
    if (at === undefined || !$matches(child, at, text)) return false
  }
  return $sameRun(texts) && next === children.length
}

/** Not shown: an element that cannot be empty, with nothing in it, or with nothing but such elements. */
export function isEmptied(child: unknown): boolean {
  if (!(child instanceof Y.XmlElement)) return false
  const shown = child
    .toArray()
    .filter((inner) => !isEmptied(inner) && !(inner instanceof Y.XmlText && inner.length === 0))
  return isNothing(child.nodeName, shown.length)
}

function $sameAttributes(shared: Y.XmlElement, node: LexicalNode, text: SharedText): boolean {
  const attributes: Record<string, unknown> = shared.getAttributes()
  return sameProperties(attributes, node, text) && isSame(stateOf(attributes), $stateOf(node))
}

function sameProperties(values: Record<string, unknown>, node: LexicalNode, text: SharedText): boolean {
  const latest = node.getLatest() as unknown as Record<string, unknown>
  return Object.entries(text.propertiesOf(node.getType())).every(([name, initial]) =>
    isSame(values[name] ?? initial, latest[name]),
  )
}

interface Piece {
  text: string
  type: string
  properties: Record<string, unknown>
  state: Record<string, unknown>
}

type Delta = { insert: unknown; attributes?: Record<string, unknown> }[]

/** Two runs are the same when they are after merging alike neighbours: Yjs and Lexical cut them differently. */
function $sameText(shared: Y.XmlText[], run: TextNode[], text: SharedText): boolean {
  const pieces: Piece[] = []
  for (const { insert, attributes = {} } of shared.flatMap((one) => one.toDelta() as Delta)) {
    if (typeof insert !== "string") return false
    const type = typeof attributes["t"] === "string" ? attributes["t"] : "text"
    const properties = { ...text.propertiesOf(type), ...(attributes["p"] as Record<string, unknown> | undefined) }
    append(pieces, { text: insert, type, properties, state: stateOf(attributes) })
  }
  const own: Piece[] = []
  for (const node of run) {
    const latest = node.getLatest() as unknown as Record<string, unknown>
    const properties = Object.fromEntries(
      Object.keys(text.propertiesOf(node.getType())).map((name) => [name, latest[name]]),
    )
    append(own, { text: node.getTextContent(), type: node.getType(), properties, state: $stateOf(node) })
  }
  return pieces.length === own.length && pieces.every((piece, i) => isSame(piece, own[i]))
}

function append(pieces: Piece[], piece: Piece): void {
  if (piece.text === "") return
  const last = pieces.at(-1)
  const isAlike =
    last !== undefined &&
    last.type === piece.type &&
    isSame(last.properties, piece.properties) &&
    isSame(last.state, piece.state)
  if (isAlike) last.text += piece.text
  else pieces.push(piece)
}

function stateOf(attributes: Record<string, unknown>): Record<string, unknown> {
  const state: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith(statePrefix) && isSet(value)) state[key.slice(statePrefix.length)] = value
  }
  return state
}

function $stateOf(node: LexicalNode): Record<string, unknown> {
  return Object.fromEntries(Object.entries($storedState(node)).filter(([, value]) => isSet(value)))
}

/** Unset state is written as null or as its empty default, or not at all. */
const isSet = (value: unknown): boolean => value !== null && value !== undefined && value !== ""

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}
