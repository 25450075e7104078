export { ContentIndex, type IndexChanges, type Place, type PlacedRun } from "./content-index.ts"
export { inspectUpdate, type UpdateBounds, updateBounds } from "./inspect.ts"
export {
  type ClockRange,
  type Inspection,
  type ItemContent,
  type ItemForm,
  type ItemId,
  MalformedUpdateError,
  type UpdateSummary,
} from "./inspection.ts"
export { decodeClocks, encodeClocks, trimKnown } from "./trim.ts"
export { indexUpdate, type ValidateOptions, type Validation, validateUpdate } from "./validate.ts"
