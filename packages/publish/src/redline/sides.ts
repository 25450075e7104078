export type Side = "before" | "after"
export type On = Side | "both"

/** What the one text has and what the other; null where it has none. */
export interface Sides<T> {
  readonly before: T | null
  readonly after: T | null
}

export const sides = ["before", "after"] as const

export function isOn(on: On, side: Side): boolean {
  return on === "both" || on === side
}

export function onOf({ before, after }: Sides<unknown>): On {
  if (before !== null && after !== null) return "both"
  return before !== null ? "before" : "after"
}
