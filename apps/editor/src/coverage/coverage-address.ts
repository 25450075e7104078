export const views = ["section", "organization", "theme"] as const
export type View = (typeof views)[number]
/** Which targets: those that name migration; with those related to it; all 169. */
export const extents = ["direct", "related", "all"] as const
export type Extent = (typeof extents)[number]

/** What is looked at, in the address: it can be sent on, and come back to. Without a word, what is usual. */
export interface CoverageAddress {
  by?: Exclude<View, "section">
  show?: Exclude<Extent, "related">
}

export function coverageAddress({ by, show }: Record<string, unknown>): CoverageAddress {
  return {
    ...(by === "organization" || by === "theme" ? { by } : {}),
    ...(show === "direct" || show === "all" ? { show } : {}),
  }
}
