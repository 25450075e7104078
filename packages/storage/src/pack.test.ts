import * as fc from "fast-check"
import { expect, it } from "vitest"
import { packEntries, unpackEntries } from "./pack.ts"

const anEntry = fc.record({
  at: fc.maxSafeNat(),
  author: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  data: fc.uint8Array({ maxLength: 300 }),
})

it("[LOG9] packed entries come back exactly as they went in", () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 40 }), (entries) => {
      expect(unpackEntries(packEntries(entries))).toEqual(entries)
    }),
  )
})

it("refuses packed entries that are cut off or of a format it does not know", () => {
  const packed = packEntries([{ at: 1, author: "p-iom-1", data: new Uint8Array([1, 2, 3]) }])
  expect(() => unpackEntries(packed.subarray(0, packed.length - 1))).toThrow("cut off")
  packed[0] = 9
  expect(() => unpackEntries(packed)).toThrow("format 9")
})
