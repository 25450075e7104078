import { sampleReview } from "@codraft/publication/sample"
import { marksIn, openWorld } from "@codraft/server/testing"
import { expect, it } from "vitest"

it("the comments of the sample are all there when it is made, each that all may see on its words", async () => {
  const world = await openWorld()
  const quoted = sampleReview(Date.now()).flatMap(({ command }) =>
    command.type === "addComment" && command.audience === "section" && command.sectionId && command.quote
      ? [{ sectionId: command.sectionId, threadId: command.threadId, quote: command.quote }]
      : [],
  )
  expect(quoted).toHaveLength(32)
  for (const { sectionId, threadId, quote } of quoted) {
    const marks = await marksIn(world, sectionId)
    expect(marks.find((mark) => mark.threadId === threadId)?.words).toBe(quote)
  }
  const heads = await world.storage.log.heads(["review:pub-2016", "delegation:pub-2016.gha", "review:s01", "text:s01"])
  expect(Object.fromEntries(heads)).toMatchObject({ "review:pub-2016": 1, "text:s01": 1 })
  expect(heads.get("delegation:pub-2016.gha")).toBeGreaterThan(0)
  await world.close()
})
