import {
  base64url,
  calculateJwkThumbprint,
  CompactSign,
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from "jose"
import { z } from "zod"

/** An Ed25519 key (RFC 8037) with its thumbprint (RFC 7638) as `kid`. */
const PublicKeySchema = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().regex(/^[\w-]{43}$/),
  kid: z.string().regex(/^[\w-]{43}$/),
  use: z.literal("sig").optional(),
  alg: z.literal("EdDSA").optional(),
})
export type PublicKey = z.infer<typeof PublicKeySchema>

/** RFC 7517: the keys that a server signs or has signed with. */
export const KeySetSchema = z.object({ keys: z.array(PublicKeySchema).min(1).max(100) })
export type KeySet = z.infer<typeof KeySetSchema>

export const SigningKeySchema = PublicKeySchema.extend({ d: z.string().regex(/^[\w-]{43}$/) })
export type SigningKey = z.infer<typeof SigningKeySchema>

export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true })
  const jwk = await exportJWK(privateKey)
  return SigningKeySchema.parse({ ...jwk, use: "sig", alg: "EdDSA", kid: await calculateJwkThumbprint(jwk) })
}

export function publicPart({ kty, crv, x, kid }: Pick<SigningKey, "kty" | "crv" | "x" | "kid">): PublicKey {
  return { kty, crv, x, kid, use: "sig", alg: "EdDSA" }
}

/** A JWS in compact form without its payload, which is beside it (RFC 7515, appendix F). Ed25519 signs the same bytes the same way. */
export async function sign(bytes: Uint8Array, key: SigningKey): Promise<string> {
  const whole = await new CompactSign(bytes)
    .setProtectedHeader({ alg: "EdDSA", kid: key.kid, typ: TYPE })
    .sign(await importJWK(key as JWK, "EdDSA"))
  const [header, , signature] = whole.split(".")
  return `${header}..${signature}`
}

export type SignatureCheck =
  | { readonly state: "valid"; readonly key: PublicKey }
  | { readonly state: "invalid" }
  /** Signed with a key that is none of those given; nothing can be said of it. */
  | { readonly state: "unknown-key"; readonly kid: string }
  /** What runs this has no Ed25519. */
  | { readonly state: "unsupported" }

/** Whether one of these keys signed these bytes. */
export async function checkSignature(
  bytes: Uint8Array,
  jws: string,
  keys: readonly PublicKey[],
): Promise<SignatureCheck> {
  const [header, payload, signature, ...rest] = jws.trim().split(".")
  if (!header || payload !== "" || !signature || rest.length > 0) return { state: "invalid" }
  const kid = kidOf(jws.trim())
  if (kid === null) return { state: "invalid" }
  const key = keys.find((known) => known.kid === kid)
  // A thumbprint follows from the key: one that does not is somebody else's name on it.
  if (key === undefined || (await calculateJwkThumbprint(key as JWK)) !== kid) return { state: "unknown-key", kid }
  try {
    const imported = await importJWK(key as JWK, "EdDSA")
    const { protectedHeader } = await compactVerify(`${header}.${base64url.encode(bytes)}.${signature}`, imported, {
      algorithms: ["EdDSA"],
    })
    return protectedHeader.typ === TYPE ? { state: "valid", key } : { state: "invalid" }
  } catch (error) {
    return { state: isUnsupported(error) ? "unsupported" : "invalid" }
  }
}

/** Whether each key has the name that follows from it. */
export async function areNamedRight(keys: readonly PublicKey[]): Promise<boolean> {
  const names = await Promise.all(keys.map((key) => calculateJwkThumbprint(key as JWK)))
  return keys.every(({ kid }, i) => kid === names[i])
}

/** Whether the file of a signature is as it was written: base64url lets some characters stand for the same bytes as others. */
export function isWrittenOut(file: string): boolean {
  const [, signature, rest] = /^[\w-]+\.\.([\w-]+)(\n)$/.exec(file) ?? []
  return signature !== undefined && rest !== undefined && base64url.encode(base64url.decode(signature)) === signature
}

const TYPE = "codraft-manifest+jws"

function kidOf(jws: string): string | null {
  try {
    return decodeProtectedHeader(jws).kid ?? null
  } catch {
    return null
  }
}

function isUnsupported(error: unknown): boolean {
  return error instanceof Error && (error.name === "NotSupportedError" || error.name === "JOSENotSupported")
}
