import * as Y from "yjs"
import { rootName } from "../form/index.ts"

/** A relative position of Yjs as JSON (`Y.relativePositionToJSON`), as it comes from anybody's browser. */
export type TextPosition = unknown

/** Presence and anchors come from other people's browsers: only what is a place in the text's root or in an item counts. */
export function positionFrom(value: TextPosition): Y.RelativePosition | null {
  if (typeof value !== "object" || value === null) return null
  const { type = null, item = null, tname = null, assoc = 0 } = value as Record<string, unknown>
  const isInText = isId(item) || isId(type) || tname === rootName
  if (!isInText || (tname !== null && tname !== rootName) || (item !== null && !isId(item))) return null
  if ((type !== null && !isId(type)) || typeof assoc !== "number") return null
  return Y.createRelativePositionFromJSON({ type, item, tname, assoc })
}

/** Of a place in a shared text: it stays with the character behind it (0), or with the one before it (-1). */
export function positionIn(shared: Y.XmlText, index: number, assoc: 0 | -1): TextPosition {
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(shared, index, assoc))
}

function isId(value: unknown): value is { client: number; clock: number } {
  if (typeof value !== "object" || value === null) return false
  const { client, clock } = value as Record<string, unknown>
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && (clock as number) >= 0
}
