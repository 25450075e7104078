import { can } from "../can.ts"
import { type Actor, type Decided, type Ruling, withStreams } from "../decision.ts"
import type { Publication } from "../publication.ts"
import { refusalOf } from "../refusals.ts"
import { streams } from "../streams.ts"
import type { VersionFilesCommand } from "./commands.ts"
import { type FailedFile, failureCharactersMax, type MadeFiles, type Seal, type Version } from "./version.ts"

type Versions = Pick<Publication, "versions">

/**
 * The versions that are still to be sealed, in their order. Once one is sealed, those before it are not any more: its manifest
 * names the one before, and nothing is put between the two.
 */
export function unsealed({ versions }: Versions): Version[] {
  return versions.slice(versions.findLastIndex(({ seal }) => seal !== null) + 1)
}

/** A version that was not sealed before a later one was, and so is in no chain: what was frozen of it could not be read. */
export function isPassedOver(state: Versions, { number, seal }: Pick<Version, "number" | "seal">): boolean {
  return seal === null && !unsealed(state).some((version) => version.number === number)
}

/** Whose manifest that of a version names; null where it is the first that is sealed. */
export function sealedBefore({ versions }: Versions, number: number): (Version & { seal: Seal }) | null {
  for (const version of versions.slice(0, number - 1).toReversed())
    if (version.seal !== null) return { ...version, seal: version.seal }
  return null
}

/** Versions are sealed in their order, each once. `previous`: the number of the version whose manifest its own names. */
export function decideSeal(
  state: Publication,
  number: number,
  { previous, ...seal }: Seal & { previous: number | null },
): Decided | null {
  if (!unsealed(state).some((version) => version.number === number)) return null
  if ((sealedBefore(state, number)?.number ?? null) !== previous) return null
  const failed = seal.failed.map(shortened)
  return withStreams(state, [{ type: "versionSealed", number, ...seal, failed }], [streams.publication(state.id)])
}

/** What there is of the files of a version that is not sealed yet; null where that is known. */
export function decideMade(state: Publication, number: number, made: MadeFiles): Decided | null {
  const version = state.versions[number - 1]
  if (version === undefined || version.seal !== null) return null
  const now = { ...made, failed: made.failed.map(shortened) }
  if (version.made !== null && !version.made.isWaived && isSame(version.made, now)) return null
  return withStreams(state, [{ type: "versionFilesMade", number, ...now }], [streams.publication(state.id)])
}

function isSame(a: MadeFiles, b: MadeFiles): boolean {
  const said = ({ files, failed, imagesSha256 }: MadeFiles) => [
    imagesSha256,
    files.map(({ name, sha256 }) => [name, sha256]),
    failed.map(({ name, reason }) => [name, reason]),
  ]
  return JSON.stringify(said(a)) === JSON.stringify(said(b))
}

/** What an editor wants to become of files that could not be made. What is asked for already gives no events. */
export function decideFiles(state: Publication, command: VersionFilesCommand, { personId }: Actor): Ruling {
  const permission = can(state, personId, "freezeVersion")
  if (!permission.allowed) return permission.refusal
  const { type, version: number } = command
  const version = state.versions[number - 1]
  if (version === undefined) return refusalOf("no-such-version")
  if (version.seal !== null) return refusalOf("version-sealed")
  if (isPassedOver(state, version)) return refusalOf("version-passed-over")
  const { made } = version
  if (made === null || made.failed.length === 0 || made.isWaived) return []
  return [{ type: type === "makeFilesAgain" ? "versionFilesAsked" : "versionFilesWaived", number }]
}

/** Why a file could not be made may name every image of a text; what is kept of it is what an event may hold. */
function shortened({ reason, ...file }: FailedFile): FailedFile {
  const isLong = reason.length > failureCharactersMax
  return { ...file, reason: isLong ? `${reason.slice(0, failureCharactersMax - 1)}…` : reason }
}
