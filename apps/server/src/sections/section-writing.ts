import type { Decided, Publication } from "@codraft/publication"
import type { Log } from "@codraft/storage"
import { factsIn, type Written } from "@codraft/sync/server"
import { batchOf, type By } from "../facts/batch.ts"
import type { FoldedFacts } from "../facts/folded-facts.ts"
import { headingsGiven, type SectionTexts } from "./section-texts.ts"

interface SectionWritingDeps {
  log: Log
  facts: Pick<FoldedFacts, "positions">
  texts: Pick<SectionTexts, "begin" | "shape" | "widen" | "images">
}

/** Writes what was decided, with what it does to the text of a section in the same append. */
export class SectionWriting {
  readonly #deps: SectionWritingDeps

  constructor(deps: SectionWritingDeps) {
    this.#deps = deps
  }

  async write(state: Publication, decided: Decided, by: By): Promise<Pick<Written, "facts">> {
    const { log, facts, texts } = this.#deps
    const events = await this.#withForgottenImages(state, decided.events)
    const batch = batchOf({ ...decided, events }, by, facts.positions(state.id))
    for (const { event } of events) {
      if (event.type === "sectionAdded") {
        return texts.begin(event.sectionId, by.personId, batch, headingsGiven(event.shape, event.language))
      }
      if (event.type === "sectionShaped") {
        const headings = headingsGiven(event.shape ?? undefined, state.sections[event.sectionId]?.language)
        return texts.shape(event.sectionId, by.personId, batch, headings)
      }
      if (event.type === "sectionAudienceSet") return texts.widen(event.sectionId, by.personId, batch)
    }
    return { facts: factsIn(batch, await log.append(batch)) }
  }

  /** Before a section is shown to more people, it lets go of the images that are in its text no more. */
  async #withForgottenImages(state: Publication, events: Decided["events"]): Promise<Decided["events"]> {
    const widening = events.find(({ event }) => event.type === "sectionAudienceSet")
    if (widening?.event.type !== "sectionAudienceSet") return events
    const { sectionId } = widening.event
    const stored = Object.keys(state.images[sectionId] ?? {})
    if (stored.length === 0) return events
    const shown = await this.#deps.texts.images(sectionId)
    const blobs = stored.filter((blob) => !shown.has(blob))
    if (blobs.length === 0) return events
    return [{ stream: widening.stream, event: { type: "imagesForgotten", sectionId, blobs } }, ...events]
  }
}
