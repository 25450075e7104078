import { expect, it } from "vitest"
import { targetBefore } from "./target-sign.ts"

it.each([
  ["#10.7", 0, "10.7"],
  ["Costs fell (#10", 12, "10"],
  ["see #child labour", 4, "child labour"],
  ["من أجل #العمال", 7, "العمال"],
  ["target ＃10.7", 7, "10.7"],
  ["«#traite", 1, "traite"],
])("finds the sign and what is asked for: %s", (before, start, query) => {
  expect(targetBefore(before)).toEqual({ start, query })
})

it.each(["C#10", "# heading", "##", "#", "#10.7  ", "no sign", "#10.7\n"])("is no question: %s", (before) => {
  expect(targetBefore(before)).toBeNull()
})
