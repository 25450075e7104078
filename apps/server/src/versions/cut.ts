import { type SectionId, type StreamName, streams } from "@codraft/publication"
import type { Log, Position } from "@codraft/storage"

/** Where all streams of a publication stood at one moment. */
export interface Cut {
  readonly facts: ReadonlyMap<StreamName, Position>
  readonly texts: ReadonlyMap<SectionId, Position>
}

/**
 * One consistent read of where everything stands; null where the facts have moved on from those given, so that whoever asks
 * decides again. Of the texts all that was logged before this moment is in, of each the same moment.
 */
export async function takeCut(
  log: Pick<Log, "heads">,
  facts: ReadonlyMap<StreamName, Position>,
  sections: readonly SectionId[],
): Promise<Cut | null> {
  const heads = await log.heads([...facts.keys(), ...sections.map((id) => streams.text(id))])
  for (const [stream, position] of facts) if (heads.get(stream) !== position) return null
  const texts = new Map(sections.map((id) => [id, heads.get(streams.text(id)) ?? 0]))
  return { facts: new Map(facts), texts }
}
