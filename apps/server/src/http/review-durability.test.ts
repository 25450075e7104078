import { marksIn, openWorld } from "@codraft/server/testing"
import { StorageError } from "@codraft/storage"
import { createMemoryStorage } from "@codraft/storage/memory"
import { expect, it } from "vitest"

const quote = "many more cannot be reached if migrants are left out"
const comment = (threadId: string) => ({
  type: "addComment",
  sectionId: "s02",
  threadId,
  quote,
  body: "Which ones?",
  audience: "section",
})
const streams = ["text:s02", "review:s02"]

it("a log that fails takes neither a comment nor its mark; the same comment can be sent again", async () => {
  const world = await openWorld()
  const ngo = await world.signIn("p-ngo-1")
  await ngo.json("/api/sections/s02/text")
  const before = await world.storage.log.heads(streams)
  world.storage.faults.failNext(new StorageError("the disk is gone"))
  const failed = await ngo.command(comment("f1"))
  expect(failed.status).toBe(503)
  expect(await world.storage.log.heads(streams)).toEqual(before)
  const { threads } = await ngo.json<{ threads: { thread: { id: string } }[] }>("/api/sections/s02/review")
  expect(threads.map(({ thread }) => thread.id)).not.toContain("f1")
  expect((await ngo.command(comment("f1"))).status).toBe(200)
  expect((await marksIn(world, "s02")).find(({ threadId }) => threadId === "f1")?.words).toBe(quote)
  await world.close()
})

it("two servers on one log take comments on the same words in the same moment, each with its mark", async () => {
  const storage = createMemoryStorage()
  const here = await openWorld(storage)
  const there = await openWorld(storage)
  const [ngo, ghana] = [await here.signIn("p-ngo-1"), await there.signIn("p-gha-1")]
  const ids = ["a1", "b1", "a2", "b2", "a3", "b3"]
  const answers = await Promise.all(ids.map((id) => (id.startsWith("a") ? ngo : ghana).command(comment(id))))
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
  const marks = await marksIn(here, "s02")
  expect(ids.map((id) => marks.find(({ threadId }) => threadId === id)?.words)).toEqual(ids.map(() => quote))
  // What one of them does not know of yet it finds out when it decides on it.
  const reply = { type: "replyToComment", threadId: "a1", body: "These." }
  expect((await ngo.command(reply)).status).toBe(200)
  for (const world of [here, there]) await world.close()
})

it("a thread takes a thousand comments, and says when it is full", async () => {
  const world = await openWorld()
  const ngo = await world.signIn("p-ngo-1")
  await ngo.command(comment("t1"))
  const replies = Array.from({ length: 999 }, (_, n) => ({
    at: Date.now(),
    author: "p-ngo-1",
    data: new TextEncoder().encode(
      JSON.stringify({
        type: "commentReplied",
        place: "review:s02",
        threadId: "t1",
        commentId: `r-${n}`,
        body: "More.",
        isAnswer: false,
      }),
    ),
  }))
  await world.storage.log.append([{ stream: "review:s02", entries: replies }])
  const again = await openWorld(world.storage)
  const answer = await (await again.signIn("p-ngo-1")).command({ type: "replyToComment", threadId: "t1", body: "One." })
  expect(await answer.json()).toMatchObject({ refusal: { code: "too-many-replies" } })
  await again.close()
  await world.close()
})
