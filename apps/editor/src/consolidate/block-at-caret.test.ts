import { expect, it } from "vitest"
import { CaretBlock } from "./block-at-caret.ts"

const own = { isByOthers: false, isWritten: false }
const typed = { isByOthers: false, isWritten: true }
const others = { isByOthers: true, isWritten: true }

it("a block into which the caret falls as others take its own away is not chosen, also when the browser tells of it later", () => {
  const caret = new CaretBlock()
  caret.at("a", typed)
  caret.at("b", others)
  caret.at("b", own)
  expect(caret.block).toBe("a")
  caret.at("b", typed)
  expect(caret.block).toBe("b")
})

it("a block to which the person goes is chosen, also one in which others write", () => {
  const caret = new CaretBlock()
  caret.at("a", own)
  caret.at("a", others)
  caret.at("b", own)
  caret.at("a", own)
  expect(caret.block).toBe("a")
  caret.at("b", others)
  caret.at("c", own)
  caret.at("b", own)
  expect(caret.block).toBe("b")
})
