export { type AwarenessLike, type Cursor, type CursorPoint } from "./cursors.ts"
export { createHeadlessSection, type HeadlessSection, type HeadlessSectionOptions } from "./headless.ts"
export { HEAL, RESTORED, SUGGESTION } from "./origins.ts"
export { type HealReason, type Schedule, SectionBinding, type SectionBindingOptions } from "./section-binding.ts"
