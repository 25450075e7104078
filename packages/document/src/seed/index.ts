export { idsOf, refillUpdate, type SeedOptions, seedUpdate } from "./seed.ts"
