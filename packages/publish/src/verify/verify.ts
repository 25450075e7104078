import { PublicationContentSchema } from "../content/content.ts"
import { utf8 } from "../manifest/hash.ts"
import {
  areNamedRight,
  canonicalBytes,
  checkSignature,
  hashedSections,
  type KeySet,
  KeySetSchema,
  isWrittenOut,
  type Manifest,
  ManifestSchema,
  type PublicKey,
  sha256,
  type SignatureCheck,
} from "../manifest/index.ts"
import { howToVerify } from "../package/how-to-verify.ts"
import type { Container } from "../package/container.ts"
import { isAsPacked, openPackage, packageBounds, sealNames } from "../package/package.ts"
import { changedPlaces } from "./changed-places.ts"
import type { ChangedPlace, Checked, CheckedFile, CheckedPrevious, Verification } from "./verification.ts"

type Bytes = Uint8Array<ArrayBuffer>
type Entries = ReadonlyMap<string, Bytes>

export interface VerifyOptions {
  /** The keys that the caller trusts, from where they were published. Without any, the package's own are tried. */
  readonly trusted?: readonly PublicKey[]
  /** SHA-256 of manifests of the same publication that the caller has, by the number of their version. */
  readonly manifests?: ReadonlyMap<number, string>
}

/** Says of each file of a package whether it is exactly what was frozen. Throws nothing whatever the bytes are. */
export async function verifyPackage(zip: Bytes, options: VerifyOptions = {}): Promise<Verification> {
  const opened = openPackage(zip)
  if (typeof opened === "string") return { verdict: "unreadable", because: opened }
  const { entries } = opened
  const manifestBytes = entries.get(sealNames.manifest)
  if (manifestBytes === undefined) {
    // What was cut off may end as the zip file does that a Word file is.
    return { verdict: "unreadable", because: opened.hasStrayBytes ? "damaged" : "no-manifest" }
  }
  const manifest = manifestIn(manifestBytes)
  if (manifest === null) return { verdict: "unreadable", because: "broken-manifest" }

  const { signature, kid } = await signatureIn(entries, manifestBytes, options.trusted ?? [])
  const signer = signature === "trusted" || signature === "own-key" ? kid : null
  const found = [...(await filesIn(entries, manifest)), ...(await sealFilesIn(entries, manifest, signer))]
  const files = found.map((file) => asContained(file, opened))
  const areAllFrozen = !opened.hasStrayBytes && files.every(({ state }) => state === "as-frozen")
  // Every package has the key that signed it: where none of them did, something was changed.
  const maybeSigned = signature === "trusted" || signature === "own-key" || signature === "unsupported"
  return {
    verdict: !areAllFrozen || !maybeSigned ? "changed" : signature === "trusted" ? "as-frozen" : "unconfirmed",
    publication: manifest.publication,
    version: manifest.version,
    manifestSha256: await sha256(manifestBytes),
    signature,
    kid,
    files,
    changes: await changesIn(entries, manifest),
    previous: previousOf(manifest, options.manifests ?? new Map()),
    container: containerOf(zip, opened, areAllFrozen ? manifest : null),
  }
}

/** What a file is worth that other programs may find otherwise. */
function asContained(file: CheckedFile, { twice, faulty }: Container): CheckedFile {
  if (twice.has(file.name)) return { ...file, state: "twice" }
  return file.state === "as-frozen" && faulty.has(file.name) ? { ...file, state: "changed" } : file
}

/** Only what is as it was frozen can be packed as it was. */
function containerOf(zip: Bytes, { entries, hasStrayBytes }: Container, frozen: Manifest | null): Checked["container"] {
  if (hasStrayBytes) return "written-in"
  const isUntouched = frozen !== null && isAsPacked(zip, entries, new Date(frozen.version.frozenAt))
  return isUntouched ? "as-packed" : "repacked"
}

function manifestIn(bytes: Bytes): Manifest | null {
  if (bytes.length > packageBounds.manifestBytesMax) return null
  return ManifestSchema.safeParse(json(bytes)).data ?? null
}

