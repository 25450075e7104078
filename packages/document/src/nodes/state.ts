import {
  $getState,
  $getWritableNodeState,
  $isTextNode,
  $setState,
  createState,
  type LexicalNode,
  type StateConfig,
  type TextNode,
} from "lexical"
import { isBlockId, isLanguageTag, markState, statePrefix, threadOfMark } from "../form/index.ts"

const parseId = (value: unknown): string => (isBlockId(value) ? (value as string) : "")
/** The binding writes every state that was ever set; null it leaves out. */
const unparse = (value: string): string | null => (value === "" ? null : value)

/** The stable id of a block; "" when it has none yet. In Yjs the attribute `s_id`. */
export const blockIdState = createState("id", { parse: parseId, unparse })

/**
 * The language of a block or of a passage in its line, where it differs from what is around it; "" otherwise.
 * In Yjs the attribute `s_lang`, of elements and of text.
 */
export const languageState = createState("lang", {
  parse: (value: unknown): string => (isLanguageTag(value) ? (value as string) : ""),
  unparse,
})

export function $getBlockId(node: LexicalNode): string {
  return $getState(node, blockIdState)
}

export function $setBlockId<T extends LexicalNode>(node: T, id: string): T {
  return $setState(node, blockIdState, id)
}

const markStates = new Map<string, StateConfig<string, 1 | null>>()

/** The state that marks words as a thread's; one per thread, so that marks overlap and merge independently. */
export function markStateOf(threadId: string): StateConfig<string, 1 | null> {
  const key = markState(threadId)
  let state = markStates.get(key)
  if (state === undefined) {
    state = createState(key, { parse: (value: unknown): 1 | null => (value === 1 ? 1 : null) })
    markStates.set(key, state)
  }
  return state
}

export function $isMarked(node: TextNode, threadId: string): boolean {
  return $getState(node, markStateOf(threadId)) === 1
}

/** The threads whose marks this text carries, in no particular order. */
export function $markedThreads(node: TextNode): string[] {
  const threads: string[] = []
  for (const [key, value] of Object.entries(stateOf(node))) {
    const thread = threadOfMark(statePrefix + key)
    if (thread !== null && value === 1) threads.push(thread)
  }
  return threads
}

/** All state of a node, unparsed. What is set here wins over what was read from the document under the same key. */
function stateOf(node: LexicalNode): Record<string, unknown> {
  const [unknown, known] = internalStateOf(node)
  return {
    ...unknown,
    ...Object.fromEntries(Array.from(known, ([config, value]) => [config.key, config.unparse(value)])),
  }
}

type InternalState = ReturnType<ReturnType<typeof $getWritableNodeState>["getInternalState"]>

/** The state read under keys that nobody has asked for here, and that of known keys. */
function internalStateOf(node: LexicalNode): [Record<string, unknown>, InternalState[1]] {
  // oxlint-disable-next-line no-underscore-dangle -- the one field that lists state without knowing its keys
  const [unknown = {}, known] = node.getLatest().__state?.getInternalState() ?? [{}, new Map()]
  return [unknown, known]
}

/** Takes away state that is not in the form of a section, such as other programs put on what they copy. */
export function $dropForeignState(node: LexicalNode): void {
  const isOwn = $isTextNode(node) ? isTextState : isBlockState
  const [unknown] = internalStateOf(node)
  if (Object.keys(unknown).every(isOwn)) return
  const kept = Object.entries(stateOf(node)).filter(([key]) => isOwn(key))
  $getWritableNodeState(node).updateFromJSON(Object.fromEntries(kept))
}

function isTextState(key: string): boolean {
  return key === languageState.key || threadOfMark(statePrefix + key) !== null
}

function isBlockState(key: string): boolean {
  return key === blockIdState.key || key === languageState.key
}
