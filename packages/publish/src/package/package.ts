import { zipSync } from "fflate"
import { canonicalBytes, utf8 } from "../manifest/hash.ts"
import type { KeySet, Manifest } from "../manifest/index.ts"
import { type Container, type NoContainer, readContainer } from "./container.ts"
import { howToVerify } from "./how-to-verify.ts"

type Bytes = Uint8Array<ArrayBuffer>

/** What is in a package besides the files of the version. */
export const sealNames = {
  manifest: "manifest.json",
  signature: "manifest.jws",
  keys: "keys.json",
  howToVerify: "VERIFY.txt",
} as const

export interface SealedVersion {
  readonly manifest: Manifest
  /** The detached JWS over the manifest's bytes. */
  readonly jws: string
  readonly keys: KeySet
  /** By name; those that the manifest lists. */
  readonly files: ReadonlyMap<string, Bytes>
}

/** Bounds of a package that is opened: what is beyond is none of ours. */
export const packageBounds = { bytesMax: 256 * 2 ** 20, filesMax: 5_010, manifestBytesMax: 32 * 2 ** 20 } as const

/** `codraft.zip`. The same version gives the same bytes, in every time zone. */
export function packageOf({ manifest, jws, keys, files }: SealedVersion): Bytes {
  const seal: readonly (readonly [string, Bytes])[] = [
    [sealNames.manifest, canonicalBytes(manifest)],
    [sealNames.signature, utf8(`${jws}\n`)],
    [sealNames.keys, canonicalBytes(keys)],
    [sealNames.howToVerify, utf8(howToVerify)],
  ]
  return packed(new Map([...seal, ...files]), new Date(manifest.version.frozenAt))
}

/**
 * The seal first, then the files by their names.
 * NOTE: zip knows no zones and reads the clock of the machine, so that this says the UTC time of the version in whatever zone it is.
 */
function packed(entries: ReadonlyMap<string, Bytes>, at: Date): Bytes {
  const mtime = new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  )
  const seal: readonly string[] = Object.values(sealNames)
  const ordered = [...entries].toSorted(([a], [b]) => seal.indexOf(b) - seal.indexOf(a) || (a < b ? -1 : 1))
  const zippable = Object.fromEntries(
    ordered.map(([name, bytes]) => [name, [bytes, { level: isPacked(name) ? 0 : 9 }] as const]),
  )
  return zipSync(zippable as Parameters<typeof zipSync>[0], { mtime })
}

function isPacked(name: string): boolean {
  return /\.(?:docx|pdf|png|jpeg|webp)$/.test(name)
}

/** Unpacks what somebody says is a package. Nothing in it is trusted yet. */
export function openPackage(zip: Bytes): Container | NoContainer {
  return zip.length > packageBounds.bytesMax ? "too-large" : readContainer(zip, packageBounds)
}

/** Whether these are the bytes in which Codraft packs these entries: else somebody packed them again, or wrote between them. */
export function isAsPacked(zip: Bytes, entries: ReadonlyMap<string, Bytes>, frozenAt: Date): boolean {
  const again = packed(entries, frozenAt)
  return again.length === zip.length && again.every((byte, i) => byte === zip[i])
}
