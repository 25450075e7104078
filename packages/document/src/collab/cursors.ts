import type { NodeKey } from "lexical"

/** What of y-protocols' `Awareness` is used here. */
export interface AwarenessLike {
  clientID: number
  getLocalState(): Record<string, unknown> | null
  setLocalState(state: Record<string, unknown> | null): void
  getStates(): Map<number, Record<string, unknown>>
  on(event: "change", fn: () => void): void
  off(event: "change", fn: () => void): void
}

export interface CursorPoint {
  key: NodeKey
  offset: number
  type: "text" | "element"
}

/** A colleague in this section. `personId` is what the server stamped on their presence. */
export interface Cursor {
  clientId: number
  personId?: string
  /** Null while they are elsewhere on the page, or where their caret is not in this editor yet. */
  selection: { anchor: CursorPoint; focus: CursorPoint; isCollapsed: boolean } | null
}
