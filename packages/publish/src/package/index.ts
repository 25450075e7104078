export { howToVerify } from "./how-to-verify.ts"
export {
  isAsPacked,
  openPackage,
  type OpenedPackage,
  packageBounds,
  packageOf,
  type SealedVersion,
  sealNames,
} from "./package.ts"
