import type { CanonicalContent } from "@codraft/document/canonical"
import { intlTag } from "@codraft/publication/languages"
import {
  flatOutline,
  numberingOf,
  outline,
  type OutlineNode,
  type Publication,
  type Section,
  type SectionId,
} from "@codraft/publication"
import { nameLanguage, stateName } from "../names/index.ts"
import type { FrozenSection, PublicationContent } from "./content.ts"
import { withOwnImages } from "./own-images.ts"
import { wellFormed } from "./well-formed.ts"

export interface Freeze {
  /** As whoever freezes sees it: what they may not read is not there. */
  readonly publication: Publication
  readonly version: PublicationContent["version"]
  /** The texts of the sections that are in. Every other section that has a place in the outline is to follow. */
  readonly texts: ReadonlyMap<SectionId, CanonicalContent>
}

/**
 * The value of a version. The same publication and texts give the same value. Whatever a text calls an image, it has no bytes but
 * those that its section was given. States stand in the alphabetical order of their
 * names wherever their texts stand next to one another (UN Editorial Manual), so that numbers are the version's own.
 */
export function publicationContent({ publication, version, texts }: Freeze): PublicationContent {
  const ordered = inAlphabeticalOrder(publication)
  const sections = flatOutline(outline(ordered)).map((node) => {
    const { id } = node.section
    const text = texts.get(id)
    return frozen(node, text === undefined ? null : withOwnImages(text, publication.images[id] ?? {}))
  })
  return wellFormed({
    format: "codraft.publication",
    formatVersion: 1,
    publication: {
      id: publication.id,
      title: publication.title,
      titleI18n: publication.titleI18n,
      subtitle: publication.subtitle,
      series: publication.series,
      seriesNumber: publication.seriesNumber,
      originalLanguage: publication.originalLanguage,
      distribution: publication.distribution,
      indicatorEdition: publication.indicatorEdition,
    },
    version,
    organizations: organizationsOf(publication, sections),
    sections,
  })
}

function frozen({ section, number, annexLetter, depth }: OutlineNode, text: CanonicalContent | null): FrozenSection {
  const { id, title, language, dir, textClass } = section
  const numbering = numberingOf(section)
  return {
    id,
    number,
    annexLetter,
    depth,
    title,
    language,
    dir,
    textClass,
    answeringOrg: answeringOrg(section),
    numbering,
    text,
  }
}

function answeringOrg({ ownerOrg, leadOrg }: Section): Section["leadOrg"] {
  return ownerOrg ?? leadOrg
}

function organizationsOf(
  publication: Publication,
  sections: readonly FrozenSection[],
): PublicationContent["organizations"] {
  const ids = new Set(sections.map((section) => section.answeringOrg))
  const { compare } = new Intl.Collator(intlTag(publication.originalLanguage))
  return [...ids]
    .map((id) => {
      const organization = publication.organizations[id]
      const iso3 = organization?.iso3
      return { id, name: nameIn(publication, id) ?? id, ...(iso3 === undefined ? {} : { iso3 }) }
    })
    .toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/**
 * An organization's name as the publication has it. English names are kept as they are written, so that the pre-flight list can
 * say which differ; in another language a State has the name that the dated list gives it.
 */
function nameIn({ organizations, originalLanguage }: Publication, id: Section["leadOrg"]): string | undefined {
  const organization = organizations[id]
  if (organization?.kind !== "member-state" || nameLanguage(originalLanguage) === "en") return organization?.name
  return stateName(organization, originalLanguage)
}

/** The publication with the texts of States in order among those that stand next to them. */
function inAlphabeticalOrder(publication: Publication): Publication {
  const { compare } = new Intl.Collator(intlTag(publication.originalLanguage))
  const nameOf = ({ ownerOrg, title }: Section) => (ownerOrg && nameIn(publication, ownerOrg)) ?? title
  const sections = { ...publication.sections }
  for (const siblings of siblingsIn(outline(publication))) {
    const ordered = runsOfStates(siblings).flatMap((run) =>
      run.toSorted((a, b) => compare(nameOf(a), nameOf(b)) || (a.id < b.id ? -1 : 1)),
    )
    ordered.forEach((section, i) => {
      sections[section.id] = { ...section, rank: `a${String(i).padStart(4, "0")}` }
    })
  }
  return { ...publication, sections }
}

function siblingsIn(nodes: readonly OutlineNode[]): Section[][] {
  return [nodes.map(({ section }) => section), ...nodes.flatMap(({ children }) => siblingsIn(children))]
}

/** All of the siblings, divided: texts of States that follow one another are together, everything else is by itself. */
function runsOfStates(siblings: readonly Section[]): Section[][] {
  const runs: Section[][] = []
  let before: Section | null = null
  for (const section of siblings) {
    const isInRun = before?.textClass === "national" && section.textClass === "national"
    if (isInRun) runs.at(-1)?.push(section)
    else runs.push([section])
    before = section
  }
  return runs
}
