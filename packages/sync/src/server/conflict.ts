/** As much of storage's ConflictError as is needed; only its types may be imported here. */
export interface Conflict {
  readonly stream: string
}

export function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof Error) || error.name !== "ConflictError" || !("stream" in error)) return null
  return { stream: String(error.stream) }
}
