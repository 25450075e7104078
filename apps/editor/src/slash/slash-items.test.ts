import { expect, it } from "vitest"
import { fitting, slashBefore, slashItems } from "./slash-items.ts"

it.each([
  ["/", ""],
  ["/tab", "tab"],
  ["Some words /heading 2", "heading 2"],
  ["\u00a0/liste à", "liste à"],
])("%j asks", (before, query) => {
  const found = slashBefore(before)
  expect(found?.query).toBe(query)
  expect(before.slice(found?.start)).toBe(`/${query}`)
})

it.each(["and/or", "2015/16", "and / or", "/ ", "https://", "//", "/a,"])("%j asks for nothing", (before) => {
  expect(slashBefore(before)).toBeNull()
})

it("finds by the beginnings of words, and offers pictures only where there can be some", () => {
  const items = slashItems({ hasImages: true, isMac: false })
  const names = (query: string) => fitting(items, query).map(({ name }) => name)
  expect(names("head 2")).toEqual(["h2"])
  expect(names("list")).toEqual(["bulleted", "numbered"])
  expect(names("xyz")).toEqual([])
  expect(names("")).toHaveLength(items.length)
  expect(slashItems({ hasImages: false, isMac: false }).map(({ name }) => name)).not.toContain("image")
})
