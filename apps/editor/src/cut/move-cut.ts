import { can, isPublishedBy, type PersonId, type Publication, type Section } from "@codraft/publication"
import { isRefusal, latestMove } from "../consolidate/latest-move.ts"
import { sendPassage } from "../consolidate/passage-commands.ts"
import { m } from "../language/language.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import type { SectionSession } from "../section/section-session.ts"
import { RequestError } from "../workspace/request.ts"
import type { Cut } from "./cut.ts"
import type { AskedPlace, MovedCut } from "./pasted-cuts.ts"

interface Into {
  publication: Publication
  personId: PersonId
  session: SectionSession
  to: Section
}

/** The server must have the place where it is to go: whoever waits longer for that has no connection worth the name. */
const savingMsMax = 4_000

/** Moves what was cut, if it may move; what may not is pasted as a copy, and the person is told why. */
export async function moveCut(
  { publication, personId, session, to }: Into,
  cut: Cut,
  { blockId, side }: AskedPlace,
): Promise<MovedCut> {
  const from = Object.values(publication.sections).find(({ id }) => id === cut.sectionId)
  // Out of another publication, or of a section that this person has nothing to do with: as from any other program.
  if (from === undefined) return { kind: "copy", why: null }
  const mayWrite = (section: Section) =>
    can(publication, personId, "changeSubstance", { sectionId: section.id, at: Date.now() }).allowed
  if (!mayWrite(from) || !mayWrite(to)) return { kind: "copy", why: m.cut_not_writable() }
  if (isPublishedBy(publication, from, to)) return { kind: "copy", why: m.cut_widens({ section: from.title }) }
  if (!(await isSaved(session))) return { kind: "copy", why: m.cut_offline() }
  try {
    const answer = await sendPassage({
      type: "pastePassage",
      publicationId: publication.id,
      fromSectionId: from.id,
      toSectionId: to.id,
      cut: { blockIds: cut.blockIds, seen: cut.seen, characters: cut.characters },
      place: { blockId, side },
    })
    if (isRefusal(answer)) return { kind: "copy", why: whyNot(answer, from) }
    latestMove.did({ publicationId: publication.id, moveId: answer.moveId, act: "paste", from, to })
    return { kind: "moved", lastBlockId: answer.come.at(-1) ?? "" }
  } catch (error) {
    if (error instanceof RequestError) return { kind: "copy", why: m.cut_offline() }
    throw error
  }
}

function whyNot(refusal: Parameters<typeof refusalWords>[0], { title }: Section): string | null {
  switch (refusal.code) {
    case "passage-pasted":
      return null
    case "passage-not-cut":
      return m.cut_changed({ section: title })
    case "passage-widens":
      return m.cut_widens({ section: title })
    default:
      return refusalWords(refusal)
  }
}

/** Whether the server has all that was written here; waits for it a little. */
async function isSaved(session: SectionSession): Promise<boolean> {
  const isNow = () => session.view().isConnected && session.view().saving.kind === "saved"
  if (isNow()) return true
  if (!session.view().isConnected) return false
  return new Promise((resolve) => {
    const end = (answer: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(answer)
    }
    const timer = setTimeout(() => end(false), savingMsMax)
    const stop = session.subscribe(() => {
      if (isNow()) end(true)
      else if (!session.view().isConnected) end(false)
    })
  })
}
