import { signIn } from "./server-process.ts"

/** A new section of the secretariat's, with one empty paragraph, that IOM's officers write; answers its id. */
export async function addSection(serverUrl: string, title: string, language = "en"): Promise<string> {
  const cookie = await signIn(serverUrl, "p-iom-1")
  const answer = await fetch(`${serverUrl}/api/commands`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({
      type: "addSection",
      publicationId: "pub-2016",
      title,
      textClass: "secretariat",
      parentId: null,
      leadOrg: "iom",
      leadPerson: "p-iom-1",
      coAuthors: ["p-iom-2", "p-iom-3", "p-iom-4"],
      language,
    }),
  })
  const body = (await answer.json()) as { events?: { event: { type: string; sectionId?: string } }[] }
  const added = body.events?.find(({ event }) => event.type === "sectionAdded")?.event.sectionId
  if (!added) throw new Error(`addSection answered ${answer.status}: ${JSON.stringify(body)}`)
  return added
}
