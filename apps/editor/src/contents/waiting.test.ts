import {
  emptyPublication,
  type PersonId,
  type Publication,
  type PublicationId,
  type Section,
} from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { waitingFor } from "./waiting.ts"

const now = Date.UTC(2016, 9, 25)
const day = 86_400_000
const ana = "ana" as PersonId

const section = (id: string, over: Partial<Section>) =>
  ({ id, leadPerson: "bo", coAuthors: [], state: "open-for-comments", until: null, ...over }) as unknown as Section

const publicationOf = (...sections: Section[]): Publication => ({
  ...emptyPublication("pub" as PublicationId),
  sections: Object.fromEntries(sections.map((one) => [one.id, one])),
})

const end = (days: number) => ({ at: now + days * day, zone: "UTC" })

describe("what waits for somebody", () => {
  it("lists own sections that end within a week, soonest first", () => {
    const publication = publicationOf(
      section("later", { leadPerson: ana, until: end(6) }),
      section("soon", { coAuthors: [ana], until: end(1) }),
      section("others", { until: end(1) }),
      section("far", { leadPerson: ana, until: end(8) }),
      section("endless", { leadPerson: ana }),
    )
    expect(waitingFor(publication, ana, now).map(({ id }) => id)).toEqual(["soon", "later"])
  })

  it("leaves out what has ended and what is closed", () => {
    const publication = publicationOf(
      section("ended", { leadPerson: ana, until: end(-1) }),
      section("closed", { leadPerson: ana, until: end(1), state: "closed" }),
    )
    expect(waitingFor(publication, ana, now)).toEqual([])
  })
})
