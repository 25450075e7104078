import { assert, constantFrom, nat, property, string } from "fast-check"
import { expect, it } from "vitest"
import { changeAtCaret } from "./caret-change.ts"

const letters = string({ unit: constantFrom("a", "b"), maxLength: 12 })

it("finds exactly what was typed before the caret, however alike the letters are", () => {
  assert(
    property(letters, letters, letters, (head, typed, tail) => {
      const { index, remove, insert } = changeAtCaret(head + tail, head + typed + tail, head.length + typed.length)
      expect({ remove, insert: insert.length, behind: (head + tail).slice(index) }).toEqual({
        remove: 0,
        insert: typed.length,
        behind: tail,
      })
    }),
  )
})

it("finds exactly what was erased at the caret", () => {
  assert(
    property(letters, letters, letters, (head, erased, tail) => {
      expect(changeAtCaret(head + erased + tail, head + tail, head.length)).toEqual({
        index: head.length,
        remove: erased.length,
        insert: "",
      })
    }),
  )
})

it("makes the one text the other, wherever the caret is", () => {
  assert(
    property(letters, letters, nat(12), (before, after, at) => {
      const { index, remove, insert } = changeAtCaret(before, after, Math.min(at, after.length))
      expect(before.slice(0, index) + insert + before.slice(index + remove)).toBe(after)
    }),
  )
})
