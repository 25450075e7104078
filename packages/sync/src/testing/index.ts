export { MemoryDevice } from "./memory-device.ts"
