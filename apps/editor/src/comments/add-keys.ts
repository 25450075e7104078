import { isMac, keysShown } from "../section/keys.ts"

/** The keys that begin a comment, as this device names them. */
export const addKeys = (): string => keysShown("Mod Alt M", isMac())
