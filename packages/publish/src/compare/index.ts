export { compareVersions } from "./compare-versions.ts"
export type {
  ComparedContent,
  ComparedSide,
  KeptSection,
  PublicationComparison,
  SectionChange,
  SectionHead,
  TextChange,
} from "./comparison.ts"
export { areAlike, countsOf, isChanged } from "./counts.ts"
export { afterOf, beforeOf } from "./sides.ts"
export { type ShownComparison, shownComparison, type ShownNumbers } from "./shown.ts"
