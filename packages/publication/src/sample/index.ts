import type { PublicationEvent } from "../events.ts"
import type { PersonId, SectionId } from "../ids.ts"
import type { StreamName } from "../streams.ts"
import fixture from "./publication.json" with { type: "json" }

export interface SampleFootnote {
  id: string
  /** The words that the note stands after. */
  after: string
  text: string
}

interface BlockBase {
  id: string
  /** SDG targets that the block speaks to. */
  targets?: string[]
}

export type SampleBlock =
  | (BlockBase & { type: "paragraph"; text: string; footnotes?: SampleFootnote[] })
  | (BlockBase & { type: "heading"; level: number; text: string })
  | (BlockBase & { type: "list"; ordered: boolean; items: string[] })
  | (BlockBase & { type: "table"; caption: string; header: string[]; rows: string[][] })

export interface SampleSection {
  id: SectionId
  language: string
  dir: "ltr" | "rtl"
  blocks: SampleBlock[]
}

export interface SampleEvent {
  stream: StreamName
  at: number
  author: PersonId | "system"
  event: PublicationEvent
}

export const samplePublication = fixture

export const sampleSections: readonly SampleSection[] = fixture.sections as unknown as SampleSection[]

export function sampleEvents(_seededAt: number): SampleEvent[] {
  throw new Error("not yet")
}
