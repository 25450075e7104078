import type { VersionKind } from "@codraft/publication"
import { type PublicKey, sha256 } from "@codraft/publish/manifest"
import { type Checked, type Verification, verifyPackage } from "@codraft/publish/verify"
import { packageBounds } from "@codraft/publish/package"

/** A file that somebody chose, and what is found of it. */
export type FileFound =
  | { readonly kind: "package"; readonly name: string; readonly checked: Checked }
  | { readonly kind: "unreadable"; readonly name: string; readonly because: Unreadable }
  /** No package: named by its hash, as the server knows it. */
  | { readonly kind: "known"; readonly name: string; readonly sha256: string; readonly file: KnownFile }
  | { readonly kind: "unknown"; readonly name: string; readonly sha256: string }
  /** The server could not be asked. */
  | { readonly kind: "not-asked"; readonly name: string; readonly sha256: string }

export type Unreadable = Extract<Verification, { verdict: "unreadable" }>["because"] | "not-read"

export interface KnownFile {
  publication: { title: string }
  version: { number: number; kind: VersionKind; symbol: string; title: string; frozenAt: number }
  name: string
}

export interface Sources {
  /** Those that the server publishes; none where it could not be asked. */
  readonly keys: readonly PublicKey[]
  readonly fileOf: (sha256: string) => Promise<KnownFile | null | undefined>
}

/** Checks files on this device. Packages of versions that were chosen together are checked against one another. */
export async function verifyFiles(files: readonly File[], { keys, fileOf }: Sources): Promise<FileFound[]> {
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: await bytesOf(file) })))
  const first = await Promise.all(
    read.map(async ({ bytes }) => (typeof bytes === "string" ? null : await verifyPackage(bytes, { trusted: keys }))),
  )
  const manifests = new Map<string, Map<number, string>>()
  for (const found of first) {
    if (found === null || found.verdict === "unreadable" || found.verdict === "changed") continue
    const ofPublication = manifests.get(found.publication.id) ?? new Map<number, string>()
    manifests.set(found.publication.id, ofPublication)
    // One that the server vouches for goes before one that anybody can have made.
    if (found.verdict === "as-frozen" || !ofPublication.has(found.version.number))
      ofPublication.set(found.version.number, found.manifestSha256)
  }
  return Promise.all(
    read.map(async ({ name, bytes }, i): Promise<FileFound> => {
      const found = first[i]
      if (typeof bytes === "string") return { kind: "unreadable", name, because: bytes }
      if (!found) return { kind: "unreadable", name, because: "not-read" }
      if (found.verdict === "unreadable") {
        const unreadable = { kind: "unreadable", name, because: found.because } as const
        if (found.because === "broken-manifest" || found.because === "too-large") return unreadable
        const known = await named(name, bytes, fileOf)
        return found.because === "damaged" && known.kind !== "known" ? unreadable : known
      }
      const others = manifests.get(found.publication.id) ?? new Map<number, string>()
      const checked = await verifyPackage(bytes, { trusted: keys, manifests: others })
      return checked.verdict === "unreadable"
        ? { kind: "unreadable", name, because: checked.because }
        : { kind: "package", name, checked }
    }),
  )
}

async function named(name: string, bytes: Uint8Array<ArrayBuffer>, fileOf: Sources["fileOf"]): Promise<FileFound> {
  const hash = await sha256(bytes)
  const file = await fileOf(hash)
  if (file === undefined) return { kind: "not-asked", name, sha256: hash }
  return file === null ? { kind: "unknown", name, sha256: hash } : { kind: "known", name, sha256: hash, file }
}

/** Why a file is not read: it is more than any package holds, or it has gone from where it was chosen. */
async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | "too-large" | "not-read"> {
  if (file.size > packageBounds.bytesMax) return "too-large"
  return file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => "not-read",
  )
}
