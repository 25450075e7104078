import type { SigningKey } from "@codraft/publish/manifest"
import type { Diagnostics } from "../diagnostics.ts"
import {
  closeToOthers,
  keyFileIn,
  makeSigningKey,
  readSigningKey,
  remedyFor,
  type SigningKeySource,
} from "./signing-key.ts"

/**
 * The key of a workspace that is served. It is never replaced here: where versions were signed and the key is missing or broken,
 * nothing is signed until somebody puts it back, which is seen without a new start, or lets another sign.
 */
export class HeldSigningKey implements SigningKeySource {
  readonly #directory: string
  readonly #diagnostics: Pick<Diagnostics, "signingKey">
  #key: SigningKey | null = null
  #said: string | null = null

  constructor(directory: string, diagnostics: Pick<Diagnostics, "signingKey">) {
    this.#directory = directory
    this.#diagnostics = diagnostics
  }

  get known(): SigningKey | null {
    return this.#key
  }

  /** When the workspace is opened. `hasSigned`: there are versions that a key of this workspace has signed. */
  async open({ hasSigned }: { hasSigned: boolean }): Promise<void> {
    const kept = await this.#read()
    if (kept === null && this.#said === null && !hasSigned) this.#key = await makeSigningKey(this.#directory)
    if (this.#key === null && this.#said === null)
      this.#say(`The signing key ${keyFileIn(this.#directory)} is missing, and versions were signed with it.`)
  }

  async current(): Promise<SigningKey | null> {
    return this.#key ?? (await this.#read())
  }

  async #read(): Promise<SigningKey | null> {
    const file = keyFileIn(this.#directory)
    const kept = await readSigningKey(file)
    if (kept.kind === "broken") this.#say(kept.problem)
    if (kept.kind !== "key") return null
    if (this.#said !== null) this.#diagnostics.signingKey({ state: "back", kid: kept.key.kid })
    if (kept.isOpenToOthers) {
      await closeToOthers(file)
      this.#diagnostics.signingKey({ state: "was open to other users", kid: kept.key.kid })
    }
    this.#said = null
    this.#key = kept.key
    return kept.key
  }

  /** Once for each thing that is wrong. */
  #say(problem: string): void {
    if (this.#said === problem) return
    this.#said = problem
    const remedy = remedyFor(keyFileIn(this.#directory))
    this.#diagnostics.signingKey({
      state: "missing or broken",
      problem: `${problem} No version can be frozen. ${remedy}`,
    })
  }
}
