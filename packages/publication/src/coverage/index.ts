export {
  type Coverage,
  coverage,
  type Marks,
  type PartSummary,
  type Relation,
  type TargetCoverage,
} from "./coverage.ts"
export {
  type CoverageSources,
  type LinkKind,
  linkKinds,
  type NamedTarget,
  type TargetLink,
  targetLinks,
  type TargetsInText,
} from "./links.ts"
export { type Cell, placesMax, placesOf } from "./places.ts"
