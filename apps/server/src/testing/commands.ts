/** What came of a command. */
export interface Done {
  events: { stream: string; event: { type: string; moveId?: string; sectionId?: string } }[]
}

export async function done(answer: Response): Promise<Done> {
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Done
}

/** The status and the code of a no. */
export async function refused(answer: Response): Promise<string> {
  const body = (await answer.json()) as { refusal?: { code: string }; error?: { code: string } }
  return `${answer.status} ${(body.refusal ?? body.error)?.code}`
}

export function moveIn({ events }: Done): string {
  return events.find(({ event }) => event.moveId !== undefined)?.event.moveId ?? ""
}
