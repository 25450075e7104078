import { expect, it } from "vitest"
import { bodyOf, mentionBefore } from "./mentions.ts"

it.each([
  ["@", 0, ""],
  ["Thanks @Mar", 7, "Mar"],
  ["(@Ana Lu", 1, "Ana Lu"],
  ["line\n@b", 5, "b"],
])("finds the sign and what is asked for: %s", (before, start, query) => {
  expect(mentionBefore(before)).toEqual({ start, query })
})

it.each(["a@b", "no sign", "@ Mar", "@Mar  "])("is no question: %s", (before) => {
  expect(mentionBefore(before)).toBeNull()
})

it("sends people for the names that were chosen, and other signs as they are", () => {
  const mentioned = [
    { person: "p-1", name: "Ana" },
    { person: "p-2", name: "Ana Costa" },
  ]
  expect(bodyOf({ text: "@Ana Costa and @Ana, write to a@b.org, not @Bo", mentioned })).toBe(
    "@{p-2} and @{p-1}, write to a@b.org, not @Bo",
  )
})
