import type { Reader } from "@codraft/document/reader"
import type { PassagePlan } from "@codraft/publication"
import type { Log, Position } from "@codraft/storage"
import type { Hub, TextWorker, WriteBasis } from "@codraft/sync/server"
import { imagesInText } from "./images-in-text.ts"
import { movePassage } from "./passages.ts"
import type { PastTexts } from "./past-texts.ts"
import { writeOnWords } from "../review/comment-words.ts"
import type { SectionAuthors } from "./section-authors.ts"
import { type SectionTexts, TextNotEmptyError } from "./section-texts.ts"

interface RoomTextsDeps {
  log: Log
  reader: Reader
  textWork: TextWorker
  hub: Hub
  past: PastTexts
  authors: Pick<SectionAuthors, "prepare" | "creditsOf">
  now: () => number
  /** A passage has moved; what is written into it where it was is brought after it. */
  moved: (plan: PassagePlan, position: Position) => Promise<unknown>
}

/** Texts are written in their rooms, so that those who have them open get each change as from one of them. */
export function textsInRooms({ textWork, hub, moved, ...deps }: RoomTextsDeps): SectionTexts {
  return {
    begin: (sectionId, author, facts, headings) => {
      const start = ({ parts, clientId }: WriteBasis) =>
        headings.length === 0 ? textWork.refill(parts, clientId) : textWork.shape(parts, clientId, headings)
      return hub.write(sectionId, author, start, facts)
    },
    shape: (sectionId, author, facts, headings) => {
      const fill = async ({ parts, clientId }: WriteBasis) => {
        const update = await textWork.shape(parts, clientId, headings)
        if (update === null) throw new TextNotEmptyError("A template gives shape to an empty text.")
        return update
      }
      return hub.write(sectionId, author, fill, facts)
    },
    widen: (sectionId, author, facts) => hub.widen(sectionId, author, facts),
    move: async (plan, ...of) => {
      const written = await movePassage({ ...deps, hub }, plan, ...of)
      await moved(plan, written.position)
      return written
    },
    comment: (section, ...of) => writeOnWords({ ...deps, hub }, section, ...of),
    images: (sectionId) => imagesInText({ ...deps, hub }, sectionId),
  }
}
