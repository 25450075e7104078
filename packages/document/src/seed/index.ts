export { forgetLeftoversUpdate } from "./leftovers.ts"
export { idsOf, refillUpdate, type SeedOptions, seedUpdate } from "./seed.ts"
