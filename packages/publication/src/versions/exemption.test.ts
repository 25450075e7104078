import { describe, expect, it } from "vitest"
import type { SectionId } from "../ids.ts"
import { World } from "../testing/world.ts"
import { exemptionsPerSectionMax } from "./exemption.ts"

const section = "s01" as SectionId
const key = "country-name/s01/b1/Moldova"
const editor = "p-iom-1"
const exempt = (sectionId: SectionId, reason = "Name of an institution", of = key) => ({
  type: "exemptFinding" as const,
  sectionId,
  key: of,
  reason,
})

describe("an exemption", () => {
  it("is on record with its reason and whoever gave it, until it is withdrawn", () => {
    const world = World.sample()
    expect(world.does(editor, exempt(section))).toBe("done")
    expect(world.does(editor, exempt(section))).toBe("nothing to do")
    expect(world.state.exemptions[section]).toEqual({
      [key]: { reason: "Name of an institution", by: editor, at: world.at },
    })
    expect(world.does(editor, exempt(section, "In a citation"))).toBe("done")
    expect(world.state.exemptions[section]?.[key]?.reason).toBe("In a citation")
    expect(world.does(editor, { type: "withdrawExemption", sectionId: section, key })).toBe("done")
    expect(world.does(editor, { type: "withdrawExemption", sectionId: section, key })).toBe("nothing to do")
    expect(world.state.exemptions[section]).toEqual({})
  })

  it("is given by those who freeze, in texts that they read", () => {
    const world = World.sample()
    for (const { personId, role } of Object.values(world.state.members)) {
      if (role === "series-editor") continue
      expect(world.does(personId, exempt(section))).toBe("versions-by-editors")
    }
    expect(world.does(editor, exempt("s07-can" as SectionId))).toBe("no-such-section")
    expect(world.does(editor, exempt("s99" as SectionId))).toBe("no-such-section")
  })

  it("is known to readers of the text alone", () => {
    const world = World.sample()
    world.does(editor, exempt("s07-gha" as SectionId))
    const readers = Object.values(world.state.members).filter(
      ({ personId }) => world.sees(personId).sections["s07-gha" as SectionId],
    )
    const knowing = Object.values(world.state.members).filter(
      ({ personId }) => world.sees(personId).exemptions["s07-gha" as SectionId] !== undefined,
    )
    expect(knowing).toEqual(readers)
    expect(knowing.length).toBeLessThan(Object.keys(world.state.members).length)
  })

  it("is one of a bounded number in a section; those given can still be changed", () => {
    const world = World.sample()
    for (let n = 0; n < exemptionsPerSectionMax; n += 1)
      world.does(editor, exempt(section, "A name", `country-name/s01/b${n}/Moldova`))
    expect(world.does(editor, exempt(section, "A name", "country-name/s01/more/Moldova"))).toBe("too-many-exemptions")
    expect(world.does(editor, exempt(section, "Another reason", "country-name/s01/b0/Moldova"))).toBe("done")
  })
})
