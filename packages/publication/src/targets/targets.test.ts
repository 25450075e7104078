import { describe, expect, it } from "vitest"
import { isTargetCode } from "../target-codes.ts"
import { editions, findTargets, goals, indicatorByCode, indicators, targetByCode, targets } from "./index.ts"

const codes = (query: string) => findTargets(query).map(({ code }) => code)

describe("the target catalogue", () => {
  it("holds the 17 goals and 169 targets, and their codes are the ones that are accepted", () => {
    expect(goals).toHaveLength(17)
    expect(targets).toHaveLength(169)
    expect(targets.every(({ code, goal }) => isTargetCode(code) && code.startsWith(`${goal}.`))).toBe(true)
    expect(["10.8", "18.1", "10.d", "17.20", "10", "10.7.2", "", "constructor"].some(isTargetCode)).toBe(false)
  })

  it("lists the indicators of each edition: 241 in 2016, 248 in 2024", () => {
    expect(editions.map((edition) => indicators(edition).length)).toEqual([241, 248])
    expect(indicators()).toBe(indicators("2016"))
    for (const edition of editions) {
      const listed = indicators(edition).map(({ code }) => code)
      expect(new Set(listed).size).toBe(listed.length)
    }
  })

  it("gives a code the meaning that it has in the edition", () => {
    expect(indicatorByCode("13.1.1", "2016")?.label).not.toBe(indicatorByCode("13.1.1", "2024")?.label)
    expect(indicatorByCode("10.7.3", "2016")).toBeNull()
    expect(indicatorByCode("10.7.3", "2024")).toMatchObject({ target: "10.7", edition: "2024" })
  })

  it("finds targets by code and by words, those that name migration first", () => {
    expect(targetByCode("10.7")?.migration.relation).toBe("direct")
    expect(targetByCode("10.8")).toBeNull()
    expect(codes("10.7")).toEqual(["10.7"])
    expect(codes("17.1")).toHaveLength(11)
    expect(codes("remitt")[0]).toBe("10.c")
    expect(codes("legal identity")).toEqual(["16.9"])
    expect(codes("no such words")).toEqual([])
    expect(codes("  ")).toEqual([])
  })

  it("never takes trafficking in wildlife for trafficking in persons", () => {
    expect(codes("trafficking").slice(0, 3)).toEqual(["5.2", "8.7", "16.2"])
    expect(codes("trafficking")).not.toContain("15.7")
    expect(codes("poaching")).toEqual(["15.7", "15.c"])
  })
})
