import type { Manifest } from "../manifest/index.ts"

/** What can be said of a package. Plain JSON: whoever shows it finds the words. */
export type Verification =
  /** It is no package of a version, or one that nobody can read any more. */
  | {
      readonly verdict: "unreadable"
      readonly because: "no-package" | "damaged" | "too-large" | "no-manifest" | "broken-manifest"
    }
  | Checked

export interface Checked {
  /**
   * `as-frozen`: every file is exactly what was frozen, and the signature is of a key that the caller trusts. `unconfirmed`: the
   * same, but the key is known from the package alone, or could not be tried. `changed`: something is not as it was frozen.
   */
  readonly verdict: "as-frozen" | "unconfirmed" | "changed"
  readonly publication: Manifest["publication"]
  readonly version: Manifest["version"]
  readonly manifestSha256: string
  readonly signature: "trusted" | "own-key" | "invalid" | "missing" | "unknown-key" | "unsupported"
  /** The thumbprint of the key that signed; null where no key did. */
  readonly kid: string | null
  readonly files: readonly CheckedFile[]
  /** Where `publication.json` differs from what was frozen, as far as it can still be read. */
  readonly changes: readonly ChangedPlace[]
  readonly previous: CheckedPrevious
  /**
   * `repacked`: the files were taken out and packed again. `written-in`: there are bytes in the package that belong to no file, so
   * that it is not as it was frozen. The files are checked in either.
   */
  readonly container: "as-packed" | "repacked" | "written-in"
}

export interface CheckedFile {
  readonly name: string
  /** `twice`: several files of the package have that name, and who unpacks it may get another one. */
  readonly state: "as-frozen" | "changed" | "missing" | "added" | "twice"
}

export interface ChangedPlace {
  readonly section: { readonly number: string; readonly title: string }
  readonly what: "title" | "paragraph" | "footnote" | "added" | "missing"
  /** Of the paragraph or note, from 1 in the order of the section. */
  readonly index?: number
  /** As the version counts it. */
  readonly number?: string
}

export type CheckedPrevious =
  | { readonly state: "first" }
  /** The manifest of the version before is not at hand. */
  | { readonly state: "not-at-hand"; readonly number: number; readonly sha256: string }
  | { readonly state: "follows"; readonly number: number; readonly sha256: string }
  /** A manifest of that number is at hand, and it is another one. */
  | { readonly state: "does-not-follow"; readonly number: number; readonly sha256: string }
