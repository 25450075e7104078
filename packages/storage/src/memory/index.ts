export { createMemoryStorage, type MemoryFaults, type MemoryStorage } from "./memory-storage.ts"
