export { restore, restoring, type RestoreOptions } from "./restore.ts"
