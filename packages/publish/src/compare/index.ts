export { compareVersions } from "./compare-versions.ts"
export type {
  ComparedContent,
  ComparedSide,
  KeptSection,
  PassagePlace,
  PublicationComparison,
  SectionChange,
  SectionHead,
  SectionMove,
  TextChange,
} from "./comparison.ts"
export { areAlike, countsOf, isChanged, movedAwayFrom } from "./counts.ts"
export { passageChanges } from "./moves.ts"
export { afterOf, beforeOf } from "./sides.ts"
export { type ShownComparison, shownComparison, type ShownNumbers } from "./shown.ts"
