import {
  canonicalBytes,
  contentBytes,
  type FrozenFile,
  manifestOf,
  newSigningKey,
  publicPart,
  sha256,
  sign,
  type SigningKey,
} from "../manifest/index.ts"
import { packageOf, type SealedVersion } from "../package/index.ts"
import { sampleVersion } from "./sample-version.ts"

type Bytes = Uint8Array<ArrayBuffer>

/** The sample version sealed with some files beside its content; all its own but for the key. */
export async function sealedSample(
  key?: SigningKey,
  previous: { number: number; sha256: string } | null = { number: 1, sha256: "ab".repeat(32) },
): Promise<{ key: SigningKey; sealed: SealedVersion; zip: Bytes }> {
  const signing = key ?? (await newSigningKey())
  const content = sampleVersion()
  const files = new Map<string, Bytes>([
    ["publication.json", contentBytes(content)],
    ["publication.pdf", new Uint8Array([...new TextEncoder().encode("%PDF-"), 1, 2, 3, 0, 255])],
    ["images/ab.png", new Uint8Array([137, 80, 78, 71])],
  ])
  const listed = await Promise.all(
    [...files].map(async ([name, bytes]): Promise<FrozenFile> => {
      return { name, mediaType: "application/octet-stream", bytes: bytes.length, sha256: await sha256(bytes) }
    }),
  )
  const frozenBy = { name: "Amara Diallo-Reyes", organization: "International Organization for Migration" }
  const manifest = await manifestOf({ content, frozenBy, previous, files: listed })
  const jws = await sign(canonicalBytes(manifest), signing)
  const sealed = { manifest, jws, keys: { keys: [publicPart(signing)] }, files }
  return { key: signing, sealed, zip: packageOf(sealed) }
}
