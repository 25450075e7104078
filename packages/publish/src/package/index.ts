export { howToVerify } from "./how-to-verify.ts"
export {
  isAsPacked,
  openPackage,
  packageBounds,
  packageOf,
  type SealedVersion,
  sealNames,
} from "./package.ts"
