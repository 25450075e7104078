import { can, canReadVersion, type PersonId, type Publication, versionOf } from "@codraft/publication"
import { m } from "../../language/language.ts"
import { versionWords } from "../version-words.ts"

/** A version by its number, or the draft. */
export type ComparedName = number | "draft"

/** What an address names; null for anything else. */
export function nameIn(address: string): ComparedName | null {
  if (address === "draft") return address
  return /^[1-9]\d{0,4}$/.test(address) ? Number(address) : null
}

/** Whether somebody may see it beside another: the draft is for who may freeze it. */
export function mayCompare(publication: Publication, personId: PersonId, name: ComparedName): boolean {
  if (name === "draft") return can(publication, personId, "freezeVersion").allowed
  return versionOf(publication, name) !== null && canReadVersion(publication, personId, name)
}

export function nameWords(publication: Publication, name: ComparedName): string {
  const version = name === "draft" ? null : versionOf(publication, name)
  return version === null ? m.compare_draft() : versionWords(version)
}

/** All that somebody may compare, the newest first. */
export function comparable(publication: Publication, personId: PersonId): ComparedName[] {
  const names: ComparedName[] = ["draft", ...publication.versions.map(({ number }) => number).toReversed()]
  return names.filter((name) => mayCompare(publication, personId, name))
}

/**
 * What a version is compared with when nobody says what: the one before that can be opened, else the draft, else the one
 * after. Null where there is nothing to compare it with. The older one is first.
 */
export function offeredPair(
  publication: Publication,
  personId: PersonId,
  number: number,
): readonly [ComparedName, ComparedName] | null {
  const others = publication.versions.map((version) => version.number).filter((other) => other !== number)
  const open = others.filter((other) => mayCompare(publication, personId, other))
  const before = open.findLast((other) => other < number)
  if (before !== undefined) return [before, number]
  if (mayCompare(publication, personId, "draft")) return [number, "draft"]
  const [after] = open
  return after === undefined ? null : [number, after]
}
