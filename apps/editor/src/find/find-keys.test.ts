import { expect, it } from "vitest"
import { findKeyOf } from "./find-keys.ts"

const press = (key: string, modifiers: string[] = []) => ({
  key,
  ctrlKey: modifiers.includes("ctrl"),
  metaKey: modifiers.includes("meta"),
  altKey: modifiers.includes("alt"),
  shiftKey: modifiers.includes("shift"),
})

it.each([
  ["f", ["ctrl"], "find"],
  ["h", ["ctrl"], "replace"],
  ["H", ["ctrl", "shift"], "replace"],
  ["g", ["ctrl"], "next"],
  ["G", ["ctrl", "shift"], "previous"],
  ["F3", [], "next"],
  ["F3", ["shift"], "previous"],
  ["F", ["ctrl", "shift"], null],
  ["f", ["ctrl", "alt"], null],
  ["f", ["meta"], null],
  ["f", [], null],
])("knows the keys: %s with %j", (key, modifiers, expected) => {
  expect(findKeyOf(press(key, modifiers), false)).toBe(expected)
})

it.each([
  ["f", ["meta"], "find"],
  ["h", ["meta"], null],
  ["H", ["meta", "shift"], "replace"],
  ["f", ["ctrl"], null],
])("knows those of a Mac: %s with %j", (key, modifiers, expected) => {
  expect(findKeyOf(press(key, modifiers), true)).toBe(expected)
})
