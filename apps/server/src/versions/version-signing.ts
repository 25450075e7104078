import {
  displayMember,
  type FailedFile,
  isPublic,
  type Publication,
  type Seal,
  sealedBefore,
  type Version,
} from "@codraft/publication"
import { type FrozenFile, publicPart, sha256, sign, type SigningKey } from "@codraft/publish/manifest"
import { type Blobs, StorageError } from "@codraft/storage"
import { failedFile, inListedOrder, mediaTypes } from "./made-file.ts"
import type { VersionFilesSoFar } from "./version-making.ts"
import type { VersionPress } from "./version-press.ts"
import { whole } from "./version-sources.ts"

type Bytes = Uint8Array<ArrayBuffer>

export interface SigningDeps {
  readonly blobs: Blobs
  readonly press: Pick<VersionPress, "manifest" | "package">
  /** Null where there is none to sign with. */
  readonly key: SigningKey | null
  readonly failed: (name: string, error: unknown) => void
}

export type Signed = { readonly seal: Seal & { previous: number | null } } | { readonly problem: FailedFile }

/**
 * Signs what there is of a version. Its manifest names that of the version which was sealed last before it. The same files give the
 * same seal, so that a crash between two tries leaves no trace. `isWaived`: also without the package.
 */
export async function signVersion(
  publication: Publication,
  version: Version,
  { files, images, failed }: VersionFilesSoFar,
  { isWaived, blobs, press, key, failed: report }: SigningDeps & { isWaived: boolean },
): Promise<Signed> {
  if (key === null) return { problem: failedFile("manifest.json", "key") }
  const signedFiles = [...files.filter(isPublic), ...images]
  const bytes = new Map<string, Bytes>()
  for (const { name, sha256: hash } of signedFiles) {
    const found = await whole(blobs, hash)
    if (found === null) return { problem: failedFile(name, "damaged") }
    bytes.set(name, found)
  }
  const before = sealedBefore(publication, version.number)
  const manifest = await orProblem("manifest.json", report, () =>
    press.manifest({
      content: bytes.get("publication.json") ?? new Uint8Array(),
      frozenBy: namedBy(publication, version),
      previous: before && { number: before.number, sha256: before.seal.manifestSha256 },
      files: signedFiles,
    }),
  )
  if ("problem" in manifest) return manifest
  const jws = await sign(manifest.made, key)
  const keys = { keys: [publicPart(key)] }
  const packed = await orProblem("codraft.zip", report, async () => {
    const zip = await press.package({ manifest: manifest.made, jws, keys, files: bytes })
    await blobs.put(zip)
    return listed("codraft.zip", zip)
  })
  if ("problem" in packed && !isWaived) return packed
  await blobs.put(manifest.made)
  return {
    seal: {
      previous: before?.number ?? null,
      manifestSha256: await sha256(manifest.made),
      jws,
      key: { kid: key.kid, x: key.x },
      files: inListedOrder([...files, ...("made" in packed ? [packed.made] : [])]) as Seal["files"],
      failed: [...failed, ...("problem" in packed ? [packed.problem] : [])],
    },
  }
}

async function orProblem<T>(
  name: string,
  report: (name: string, error: unknown) => void,
  make: () => Promise<T>,
): Promise<{ made: T } | { problem: FailedFile }> {
  try {
    return { made: await make() }
  } catch (error) {
    if (error instanceof StorageError) throw error
    report(name, error)
    return { problem: failedFile(name, error instanceof RangeError ? "size" : "ended") }
  }
}

async function listed(name: keyof typeof mediaTypes, bytes: Bytes): Promise<FrozenFile> {
  return { name, mediaType: mediaTypes[name], bytes: bytes.length, sha256: await sha256(bytes) }
}

function namedBy(publication: Publication, { frozenBy }: Version): { name: string; organization: string } {
  if (frozenBy === "system") return { name: "Codraft", organization: "" }
  const { name, organization } = displayMember(publication, frozenBy)
  return { name, organization }
}