/** Undefined for what is no JSON in UTF-8. */
function json(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

async function signatureIn(
  entries: Entries,
  manifest: Bytes,
  trusted: readonly PublicKey[],
): Promise<Pick<Checked, "signature" | "kid">> {
  const bytes = entries.get(sealNames.signature)
  if (bytes === undefined) return { signature: "missing", kid: null }
  const jws = new TextDecoder().decode(bytes)
  const checked = await checkSignature(manifest, jws, trusted)
  if (checked.state !== "unknown-key") return said(checked, "trusted")
  const own: KeySet["keys"] =
    KeySetSchema.safeParse(json(entries.get(sealNames.keys) ?? new Uint8Array())).data?.keys ?? []
  return said(await checkSignature(manifest, jws, own), "own-key")
}

function said(checked: SignatureCheck, valid: "trusted" | "own-key"): Pick<Checked, "signature" | "kid"> {
  if (checked.state === "valid") return { signature: valid, kid: checked.key.kid }
  return { signature: checked.state, kid: checked.state === "unknown-key" ? checked.kid : null }
}

async function filesIn(entries: Entries, { files }: Manifest): Promise<CheckedFile[]> {
  const listed = await Promise.all(
    files.map(async ({ name, bytes, sha256: frozen }): Promise<CheckedFile> => {
      const found = entries.get(name)
      if (found === undefined) return { name, state: "missing" }
      return { name, state: found.length === bytes && (await sha256(found)) === frozen ? "as-frozen" : "changed" }
    }),
  )
  const known = new Set<string>([...files.map(({ name }) => name), ...Object.values(sealNames)])
  const added = [...entries.keys()].filter((name) => !known.has(name))
  return [...listed, ...added.map((name): CheckedFile => ({ name, state: "added" }))]
}

/** The files of the seal are in no list: what they must be follows from themselves. That the signature holds is said beside. */
async function sealFilesIn(entries: Entries, manifest: Manifest, signer: string | null): Promise<CheckedFile[]> {
  const must: Record<string, (bytes: Bytes) => boolean | Promise<boolean>> = {
    [sealNames.manifest]: (bytes) => isSame(bytes, canonicalBytes(manifest)),
    [sealNames.signature]: (bytes) => isWrittenOut(new TextDecoder().decode(bytes)),
    [sealNames.keys]: async (bytes) => {
      const { data } = KeySetSchema.safeParse(json(bytes))
      if (data === undefined || !isSame(bytes, canonicalBytes(data)) || !(await areNamedRight(data.keys))) return false
      // It is the key that signed, and no other.
      return signer === null || (data.keys.length === 1 && data.keys[0]?.kid === signer)
    },
    [sealNames.howToVerify]: (bytes) => isSame(bytes, utf8(howToVerify)),
  }
  return Promise.all(
    Object.entries(must).map(async ([name, isAsFrozen]): Promise<CheckedFile> => {
      const bytes = entries.get(name)
      if (bytes === undefined) return { name, state: "missing" }
      return { name, state: (await isAsFrozen(bytes)) ? "as-frozen" : "changed" }
    }),
  )
}

function isSame(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

async function changesIn(entries: Entries, manifest: Manifest): Promise<ChangedPlace[]> {
  const bytes = entries.get("publication.json")
  if (bytes === undefined || (await sha256(bytes)) === manifest.content.sha256) return []
  const content = PublicationContentSchema.safeParse(json(bytes)).data
  return content === undefined ? [] : changedPlaces(manifest.sections, await hashedSections(content))
}

function previousOf({ previous }: Manifest, manifests: ReadonlyMap<number, string>): CheckedPrevious {
  if (previous === null) return { state: "first" }
  const known = manifests.get(previous.number)
  if (known === undefined) return { state: "not-at-hand", ...previous }
  return { state: known === previous.sha256 ? "follows" : "does-not-follow", ...previous }
}
