import canonicalize from "canonicalize"

/** The SHA-256 of bytes in lower-case hex, by Web Crypto. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

export async function sha256OfText(text: string): Promise<string> {
  return sha256(utf8(text))
}

/** RFC 8785 canonical JSON in UTF-8. */
export function canonicalBytes(value: object): Uint8Array<ArrayBuffer> {
  return utf8(canonicalize(value) ?? "")
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
