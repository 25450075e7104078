import type { PersonId, Publication } from "@codraft/publication"
import { createContext, useContext, useSyncExternalStore } from "react"
import type { PublicationFacts } from "./publication-facts.ts"

export interface OpenPublication {
  facts: PublicationFacts
  personId: PersonId
}

export const PublicationContext = createContext<OpenPublication | null>(null)

/** The publication as this person knows it now, and who is where. Re-renders with every fact that arrives. */
export function usePublication() {
  const open = useContext(PublicationContext)
  if (!open) throw new Error("usePublication is called outside of a publication.")
  const { facts, personId } = open
  const publication: Publication = useSyncExternalStore(facts.subscribe, facts.publication)
  return { publication, personId, facts }
}

/** The ids of those who are in a section now, each once. */
export function usePresent(sectionId: string): readonly string[] {
  const open = useContext(PublicationContext)
  if (!open) throw new Error("usePresent is called outside of a publication.")
  const { facts } = open
  return useSyncExternalStore(facts.subscribe, () => facts.present(sectionId))
}
