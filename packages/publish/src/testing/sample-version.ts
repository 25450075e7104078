import { type CanonicalContent, canonicalFromDoc } from "@codraft/document/canonical"
import { idsOf, seedUpdate } from "@codraft/document/seed"
import { apply, emptyPublication, type Publication, PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { sampleEvents, samplePublication, sampleSections } from "@codraft/publication/sample"
import * as Y from "yjs"
import { type PublicationContent, publicationContent } from "../content/index.ts"

const at = Date.UTC(2016, 10, 4, 17)

/** The sample publication as the server would fold it. */
export function samplePublicationState(): Publication {
  const id = PublicationIdSchema.parse(samplePublication.publication.id)
  const positions = new Map<string, number>()
  return sampleEvents(at).reduce((state, recorded) => {
    const position = (positions.get(recorded.stream) ?? 0) + 1
    positions.set(recorded.stream, position)
    return apply(state, { ...recorded, position })
  }, emptyPublication(id))
}

export function sampleTexts(): Map<string, CanonicalContent> {
  return new Map(
    sampleSections.map(({ id, language, dir, blocks }) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, seedUpdate(blocks, { clientId: 1, newId: idsOf(1, 0), language, dir }))
      return [id, canonicalFromDoc(doc, { language, dir })]
    }),
  )
}

/** The sample publication frozen as Rev.1: all of it, or with some sections still to follow. */
export function sampleVersion(toFollow: readonly string[] = []): PublicationContent {
  const texts = [...sampleTexts()].filter(([id]) => !toFollow.includes(id))
  return publicationContent({
    publication: samplePublicationState(),
    version: {
      number: 2,
      kind: "revision",
      symbol: "IDM/2016/SAMPLE/1/Rev.1",
      title: "Rev.1",
      note: "Comments of reviewers and first national clearances.",
      frozenAt: at,
      timeZone: "Europe/Zurich",
    },
    texts: new Map(texts.map(([id, text]) => [SectionIdSchema.parse(id), text])),
  })
}
