export interface EmittedChunk {
  type: "chunk"
  fileName: string
  code: string
  imports: string[]
  isEntry: boolean
  moduleIds: string[]
  viteMetadata?: { importedCss: Set<string> }
}

export type Emitted = EmittedChunk | { type: "asset"; source: string | Uint8Array }

export const isChunk = (file: Emitted | undefined): file is EmittedChunk => file?.type === "chunk"

/** The names of a chunk, of all that it imports, and of their styles. */
export function closureOf(from: EmittedChunk, files: Record<string, Emitted>, into = new Set<string>()): Set<string> {
  if (into.has(from.fileName)) return into
  into.add(from.fileName)
  for (const css of from.viteMetadata?.importedCss ?? []) into.add(css)
  for (const name of from.imports) {
    const next = files[name]
    if (isChunk(next)) closureOf(next, files, into)
  }
  return into
}
