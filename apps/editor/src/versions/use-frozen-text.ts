import type { Version } from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import { type Book, bookOf } from "@codraft/publish/book"
import { sha256 } from "@codraft/publish/manifest"
import { useQuery } from "@tanstack/react-query"
import { request, RequestError } from "../workspace/request.ts"
import { filePath, versionsPath } from "./versions-path.ts"
import type { Finding } from "@codraft/publish/preflight"

/** Whether what came is what was frozen; `unknown` where the browser computes no hashes (no secure connection). */
export type Integrity = "as-frozen" | "differs" | "unknown"

export interface FrozenText {
  book: Book
  /** Of the bytes that came. */
  sha256: string | null
}

/** The text of a version, as it was frozen. It never changes, so it is fetched once. */
export function useFrozenText(publicationId: string, number: number, isWanted: boolean) {
  return useFrozenTextAt(filePath(publicationId, number, "publication.json"), isWanted)
}

/** The same, by its address. */
export function useFrozenTextAt(path: string, isWanted: boolean) {
  return useQuery({
    queryKey: ["version-text", path],
    queryFn: ({ signal }) => load(path, signal),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    networkMode: "always",
    retry: false,
  })
}

async function load(path: string, signal: AbortSignal): Promise<FrozenText> {
  let answer: Response
  let bytes: Uint8Array<ArrayBuffer>
  try {
    // What the browser kept of it would be asked about all the same: who may read it can change.
    answer = await fetch(path, { credentials: "same-origin", signal })
    bytes = new Uint8Array(await answer.arrayBuffer())
  } catch (cause) {
    throw new RequestError(0, path, null, { cause })
  }
  if (!answer.ok) throw new RequestError(answer.status, path, null)
  // It is our own server's, and the hash says whether it is what was frozen.
  const content = JSON.parse(new TextDecoder().decode(bytes)) as PublicationContent
  return { book: bookOf(content), sha256: isSecureContext ? await sha256(bytes) : null }
}

export function integrityOf(text: Pick<FrozenText, "sha256">, version: Pick<Version, "contentSha256">): Integrity {
  if (text.sha256 === null) return "unknown"
  return text.sha256 === version.contentSha256 ? "as-frozen" : "differs"
}

export interface OpenedVersion {
  version: Version
  record: { findings: Finding[]; overrides: { check: string; reason: string }[] } | null
}

/** A version as the server has it: how it was frozen, and one of which no news has come yet. */
export function useOpenedVersion(publicationId: string, number: number, isWanted: boolean) {
  return useQuery({
    queryKey: ["version", publicationId, number],
    queryFn: ({ signal }) => request<OpenedVersion>(`${versionsPath(publicationId)}/${number}`, { signal }),
    enabled: isWanted,
    networkMode: "always",
    retry: false,
  })
}
