import { expect, it } from "vitest"
import { mayBeNumber, targetBefore } from "./target-sign.ts"

it.each([
  ["#10.7", 0, "10.7"],
  ["Costs fell (#10", 12, "10"],
  ["see #child labour", 4, "child labour"],
  ["من أجل #العمال", 7, "العمال"],
  ["target ＃10.7", 7, "10.7"],
  ["«#traite", 1, "traite"],
  ["8.7/#10.7", 4, "10.7"],
  ["\uFFFC#10.7", 1, "10.7"],
])("finds the sign and what is asked for: %s", (before, start, query) => {
  expect(targetBefore(before)).toEqual({ start, query })
})

it.each([
  "C#10",
  "https://iom.int/#10",
  "www.iom.int/a/#mig",
  "iom.int/#mig",
  "# heading",
  "##",
  "#",
  "#10.7  ",
  "no sign",
  "#10.7\n",
])("is no question: %s", (before) => {
  expect(targetBefore(before)).toBeNull()
})

it("takes a number for itself until it is a code", () => {
  expect(["1", "10", "١٠", "1.", "10,"].map(mayBeNumber)).toEqual([true, true, true, true, true])
  expect(["10.7", "10.c", "migr", "1 in"].map(mayBeNumber)).toEqual([false, false, false, false])
})
