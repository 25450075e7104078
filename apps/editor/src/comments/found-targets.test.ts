import * as catalogue from "@codraft/publication/targets"
import { expect, it } from "vitest"
import { findTargetRefs } from "./found-targets.ts"

const find = (query: string) =>
  findTargetRefs(catalogue, query, { language: "en", edition: "2016" }).map(({ code }) => code)

it("finds targets by code and by words of any of the languages", () => {
  expect(find("10.7")[0]).toBe("10.7")
  for (const words of ["remittances", "remesas", "envois"]) expect(find(words)).toContain("10.c")
})

it("finds indicators by their code, each with its edition", () => {
  expect(find("10.7.")).toEqual(["10.7.1 (2016)", "10.7.2 (2016)"])
  expect(findTargetRefs(catalogue, "10.7.2", { language: "en", edition: "2016" })[0]?.ref).toEqual({
    code: "10.7.2",
    edition: "2016",
  })
})

it("offers what names migration when nothing is asked, and not wildlife for trafficking", () => {
  expect(find("")).toContain("10.7")
  expect(find("trafficking")).not.toContain("15.7")
})
