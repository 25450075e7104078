import { KEEP_IDS_TAG } from "@codraft/document/collab"
import type { BaseSerializedNode } from "@lexical/clipboard"
import { $addUpdateTag, $isElementNode, $parseSerializedNode, type LexicalNode, PASTE_TAG } from "lexical"
import { nodesIn, ownAtOnceCharacters } from "../paste/own-format.ts"
import type { Pasting } from "../paste/pasting.ts"
import { piecesOfCopy } from "../paste/portions.ts"
import { blocksOf, type Cut, cutIn } from "./cut.ts"
import { $idsOfText, type PlaceForBlocks, $placeForBlocks } from "./place.ts"

/**
 * Whole blocks that were cut and come back are the same blocks: they keep their ids, so that what refers to them goes on doing so.
 * A second paste is a copy, and so is one among the words of a line.
 */
export class PastedCuts {
  readonly #pasting: Pasting
  readonly #sectionId: string

  constructor(pasting: Pasting, sectionId: string) {
    this.#pasting = pasting
    this.#sectionId = sectionId
  }

  /** False leaves it to be pasted as any copy; `own` is the copy in the editor's own format. */
  $take(data: Pick<DataTransfer, "getData">, own: string): boolean {
    const cut = cutIn(data, Date.now())
    if (cut === null || cut.sectionId !== this.#sectionId || !$isGone(cut)) return false
    const place = $placeForBlocks(cut.line !== null)
    const blocks = place && blocksOf(cut, nodesIn(own))
    if (!blocks) return false
    if (own.length > ownAtOnceCharacters) this.#pasting.$beginPieces(piecesOfCopy(blocks), { keepsIds: true })
    else $putBack(blocks, place)
    return true
  }
}

function $isGone({ blockIds }: Cut): boolean {
  const ids = $idsOfText()
  return !blockIds.some((id) => ids.has(id))
}

function $putBack(blocks: readonly BaseSerializedNode[], { line, side }: PlaceForBlocks): void {
  $addUpdateTag(PASTE_TAG)
  $addUpdateTag(KEEP_IDS_TAG)
  let last: LexicalNode = line
  for (const node of blocks.map($parseSerializedNode)) {
    if (side === "after") last.insertAfter(node)
    else line.insertBefore(node)
    last = node
  }
  if ($isElementNode(last)) last.selectEnd()
  else last.selectNext()
  if (side === "instead") line.remove()
}
