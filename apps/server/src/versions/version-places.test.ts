import {
  emptyPublication,
  PersonIdSchema,
  type Publication,
  PublicationIdSchema,
  ThreadVersionSchema,
} from "@codraft/publication"
import type { SectionPlaces } from "@codraft/publish/places"
import { createMemoryStorage } from "@codraft/storage/memory"
import { expect, it, vi } from "vitest"
import { VersionPlaces } from "./version-places.ts"

const personId = PersonIdSchema.parse("p-1")

/** An editor of the secretariat, and a version for each of these contents. */
function publicationOf(contents: readonly string[]): Publication {
  const versions = contents.map((contentSha256, i) => ({ number: i + 1, contentSha256, circulatedTo: {} }))
  return {
    ...emptyPublication(PublicationIdSchema.parse("pub-1")),
    organizations: { iom: { id: "iom", name: "IOM", kind: "secretariat" } },
    members: { [personId]: { personId, orgId: "iom", role: "series-editor", language: "en" } },
    versions,
  } as unknown as Publication
}

it("reads one version after the other, however many are commented on at once, and goes on where one cannot be read", async () => {
  const { blobs } = createMemoryStorage()
  const contents = await Promise.all(["one", "two", "three"].map((text) => blobs.put(new TextEncoder().encode(text))))
  const begun: ((places: SectionPlaces[] | Error) => void)[] = []
  const places = new VersionPlaces({
    blobs,
    press: {
      typed: async () => [],
      places: () =>
        new Promise((resolve, reject) => {
          begun.push((read) => (read instanceof Error ? reject(read) : resolve(read)))
        }),
    },
  })
  const state = publicationOf(contents)
  const place = ThreadVersionSchema.pick({ sectionId: true, block: true }).parse({ sectionId: "s01", block: "b1" })
  const asked = state.versions.map(({ number }) => places.asked(state, { version: { number, ...place } }, personId, 1))
  const refusals = Promise.allSettled(asked)
  for (const [i, read] of [[], new Error("the thread ended"), []].entries()) {
    await vi.waitFor(() => expect(begun.length).toBeGreaterThan(i))
    expect(begun).toHaveLength(i + 1)
    begun[i]?.(read)
  }
  expect((await refusals).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
})
