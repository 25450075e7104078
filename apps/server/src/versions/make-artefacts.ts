import { PublicationContentSchema } from "@codraft/publish/content"

type Bytes = Uint8Array<ArrayBuffer>

export interface PressJob {
  /** The bytes of `publication.json`. */
  readonly content: Bytes
  /** By the SHA-256 of each. */
  readonly images: ReadonlyMap<string, Bytes>
}

/** A file, or why there is none, in plain words. */
export type Made =
  | { readonly name: string; readonly mediaType: string; readonly bytes: Bytes }
  | { readonly name: string; readonly reason: string }

export type MakeArtefacts = (job: PressJob) => Promise<Made[]>

/** The files of a version, of nothing but its content and images: the same each time. */
export const makeArtefacts: MakeArtefacts = async ({ content }) => {
  PublicationContentSchema.parse(JSON.parse(new TextDecoder().decode(content)))
  return [{ name: "publication.json", mediaType: "application/json", bytes: content }]
}
