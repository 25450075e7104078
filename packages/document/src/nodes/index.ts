export { $createCaptionNode, $isCaptionNode, CaptionNode } from "./caption-node.ts"
export { nodes } from "./nodes.ts"
export { registerNormalization } from "./normalization.ts"
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
