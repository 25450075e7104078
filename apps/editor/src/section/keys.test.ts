import { describe, expect, it } from "vitest"
import { actionOf, type KeyPress, keysOf } from "./keys.ts"

const press = (chord: string, over: Partial<KeyPress> = {}): KeyPress => {
  const parts = chord.split(" ")
  const key = parts.at(-1) ?? ""
  const code = /^\d$/.test(key) ? `Digit${key}` : ""
  return {
    key,
    code,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
    ...over,
  }
}

describe("the keys of the writing surface", () => {
  it.each([
    ["Ctrl b", { kind: "format", format: "bold" }],
    ["Ctrl i", { kind: "format", format: "italic" }],
    ["Ctrl u", { kind: "format", format: "underline" }],
    ["Alt Shift 5", { kind: "format", format: "strikethrough" }],
    ["Ctrl .", { kind: "format", format: "superscript" }],
    ["Ctrl ,", { kind: "format", format: "subscript" }],
    ["Ctrl Alt 0", { kind: "block", block: "paragraph" }],
    ["Ctrl Alt 4", { kind: "block", block: "h4" }],
    ["Ctrl Shift 7", { kind: "block", block: "numbered" }],
    ["Ctrl Shift 8", { kind: "block", block: "bulleted" }],
    ["Ctrl ]", { kind: "indent" }],
    ["Ctrl [", { kind: "outdent" }],
    ["Ctrl k", { kind: "link" }],
    ["Ctrl Alt f", { kind: "footnote" }],
    ["Ctrl \\", { kind: "clear" }],
    ["Ctrl z", { kind: "undo" }],
    ["Ctrl y", { kind: "redo" }],
    ["Ctrl Shift Z", { kind: "redo" }],
  ])("reads %s", (chord, action) => {
    expect(actionOf(press(chord), false)).toEqual(action)
  })

  it.each(["b", "Shift B", "Ctrl Alt 5", "Ctrl Alt Shift 2", "Ctrl c", "Alt 5", "Ctrl Meta b"])(
    "leaves %s alone",
    (chord) => {
      expect(actionOf(press(chord), false)).toBeNull()
    },
  )

  it("takes AltGr for typing, not for a shortcut", () => {
    expect(actionOf(press("Ctrl Alt 2", { key: "@", getModifierState: (key) => key === "AltGraph" }), false)).toBeNull()
  })

  it("goes by the place of a digit whatever the layout prints there", () => {
    expect(actionOf(press("Ctrl Shift 7", { key: "/", code: "Digit7" }), false)).toEqual({
      kind: "block",
      block: "numbered",
    })
  })

  it("uses the command key on a Mac, and shows it", () => {
    expect(actionOf(press("Meta b"), true)).toEqual({ kind: "format", format: "bold" })
    expect(actionOf(press("Ctrl b"), true)).toBeNull()
    expect(keysOf({ kind: "format", format: "bold" }, true)).toBe("⌘B")
    expect(keysOf({ kind: "block", block: "h2" }, false)).toBe("Ctrl+Alt+2")
  })
})
