export { forgetLeftoversUpdate } from "./leftovers.ts"
export { type GivenHeading, shapeUpdate } from "./shape.ts"
export { idsOf, refillUpdate, type SeedOptions, seedUpdate } from "./seed.ts"
