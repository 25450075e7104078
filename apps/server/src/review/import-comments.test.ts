import { emptyPublication, type PublicationId } from "@codraft/publication"
import { ImportCommandSchema } from "@codraft/publication/import"
import { expect, it } from "vitest"
import type { Session } from "../sessions.ts"
import { ImportComments } from "./import-comments.ts"

const member = { personId: "ana", orgId: "iom", role: "series-editor", language: "en", name: "Ana" }
const state = { ...emptyPublication("pub" as PublicationId), members: { ana: member } } as never
const session = { personId: "ana", scope: "everything" } as Session
const command = ImportCommandSchema.parse({
  type: "importComments",
  publicationId: "pub",
  onBehalf: { organization: "swe", source: "e-mail", date: "2016-05-12" },
  rows: [{ threadId: "one", body: "a" }],
})

it("goes one after the other for one person, and on after one that failed", async () => {
  const waiting: { fail: (why: Error) => void; done: () => void }[] = []
  const imports = new ImportComments({
    now: () => 0,
    publications: { whole: () => state },
    commands: {
      execute: () =>
        new Promise((resolve, reject) => {
          waiting.push({ fail: reject, done: () => resolve({ kind: "done", position: 1, events: [] }) })
        }),
    },
  })
  const first = imports.execute(command, session)
  expect(await imports.execute(command, session)).toEqual({ kind: "busy" })
  waiting[0]?.fail(new Error("disk full"))
  await expect(first).rejects.toThrow("disk full")
  const second = imports.execute(command, session)
  waiting[1]?.done()
  expect(await second).toMatchObject({ kind: "done", rows: [{ threadId: "one", kind: "present" }] })
})
