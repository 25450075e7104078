/** Goes into every package, word for word: whoever opens it without Codraft reads how to check it. */
export const howToVerify = `This package holds one frozen version of a publication that was written with Codraft.

To check it with Codraft: "codraft verify codraft.zip", or drop the package on the page /verify of any Codraft server. Nothing
is uploaded.

To check it by other means:
1. The SHA-256 of every file is in manifest.json, under "files". Compare.
2. manifest.json is RFC 8785 canonical JSON. manifest.jws signs its bytes: a JSON Web Signature (RFC 7515) in compact form
   with detached payload (appendix F), algorithm EdDSA with Ed25519 (RFC 8037). Put the base64url of manifest.json between
   the two dots.
3. The key is named in the signature's header by its thumbprint (RFC 7638). keys.json has it, but a package cannot vouch for
   itself: take the key from /.well-known/jwks.json of the server that froze the version.
4. "previous" in manifest.json is the SHA-256 of the manifest of the version before.
`
