export type { Check, Finding, Found, PreflightFacts } from "./finding.ts"
export { blockersOf, findingsMax, preflight } from "./preflight.ts"
