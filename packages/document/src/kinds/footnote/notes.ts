import { $isTableCellNode, $isTableNode } from "@lexical/table"
import {
  $findMatchingParent,
  $getNodeByKey,
  $getRoot,
  $getState,
  $isElementNode,
  type ElementNode,
  isCurrentlyReadOnlyMode,
  type LexicalNode,
  type NodeKey,
  type RootNode,
} from "lexical"
import { languageState } from "../../nodes/state.ts"
import { CaptionNode } from "../caption/node.ts"
import { noteLabel } from "./label.ts"
import { FootnoteNode, FootnoteReferenceNode, FootnotesNode } from "./node.ts"

export function $isFootnoteReferenceNode(node: LexicalNode | null | undefined): node is FootnoteReferenceNode {
  return node instanceof FootnoteReferenceNode
}

export function $isFootnotesNode(node: LexicalNode | null | undefined): node is FootnotesNode {
  return node instanceof FootnotesNode
}

export function $isFootnoteNode(node: LexicalNode | null | undefined): node is FootnoteNode {
  return node instanceof FootnoteNode
}

/** The note that a node is in. */
export function $noteAround(node: LexicalNode): FootnoteNode | null {
  return $findMatchingParent(node, $isFootnoteNode)
}

export function $containers(root: RootNode = $getRoot()): FootnotesNode[] {
  const latest = root.getLatest()
  const known = containersOf.get(latest)
  if (known !== undefined) return known.map((key) => $getNodeByKey(key)).filter($isFootnotesNode)
  const containers: FootnotesNode[] = []
  for (let child = latest.getFirstChild(); child !== null; child = child.getNextSibling())
    if ($isFootnotesNode(child)) containers.push(child)
  // A root that can be read only does not change any more: another one takes its place with the next change of its children.
  if (isCurrentlyReadOnlyMode())
    containersOf.set(
      latest,
      containers.map((container) => container.getKey()),
    )
  return containers
}

/** Asked for with every key that is pressed, and in a long text there are thousands of blocks to look at. */
const containersOf = new WeakMap<RootNode, readonly NodeKey[]>()

export function $allNotes(root: RootNode = $getRoot()): FootnoteNode[] {
  return $containers(root).flatMap((container) => container.getChildren().filter($isFootnoteNode))
}

/** The bodies of a note: one, unless several people brought it back at once. */
export function $notesOf(note: string): FootnoteNode[] {
  return $allNotes().filter((body) => body.getNote() === note)
}

/** Every reference of the text, in reading order. */
export function $references(
  from: ElementNode = $getRoot(),
  into: FootnoteReferenceNode[] = [],
): FootnoteReferenceNode[] {
  for (const child of from.getChildren()) {
    if ($isFootnoteReferenceNode(child)) into.push(child)
    else if ($isElementNode(child) && !$isFootnotesNode(child)) $references(child, into)
  }
  return into
}

/** The table whose notes a reference counts among; null where a table note reads as a footnote. */
export function $tableOf(node: LexicalNode): LexicalNode | null {
  const place = $findMatchingParent(node, (parent) => $isTableCellNode(parent) || parent instanceof CaptionNode)
  if (place === null) return null
  if ($isTableCellNode(place)) return $findMatchingParent(place, $isTableNode)
  const next = place.getNextSibling()
  return place instanceof CaptionNode && place.getFor() === "table" && $isTableNode(next) ? next : null
}

export interface FootnoteNumbers {
  /** What each reference shows, by its key. */
  readonly references: ReadonlyMap<NodeKey, string>
  /** What each note shows, by its key, in the order of the numbers; a note that is not in it has no reference. */
  readonly notes: ReadonlyMap<NodeKey, string>
  /** The table that a note stands under, by the keys of both; a note that is not in it stands at the end of the section. */
  readonly tables: ReadonlyMap<NodeKey, NodeKey>
}

/**
 * The numbers of all notes, by their first place in the text; those of tables in letters, for each table anew. `language` is
 * the section's.
 */
export function $footnoteNumbers(language = "en", root: RootNode = $getRoot()): FootnoteNumbers {
  const references = new Map<NodeKey, string>()
  const labels = new Map<string, { label: string; table: LexicalNode | null }>()
  const counted = new Map<LexicalNode | null, Map<string, string>>()
  for (const reference of $references(root)) {
    const kind = reference.getKind()
    const table = kind === "tablenote" ? $tableOf(reference) : null
    let own = counted.get(table)
    if (own === undefined) counted.set(table, (own = new Map()))
    const note = reference.getNote()
    const label =
      own.get(note) ??
      (table === null
        ? noteLabel("footnote", own.size, language)
        : noteLabel(kind, own.size, $languageOf(table, language)))
    own.set(note, label)
    if (!labels.has(note)) labels.set(note, { label, table })
    references.set(reference.getKey(), label)
  }
  const bodies = $allNotes(root)
  const notes = new Map<NodeKey, string>()
  const tables = new Map<NodeKey, NodeKey>()
  for (const [note, { label, table }] of labels) {
    for (const body of bodies) {
      if (body.getNote() !== note) continue
      notes.set(body.getKey(), label)
      if (table !== null) tables.set(body.getKey(), table.getKey())
    }
  }
  return { references, notes, tables }
}

/** Of a table, which may be in the language of what is around it. */
function $languageOf(table: LexicalNode, section: string): string {
  return $getState(table, languageState) || section
}

/** From a reference to its note; null when its words are gone. */
export function $noteOf(reference: FootnoteReferenceNode): FootnoteNode | null {
  return $notesOf(reference.getNote())[0] ?? null
}

/** From a note to the places that refer to it, in reading order. */
export function $referencesTo(note: FootnoteNode): FootnoteReferenceNode[] {
  return $references().filter((reference) => reference.getNote() === note.getNote())
}
