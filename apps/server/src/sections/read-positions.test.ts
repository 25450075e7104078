import { PersonIdSchema, PublicationIdSchema, SectionIdSchema, streams } from "@codraft/publication"
import { createMemoryStorage } from "@codraft/storage/memory"
import { expect, it } from "vitest"
import { encodeFact } from "../facts/facts.ts"
import { ReadPositions } from "./read-positions.ts"

const personId = PersonIdSchema.parse("ana")
const publicationId = PublicationIdSchema.parse("book")

it("goes through the long stream of a person in slices, between which others are served", async () => {
  const { log } = createMemoryStorage()
  const read = (position: number) => {
    const sectionId = SectionIdSchema.parse(`s${position % 3}`)
    return encodeFact(position, personId, { type: "sectionRead", personId, publicationId, sectionId, position })
  }
  const entries = Array.from({ length: 2_000 }, (_, i) => read(i))
  await log.append([{ stream: streams.person(personId), entries }])
  const reads = new ReadPositions({ log, now: () => 0, published: () => {} })
  let turns = 0
  let isDone = false
  const serve = () => {
    turns += 1
    if (!isDone) setImmediate(serve)
  }
  setImmediate(serve)
  const positions = await reads.of(personId)
  isDone = true
  expect(new Set(positions.values())).toEqual(new Set([1997, 1998, 1999]))
  expect(turns).toBeGreaterThanOrEqual(15)
})
