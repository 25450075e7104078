import { expect, it } from "vitest"
import { stepOf } from "./reading-caret.ts"

const none = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false }
const linux = { isShown: true, isMac: false }

it("goes by letters, words and lines", () => {
  expect(stepOf({ ...none, key: "ArrowRight" }, linux)).toEqual({ direction: "right", by: "character" })
  expect(stepOf({ ...none, key: "ArrowLeft", ctrlKey: true }, linux)).toEqual({ direction: "left", by: "word" })
  expect(stepOf({ ...none, key: "ArrowLeft", altKey: true }, { ...linux, isMac: true })?.by).toBe("word")
  expect(stepOf({ ...none, key: "ArrowDown" }, linux)).toEqual({ direction: "forward", by: "line" })
  expect(stepOf({ ...none, key: "Home" }, linux)).toEqual({ direction: "backward", by: "lineboundary" })
})

it("leaves the page its keys: scrolling where there is no caret, going back, and the ends of the page", () => {
  const before = { ...linux, isShown: false }
  expect(stepOf({ ...none, key: "ArrowDown" }, before)).toBeNull()
  expect(stepOf({ ...none, key: "ArrowDown", shiftKey: true }, before)?.by).toBe("line")
  expect(stepOf({ ...none, key: "ArrowRight" }, before)?.by).toBe("character")
  for (const event of [
    { ...none, key: "ArrowLeft", altKey: true },
    { ...none, key: "End", ctrlKey: true },
    { ...none, key: "PageDown" },
  ])
    expect(stepOf(event, linux)).toBeNull()
})
