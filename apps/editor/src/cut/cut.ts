import { $getBlockId } from "@codraft/document"
import type { BaseSerializedNode } from "@lexical/clipboard"
import { $isElementNode, type LexicalNode } from "lexical"
import { jsonOf } from "../paste/nodes.ts"
import { $isLine } from "./lines.ts"
import type { WholeBlocks } from "./whole-blocks.ts"

/** What is on the clipboard besides the copy itself when whole blocks were cut: which, and where. */
export const cutFormat = "application/x-codraft-cut"

export interface Cut {
  sectionId: string
  /** Milliseconds since the epoch, by this device. */
  at: number
  blockIds: string[]
  /** The block whose words, all of them, are the copy; null where the copy is the blocks. */
  line: BaseSerializedNode | null
  /** The state vector of the text, in base64, and how many characters the blocks had. */
  seen: string
  characters: number
}

/** The text that an editor shows, as a cut tells of it. */
export interface TextOfCut {
  readonly sectionId: string
  /** What has been seen of it: its state vector, in base64. */
  readonly seen: () => string
}

/** Longer than this ago, what was cut is pasted as any copy is. */
export const cutMsMax = 30 * 60 * 1000
/** No more blocks move at once. */
const blocksMax = 3_000
/** A text in which very many devices have written has a long state vector; it then moves by the dialog. */
const seenCharactersMax = 100_000

/** Null where the blocks cannot be told apart, or are too many. */
export function $cutOf({ blocks, follower }: WholeBlocks, { sectionId, seen }: TextOfCut, at: number): Cut | null {
  const blockIds = blocks.map($getBlockId)
  const known = seen()
  const [first] = blocks
  if (blockIds.includes("") || blockIds.length > blocksMax || known.length > seenCharactersMax) return null
  return {
    sectionId,
    at,
    blockIds,
    line: follower === null && blocks.length === 1 && $isLine(first) ? jsonOf(first) : null,
    seen: known,
    characters: blocks.reduce((sum, block) => sum + $charactersIn(block), 0),
  }
}

function $charactersIn(block: LexicalNode): number {
  if (!$isElementNode(block)) return 0
  return block.getAllTextNodes().reduce((sum, text) => sum + text.getTextContentSize(), 0)
}

/** What this program wrote there; null for anything else. */
export function cutIn(data: Pick<DataTransfer, "getData">, now: number): Cut | null {
  const json = data.getData(cutFormat)
  if (json === "") return null
  try {
    const cut = JSON.parse(json) as Cut
    return isCut(cut) && Math.abs(now - cut.at) <= cutMsMax ? cut : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The blocks that were cut; `nodes` are those of the copy. */
export function blocksOf({ line, blockIds }: Cut, nodes: readonly BaseSerializedNode[]): BaseSerializedNode[] | null {
  const blocks = line === null ? [...nodes] : [line]
  return blocks.length === blockIds.length ? blocks : null
}

/** Another page may have written anything under this name. */
function isCut(cut: Partial<Cut> | null): cut is Cut {
  const { sectionId, at, blockIds, line, seen, characters } = cut ?? {}
  return (
    typeof sectionId === "string" &&
    typeof at === "number" &&
    typeof seen === "string" &&
    typeof characters === "number" &&
    Array.isArray(blockIds) &&
    blockIds.length > 0 &&
    blockIds.every((id) => typeof id === "string") &&
    (line === null || typeof line?.type === "string")
  )
}
