export { $createCaptionNode, $isCaptionNode, CaptionNode } from "../kinds/caption/node.ts"
export { $settlePastedMarks, setMarkKeeper } from "./mark-keeper.ts"
export { nodes, registerNormalization } from "./nodes.ts"
export { type GuardedBinding, ReadingGuard } from "./reading-guard.ts"
export { Reread } from "./reread.ts"
export {
  $getBlockId,
  $isMarked,
  $markedThreads,
  $setBlockId,
  blockIdState,
  languageState,
  markStateOf,
} from "./state.ts"
export { excludedProperties } from "./synced-properties.ts"
export { $isUnknownNode, UnknownNode } from "./unknown-node.ts"
