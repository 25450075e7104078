export { canonicalBytes, sha256 } from "./hash.ts"
export {
  type FrozenFile,
  FrozenFileSchema,
  type HashedSection,
  type Manifest,
  ManifestSchema,
  Sha256Schema,
} from "./manifest.ts"
export { contentBytes, hashedSections, type ManifestInput, manifestOf } from "./manifest-of.ts"
export {
  areNamedRight,
  checkSignature,
  isWrittenOut,
  type KeySet,
  KeySetSchema,
  newSigningKey,
  type PublicKey,
  publicPart,
  sign,
  type SignatureCheck,
  type SigningKey,
  SigningKeySchema,
} from "./signature.ts"
