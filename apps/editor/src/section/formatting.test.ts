import { describe, expect, it } from "vitest"
import { addressOf } from "./formatting.ts"

describe("an address for a link", () => {
  it.each([
    ["https://www.iom.int/", "https://www.iom.int/"],
    ["iom.int/idm", "https://iom.int/idm"],
    [" iom.int ", "https://iom.int"],
    ["policy@example.org", "mailto:policy@example.org"],
  ])("reads %j", (typed, address) => {
    expect(addressOf(typed)).toBe(address)
  })

  it.each(["", "   ", "javascript:alert(1)", "data:text/html,x"])("refuses %j", (typed) => {
    expect(addressOf(typed)).toBeNull()
  })
})
