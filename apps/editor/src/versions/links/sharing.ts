import type { Link, LinkId, PublicationId, Recorded, Refusal, ShareCommand } from "@codraft/publication"
import { request, RequestError } from "../../workspace/request.ts"
import { dayIn, instantOf } from "../../time/zoned.ts"

/** Makes a link. What opens it is answered this once. */
export async function shareVersion(
  publicationId: PublicationId,
  link: Pick<Link, "version" | "label" | "withCorrections" | "expiresAt">,
): Promise<{ id: LinkId | null; url: string } | { refusal: Refusal }> {
  const body: ShareCommand = { type: "shareVersion", publicationId, ...link }
  try {
    const { token, events } = await request<Made>("/api/commands", { method: "POST", body })
    const made = events.map(({ event }) => event).find((event) => event.type === "linkMade")
    return { id: made?.linkId ?? null, url: new URL(`/v/${token}`, location.origin).href }
  } catch (error) {
    if (error instanceof RequestError && error.status === 409) return error.answer as { refusal: Refusal }
    throw error
  }
}

interface Made {
  token: string
  events: Recorded[]
}

/** The last minute of a day, as clocks show it in the zone; null if that is no day. */
export function endOfDay(day: string, zone: string): number | null {
  return instantOf(`${day}T23:59`, zone)
}

const dayMs = 86_400_000

/** The day so many days from now. */
export function dayAhead(now: number, days: number, zone: string): string {
  return dayIn(now + days * dayMs, zone)
}
