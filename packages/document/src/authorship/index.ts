export { type AuthoredEntry, Authorship } from "./authorship.ts"
export type { AuthoredLine } from "./lines.ts"
export { type AuthorRun, appendRun, joinRuns, sliceRuns } from "../canonical/author-run.ts"
