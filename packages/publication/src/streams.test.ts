import { expect, it } from "vitest"
import type { OrgId, PersonId, PublicationId, SectionId, ThreadId } from "./ids.ts"
import { parseStream, StreamNameSchema, streams } from "./streams.ts"

const [publicationId, sectionId] = ["pub-2016" as PublicationId, "s07-swe" as SectionId]
const [orgId, personId] = ["swe" as OrgId, "p-swe-1" as PersonId]
const threadId = "t1" as ThreadId

it("reads back every name that it makes", () => {
  expect(parseStream(streams.text(sectionId))).toEqual({ kind: "text", sectionId })
  expect(parseStream(streams.section(sectionId))).toEqual({ kind: "section", sectionId })
  expect(parseStream(streams.review(publicationId))).toEqual({ kind: "review", id: publicationId })
  expect(parseStream(streams.publication(publicationId))).toEqual({ kind: "publication", publicationId })
  expect(parseStream(streams.delegation(publicationId, orgId))).toEqual({ kind: "delegation", publicationId, orgId })
  expect(parseStream(streams.shared(publicationId, orgId))).toEqual({ kind: "shared", publicationId, orgId })
  expect(parseStream(streams.thread(threadId))).toEqual({ kind: "thread", threadId })
  expect(parseStream(streams.person(personId))).toEqual({ kind: "person", personId })
  expect(parseStream(streams.links(publicationId))).toEqual({ kind: "links", publicationId })
  expect(streams.shared(publicationId, orgId)).toBe("shared:pub-2016.swe")
})

it.each([
  "",
  "s01",
  "text:",
  "text",
  "text:S01",
  "text:s01:s02",
  "section:../s01",
  "section:constructor",
  "shared:pub-2016",
  "shared:pub-2016.",
  "shared:.swe",
  "shared:a.b.c",
  "thread:",
  "thread:pub-2016.t1",
  "links:",
  "links:pub-2016.l1",
  `text:${"s".repeat(65)}`,
])("knows no stream %j", (stream) => {
  expect(parseStream(stream)).toBeNull()
  expect(StreamNameSchema.safeParse(stream).success).toBe(false)
})
