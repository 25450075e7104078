import type { OrgId, PublicationId } from "../ids.ts"
import { type CoverageSources, type TargetLink, targetLinks } from "./links.ts"

/** One cell of the map: a target with a section (the publication's id: with the whole), or with an organisation. */
export type Cell = { target: string } & ({ section: string } | { organization: string })

/** Nobody goes through more of them one by one; there is the register for that. */
export const placesMax = 500

/** The places that a cell counts, in the order of the map's sources. */
export function placesOf(
  publicationId: PublicationId,
  sources: CoverageSources,
  cell: Cell,
): { places: TargetLink[]; total: number } {
  const places: TargetLink[] = []
  let total = 0
  for (const link of targetLinks(sources)) {
    if (link.target !== cell.target || !isIn(link, cell, publicationId)) continue
    total += 1
    if (places.length < placesMax) places.push(link)
  }
  return { places, total }
}

function isIn({ sectionId, organization }: TargetLink, cell: Cell, publicationId: PublicationId): boolean {
  return "section" in cell
    ? (sectionId ?? publicationId) === cell.section
    : organization === (cell.organization as OrgId)
}
