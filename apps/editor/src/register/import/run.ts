import type { OnBehalf, OrgId, PublicationId, Refusal, SectionId, ThreadId } from "@codraft/publication"
import type { FileRow, ImportedRow, ImportOutcome } from "@codraft/publication/import"
import { request, RequestError } from "../../workspace/request.ts"
import { batchesOf, type RowPreview } from "./plan.ts"

export interface Running {
  /** After each batch. */
  told: (outcomes: readonly ImportOutcome[]) => void
  /** Waits before it tries again. */
  pause: () => Promise<void>
  isStopped: () => boolean
}

export type RunEnd =
  | { kind: "done" }
  | { kind: "stopped" }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "failed"; error: unknown }

/** A request of this many rows is answered within a second or two, so that the count moves and it can be stopped. */
const rowsAtOnce = 20
const triesMax = 12

/**
 * Sends rows batch by batch. A batch of which no answer came is sent again: what of it had arrived is not written twice. What could
 * not be sent in the end can be sent later in the same way.
 */
export async function runImport(
  rows: readonly ImportedRow[],
  {
    send,
    told,
    pause,
    isStopped,
  }: Running & { send: (rows: ImportedRow[]) => Promise<readonly ImportOutcome[] | Refusal> },
): Promise<RunEnd> {
  for (const batch of batchesOf(rows, rowsAtOnce)) {
    for (let tries = 1; ; tries += 1) {
      if (isStopped()) return { kind: "stopped" }
      try {
        const answer = await send(batch)
        if ("code" in answer) return { kind: "refused", refusal: answer }
        told(answer)
        break
      } catch (error) {
        if (!(error instanceof RequestError) || !mayPass(error) || tries === triesMax) return { kind: "failed", error }
        await pause()
      }
    }
  }
  return { kind: "done" }
}

/** No answer, too many at once, or a server that is starting: it may be otherwise in a moment. */
function mayPass({ status }: RequestError): boolean {
  return status === 0 || status === 429 || status >= 500
}

export async function sendRows(
  publicationId: PublicationId,
  onBehalf: OnBehalf,
  rows: ImportedRow[],
): Promise<readonly ImportOutcome[] | Refusal> {
  const body = { type: "importComments", publicationId, onBehalf, rows }
  return refusable(
    async () => (await request<{ rows: ImportOutcome[] }>("/api/commands", { method: "POST", body })).rows,
  )
}

/** A row, and where somebody says that it is. */
export type AskedRow = FileRow & { sectionId?: SectionId | null }

export async function askPreview(
  publicationId: PublicationId,
  { organization, version }: { organization: OrgId | null; version: number | null },
  rows: readonly AskedRow[],
): Promise<RowPreview[] | Refusal> {
  const path = `/api/publications/${encodeURIComponent(publicationId)}/review/import-preview`
  const body = { organization, ...(version === null ? {} : { version }), rows }
  return refusable(async () => (await request<{ rows: RowPreview[] }>(path, { method: "POST", body })).rows)
}

async function refusable<T>(ask: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof RequestError && error.status === 409) return (error.answer as { refusal: Refusal }).refusal
    throw error
  }
}

export const newThreadId = (): ThreadId => crypto.randomUUID() as ThreadId
