export type { ChangedPlace, Checked, CheckedFile, CheckedPrevious, Verification } from "./verification.ts"
export { verifyPackage, type VerifyOptions } from "./verify.ts"
