import { ReaderError } from "@codraft/document/reader"
import type { Section } from "@codraft/publication"
import { DamagedError, StorageError } from "@codraft/storage"
import { StoppingError } from "@codraft/sync/server"
import { TextWorkError } from "@codraft/sync/work"

/** What is kept of a text cannot be read, however often it is tried. */
export class UnreadableTextError extends Error {
  override readonly name = "UnreadableTextError"
  readonly section: Pick<Section, "id" | "title">

  constructor({ id, title }: Pick<Section, "id" | "title">, cause: unknown) {
    super(`what is kept of the text of ${id} cannot be read`, { cause })
    this.section = { id, title }
  }
}

/** Whether it is what is kept that is at fault, and not whoever was to read it. */
export function isDamage(error: unknown): boolean {
  if (error instanceof ReaderError || error instanceof TextWorkError) return error.isOfText
  if (error instanceof StorageError) return error instanceof DamagedError
  return !(error instanceof StoppingError)
}
