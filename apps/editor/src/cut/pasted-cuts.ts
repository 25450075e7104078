import { $getBlockId } from "@codraft/document"
import { KEEP_IDS_TAG } from "@codraft/document/collab"
import { $insertGeneratedNodes, type BaseSerializedNode } from "@lexical/clipboard"
import { mergeRegister } from "@lexical/utils"
import {
  $addUpdateTag,
  $getRoot,
  $getSelection,
  $isElementNode,
  $parseSerializedNode,
  CLICK_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  PASTE_TAG,
} from "lexical"
import { nodesIn, ownAtOnceCharacters } from "../paste/own-format.ts"
import type { Pasting } from "../paste/pasting.ts"
import { piecesOfCopy } from "../paste/portions.ts"
import { blocksOf, type Cut, cutIn } from "./cut.ts"
import { $idsOfText, type PlaceForBlocks, $placeForBlocks } from "./place.ts"

/** Where a move is to go, as the server takes it. */
export interface AskedPlace {
  blockId: string
  side: PlaceForBlocks["side"]
}

/** What became of blocks that came from another section: they are here, or a copy is wanted. */
export type MovedCut =
  | { kind: "moved"; lastBlockId: string }
  /** `why` is null where nobody would expect anything else. */
  | { kind: "copy"; why: string | null }

export type MoveCut = (cut: Cut, place: AskedPlace) => Promise<MovedCut>

/** What has moved is in the text about when the answer comes; the caret waits no longer than this for it. */
const arrivalMs = 5_000

/**
 * Whole blocks that were cut and come back are the same blocks: they keep their ids, so that what refers to them goes on doing so.
 * Out of another section they move, if somebody here can move them. A second paste is a copy, and so is one among the words of a
 * line: words are never lost.
 */
export class PastedCuts {
  readonly #editor: LexicalEditor
  readonly #pasting: Pasting
  readonly #sectionId: string
  readonly #listeners = new Set<() => void>()
  #move: MoveCut | null = null
  #isMoving = false
  #why: string | null = null

  constructor(editor: LexicalEditor, pasting: Pasting, sectionId: string) {
    this.#editor = editor
    this.#pasting = pasting
    this.#sectionId = sectionId
  }

  /** Why the last paste was a copy, where one could have expected more. */
  readonly why = (): string | null => this.#why

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  readonly dismiss = (): void => this.#says(null)

  /** Who moves what comes from other sections; until told otherwise. */
  movedBy(move: MoveCut): () => void {
    this.#move = move
    return () => {
      if (this.#move === move) this.#move = null
    }
  }

  /** False leaves it to be pasted as any copy; `own` is the copy in the editor's own format. */
  $take(data: Pick<DataTransfer, "getData">, own: string): boolean {
    this.#says(null)
    const cut = cutIn(data, Date.now())
    if (cut === null) return false
    // It is on its way: pressing the keys again brings no second one.
    if (this.#isMoving) return true
    const place = $placeForBlocks(cut.line !== null)
    const blocks = place && blocksOf(cut, nodesIn(own))
    if (!blocks) return false
    if (cut.sectionId === this.#sectionId) return this.#$putBack(cut, place, blocks, own.length)
    const blockId = $getBlockId(place.line)
    if (this.#move === null || blockId === "") return false
    void this.#moveOrCopy(this.#move(cut, { blockId, side: place.side }), blockId, own)
    return true
  }

  #$putBack(cut: Cut, place: PlaceForBlocks, blocks: BaseSerializedNode[], size: number): boolean {
    if (!$isGone(cut)) return false
    if (size > ownAtOnceCharacters) this.#pasting.$beginPieces(piecesOfCopy(blocks), { keepsIds: true })
    else $putBack(blocks, place)
    return true
  }

  async #moveOrCopy(moving: Promise<MovedCut>, blockId: string, own: string): Promise<void> {
    const stay = new Stay(this.#editor)
    let moved: MovedCut = { kind: "copy", why: null }
    this.#isMoving = true
    try {
      moved = await moving
    } finally {
      this.#isMoving = false
      // Also when the asking failed in some way that nobody thought of.
      if (moved.kind === "moved") this.#goBehind(moved.lastBlockId, stay)
      else {
        stay.end()
        this.#pasteCopy(own, blockId, moved.why)
      }
    }
  }

  #pasteCopy(own: string, blockId: string, why: string | null): void {
    this.#says(why)
    this.#editor.update(() => {
      if ($getSelection() === null) $selectBlock(blockId)
      this.#$copy(own)
    })
  }

  #$copy(own: string): void {
    const selection = $getSelection()
    if (own.length > ownAtOnceCharacters) return this.#pasting.$beginPieces(piecesOfCopy(nodesIn(own)))
    $addUpdateTag(PASTE_TAG)
    if (selection !== null) $insertGeneratedNodes(this.#editor, nodesIn(own).map($parseSerializedNode), selection)
  }

  /** Puts the caret behind what has moved as soon as that is there, if the person is still where they pasted it. */
  #goBehind(lastBlockId: string, stay: Stay): void {
    const isThere = () => this.#editor.read(() => $idsOfText().has(lastBlockId))
    const end = () => {
      clearTimeout(timer)
      stop()
      stay.end()
    }
    const goIfThere = () => {
      if (!isThere()) return
      end()
      if (!stay.isOver) this.#editor.update(() => $selectBlock(lastBlockId))
    }
    const timer = setTimeout(end, arrivalMs)
    const stop = this.#editor.registerUpdateListener(goIfThere)
    goIfThere()
  }

  #says(why: string | null): void {
    if (why === this.#why) return
    this.#why = why
    for (const listener of this.#listeners) listener()
  }
}

/** Whether the person has stayed where they are: they have pressed no other key, and clicked nowhere. */
class Stay {
  isOver = false
  readonly end: () => void

  constructor(editor: LexicalEditor) {
    const leave = (): false => {
      this.isOver = true
      return false
    }
    this.end = mergeRegister(
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        // The keys of the paste itself may be held.
        ({ ctrlKey, metaKey, key }) => (ctrlKey || metaKey || key === "Control" || key === "Meta" ? false : leave()),
        COMMAND_PRIORITY_CRITICAL,
      ),
      editor.registerCommand(CLICK_COMMAND, leave, COMMAND_PRIORITY_CRITICAL),
    )
  }
}

function $isGone({ blockIds }: Cut): boolean {
  const ids = $idsOfText()
  return !blockIds.some((id) => ids.has(id))
}

function $selectBlock(blockId: string): void {
  const block = $getRoot()
    .getChildren()
    .find((child) => $getBlockId(child) === blockId)
  if ($isElementNode(block)) block.selectEnd()
  else block?.selectNext()
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
