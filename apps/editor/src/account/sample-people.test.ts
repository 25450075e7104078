import { describe, expect, it } from "vitest"
import { groupsMatching, type SamplePerson } from "./sample-people.ts"

const person = (name: string, organization: string, role = "drafter"): SamplePerson => ({
  personId: name.toLowerCase(),
  name,
  role,
  title: "Officer",
  organization: { id: organization.toLowerCase(), name: organization },
})

const people = [
  person("Lucía Herrera", "Costa Rica", "focal-point"),
  person("Elin", "Sweden"),
  person("Andrés", "Costa Rica"),
]

describe("finding a sample person", () => {
  it("groups by organisation in the order in which they come", () => {
    expect(groupsMatching(people, "").map((group) => [group.name, group.people.length])).toEqual([
      ["Costa Rica", 2],
      ["Sweden", 1],
    ])
  })

  it("finds a name without its accents, and a role in plain words", () => {
    expect(groupsMatching(people, "lucia").map((group) => group.people[0]?.name)).toEqual(["Lucía Herrera"])
    expect(groupsMatching(people, "focal costa").flatMap((group) => group.people)).toHaveLength(1)
  })

  it("finds nobody where nobody fits", () => {
    expect(groupsMatching(people, "nobody")).toEqual([])
  })
})
