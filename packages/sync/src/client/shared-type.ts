import type * as Y from "yjs"

/** Any Yjs type: text, element, map. */
export type SharedType = NonNullable<ReturnType<Y.Doc["share"]["get"]>>

// NOTE: Yjs has no public way from a text to the ids of its characters. Its private parts are touched here only.

/** What stands in a sequence, in its order. */
export function* standingItems(type: SharedType): Generator<Y.Item> {
  // oxlint-disable-next-line no-underscore-dangle
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
}

/** What stands in a map or among an element's attributes. */
export function* standingValues(type: SharedType): Generator<Y.Item> {
  // oxlint-disable-next-line no-underscore-dangle
  for (const item of type._map.values()) if (!item.deleted) yield item
}
