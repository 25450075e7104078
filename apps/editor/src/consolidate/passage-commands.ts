import type { PassageCommandInput, Refusal, SectionId } from "@codraft/publication"
import { request, RequestError } from "../workspace/request.ts"

export interface PassageDone {
  moveId: string
  /** The section that a split has made. */
  added: SectionId | null
  /** The blocks as they are called where they are now. */
  come: readonly string[]
}

interface Answer {
  events: { event: { type: string; moveId?: string; sectionId?: string; blockIds?: string[] } }[]
}

/** Sends one of the commands that move text. Rejects when there was no usable answer. */
export async function sendPassage(command: PassageCommandInput): Promise<PassageDone | Refusal> {
  try {
    const { events } = await request<Answer>("/api/commands", { method: "POST", body: command })
    const moveId = events.find(({ event }) => event.moveId !== undefined)?.event.moveId ?? ""
    const added = events.find(({ event }) => event.type === "sectionAdded")?.event.sectionId ?? null
    const come = events.find(({ event }) => event.type === "passageCome")?.event.blockIds ?? []
    return { moveId, added: added as SectionId | null, come }
  } catch (error) {
    if (error instanceof RequestError && error.status === 409) return (error.answer as { refusal: Refusal }).refusal
    throw error
  }
}
