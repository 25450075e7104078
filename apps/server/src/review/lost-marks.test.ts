import { createInThreadReader } from "@codraft/document/reader/in-thread"
import type { SectionId, Thread } from "@codraft/publication"
import { settle, VirtualClock } from "@codraft/sync/testing"
import { expect, it } from "vitest"
import { LostMarks } from "./lost-marks.ts"

const sectionId = "s1" as SectionId

/** A text in which these comments have lost their words. */
async function textWith(words: string, ...quotes: { exact: string; prefix: string; suffix: string }[]) {
  const reader = createInThreadReader()
  const by = { clientId: 7, language: "en", dir: "ltr" } as const
  const parts = [await reader.seed([{ id: "b1", type: "paragraph", text: words }], by)]
  const threads = quotes.map((quote, index) => ({ id: `t${index}`, place: "review:s1", anchor: { quote } }))
  const clock = new VirtualClock()
  const writes: string[] = []
  let looks = 0
  const marks = new LostMarks({
    clock,
    reader,
    hub: {
      async parts() {
        looks += 1
        return { position: parts.length, parts: [...parts] }
      },
      async write(_section, author, make) {
        writes.push(author)
        const update = await make({ position: parts.length, parts: [...parts], clientId: 2 ** 33 })
        if (update !== null) parts.push(update)
        return { position: parts.length, facts: [] }
      },
    },
    publications: {
      known: () => ({ publication: {}, section: { id: sectionId, language: "en", dir: "ltr" } }) as never,
      threadsOn: () => threads as unknown as Thread[],
    },
    failed: (_section, error) => {
      throw error
    },
  })
  const marked = async () =>
    (await reader.anchoredThreads({ key: "now", position: parts.length, parts: async () => parts, ...by })).map(
      ({ threadId, words }) => `${threadId} ${words}`,
    )
  const mark = async (threadId: string, exact: string) => {
    const answer = await reader.markWords({ parts: [...parts], clientId: 8, threadId, anchor: { quote: { exact } } })
    if (answer.kind !== "found") throw new Error(`${exact} is not in the text`)
    parts.push(answer.update)
  }
  return { marks, clock, writes, marked, mark, looks: () => looks }
}

it("marks again what stands in one place with what was around it, some time after the text has changed", async () => {
  const quote = { exact: "well-managed", prefix: "asks for ", suffix: " migration" }
  const { marks, clock, writes, marked } = await textWith("Target 10.7 asks for well-managed migration.", quote)
  marks.changed(sectionId)
  marks.changed(sectionId)
  await clock.pass(29_000)
  expect(writes).toEqual([])
  await clock.pass(2_000)
  await settle()
  await expect.poll(marked).toEqual(["t0 well-managed"])
  expect(writes).toEqual(["system"])
  await marks.look(sectionId)
  expect(writes).toHaveLength(1)
})

it("completes a mark that is on a part of its words, and leaves one whose words were written into", async () => {
  const text = "Goals are many. They fell in all regions but one."
  const whole = { exact: "They fell in all regions but one.", prefix: "", suffix: "" }
  const changed = { exact: "Goals are few.", prefix: "", suffix: "" }
  const { marks, writes, marked, mark } = await textWith(text, whole, changed)
  await mark("t0", "fell in all")
  await mark("t1", "Goals are many.")
  await marks.look(sectionId)
  expect(await marked()).toEqual(["t1 Goals are many.", "t0 They fell in all regions but one."])
  await marks.look(sectionId)
  expect(writes).toHaveLength(1)
})

it("leaves alone what could be meant in several places, or stands nowhere, and looks less and less often", async () => {
  const ambiguous = { exact: "word", prefix: "", suffix: "" }
  const gone = { exact: "nothing of that kind", prefix: "x", suffix: "y" }
  const { marks, clock, writes, marked, looks } = await textWith("A word, and another word.", ambiguous, gone)
  await marks.look(sectionId)
  expect([writes, await marked()]).toEqual([[], []])
  marks.changed(sectionId)
  await clock.pass(58_000)
  expect(looks()).toBe(1)
  await clock.pass(3_000)
  expect(looks()).toBe(2)
  marks.changed(sectionId)
  marks.stop()
  await clock.pass(3_600_000)
  expect(looks()).toBe(2)
})
