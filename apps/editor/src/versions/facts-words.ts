import { displayMember, type Publication, type Version } from "@codraft/publication"
import { intlLocale, m } from "../language/language.ts"
import { isInMaking } from "./unsigned/unsigned-version.ts"

/** How far its files are; null where all of them are there. */
export function sealWords(version: Pick<Version, "seal" | "made">): string | null {
  const { seal, made } = version
  if (seal === null) {
    return made === null || isInMaking(version)
      ? m.version_files_in_making()
      : m.version_unsigned_failed({ failed: made.failed.length })
  }
  const { files, failed } = seal
  return failed.length === 0 ? null : m.version_files_some_failed({ count: files.length, failed: failed.length })
}

/** "Amara Diallo-Reyes, International Organization for Migration" */
export function freezerWords(publication: Publication, frozenBy: Version["frozenBy"]): string {
  if (frozenBy === "system") return "Codraft"
  const { name, organization, isOrganizationOnly } = displayMember(publication, frozenBy)
  return isOrganizationOnly ? name : `${name}, ${organization}`
}

export function circulationWords(publication: Publication, { circulatedTo }: Pick<Version, "circulatedTo">): string {
  const names = Object.keys(circulatedTo).map(
    (id) => Object.values(publication.organizations).find((one) => one.id === id)?.name ?? id,
  )
  if (names.length === 0) return m.version_not_circulated()
  const sorted = names.toSorted(new Intl.Collator(intlLocale()).compare)
  const shown = sorted.length > namedMax ? sorted.slice(0, namedMax) : sorted
  const list = new Intl.ListFormat(intlLocale(), { type: "conjunction" }).format(
    sorted.length > namedMax ? [...shown, m.version_organizations_more({ count: sorted.length - namedMax })] : shown,
  )
  return m.version_circulated_to({ who: list })
}

const namedMax = 4
