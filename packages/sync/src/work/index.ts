export { connectTextWork, serveTextWork, TextWorkError, type WorkPort } from "./remote.ts"
export { createTextWork } from "./text-work.ts"
