import { PersonIdSchema, PublicationIdSchema } from "@codraft/publication"
import { expect, it } from "vitest"
import { SESSION_LENGTH_MS, Sessions } from "./sessions.ts"

const ana = PersonIdSchema.parse("ana")
const book = PublicationIdSchema.parse("book")

function world({ secret = "a secret of more than 32 characters" } = {}) {
  const time = { at: Date.parse("2026-01-05T09:00:00Z") }
  let ids = 0
  const sessions = new Sessions({ secret, now: () => time.at, newId: () => `session-${++ids}` })
  return { sessions, time }
}

it("knows who carries a cookie, also after a restart of the server", async () => {
  const before = world()
  const cookie = await before.sessions.begin(ana)
  const after = world()
  expect(await after.sessions.fromCookie(cookie)).toMatchObject({ personId: ana, scope: "everything" })
})

it("forgets a session after a working day", async () => {
  const { sessions, time } = world()
  const cookie = await sessions.begin(ana)
  time.at += SESSION_LENGTH_MS - 1
  expect(await sessions.fromCookie(cookie)).not.toBeNull()
  time.at += 1
  expect(await sessions.fromCookie(cookie)).toBeNull()
})

it("knows nobody by a cookie that another server signed, or that was changed", async () => {
  const { sessions } = world()
  const foreign = await world({ secret: "another secret of more than 32 characters" }).sessions.begin(ana)
  const cookie = await sessions.begin(ana)
  const [head, body, signature] = cookie.split(".")
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(atob(body ?? "")), sub: "bo" })).toString("base64url")
  for (const value of [foreign, `${head}.${forged}.${signature}`, "", "…", "a.b.c", "x".repeat(10_000)]) {
    expect(await sessions.fromCookie(value)).toBeNull()
  }
})

it("knows nobody by a cookie without a signature", async () => {
  const { sessions } = world()
  const [, body] = (await sessions.begin(ana)).split(".")
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url")
  expect(await sessions.fromCookie(`${none}.${body}.`)).toBeNull()
})

it("takes a token for one publication, and neither as a cookie nor a cookie as a token", async () => {
  const { sessions, time } = world()
  const { token, expiresAt } = await sessions.issueToken(ana, book, 60_000)
  expect(await sessions.fromToken(token)).toMatchObject({ personId: ana, scope: book, expiresAt })
  expect(await sessions.fromCookie(token)).toBeNull()
  expect(await sessions.fromToken(await sessions.begin(ana))).toBeNull()
  time.at = expiresAt
  expect(await sessions.fromToken(token)).toBeNull()
})

it("ends a session at once and tells those who watch it", async () => {
  const { sessions } = world()
  const cookie = await sessions.begin(ana)
  const session = await sessions.fromCookie(cookie)
  if (!session) throw new Error("not signed in")
  const told: string[] = []
  sessions.whenEnded(session, () => told.push("first"))
  const stop = sessions.whenEnded(session, () => told.push("second"))
  stop()
  sessions.end(session)
  expect(told).toEqual(["first"])
  expect(await sessions.fromCookie(cookie)).toBeNull()
})
