export {
  defaultEdition,
  type Edition,
  editions,
  type Goal,
  goalLabel,
  goals,
  type Indicator,
  indicatorByCode,
  indicators,
  type Label,
  type Target,
  targetByCode,
  targetLabel,
  targets,
} from "./catalogue.ts"
export { suggestTargets } from "./suggest.ts"
