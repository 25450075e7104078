export type { Check, Exemptions, Finding, Found, PreflightFacts } from "./finding.ts"
export { imagesIn } from "./walk.ts"
export { blockersOf, findingsMax, preflight } from "./preflight.ts"
