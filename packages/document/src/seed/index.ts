export { type SeedOptions, seedUpdate } from "./seed.ts"
