// @vitest-environment happy-dom
import type { LexicalEditor } from "lexical"
import { expect, it } from "vitest"
import { PaintedWords, paintAttribute } from "./painted-words.ts"

function text(...runs: string[]) {
  const elements = new Map(
    runs.map((run) => {
      const element = document.createElement("span")
      element.textContent = run
      return [run, element]
    }),
  )
  const editor = { getElementByKey: (key: string) => elements.get(key) ?? null } as unknown as LexicalEditor
  const words = (...keys: string[]) => keys.map((key) => ({ key, start: 0, end: key.length }))
  const looks = () => runs.map((run) => elements.get(run)?.getAttribute(paintAttribute) ?? "")
  return { painted: new PaintedWords(editor), elements, words, looks }
}

it("paints words that two comments are on as the current one's, and as the other's again when that is over", () => {
  const { painted, words, looks } = text("one ", "two ", "three")
  painted.paint("a", "usual", words("one ", "two "), true)
  painted.paint("b", "current", words("two ", "three"), true)
  expect(looks()).toEqual(["comment", "comment-current", "comment-current"])
  painted.paint("b", "usual", words("two ", "three"), true)
  expect(looks()).toEqual(["comment", "comment", "comment"])
  painted.paint("a", null, [], true)
  expect(looks()).toEqual(["", "comment", "comment"])
  painted.clear()
  expect(looks()).toEqual(["", "", ""])
})

it("leaves nothing on words that a comment is no longer on, nor on an element that is no longer theirs", () => {
  const { painted, elements, words, looks } = text("one ", "two ")
  painted.paint("a", "usual", words("one ", "two "), true)
  painted.paint("a", "usual", words("two "), true)
  expect(looks()).toEqual(["", "comment"])
  const before = elements.get("two ")
  elements.set("two ", document.createElement("strong"))
  painted.paint("a", "usual", words("two "), true)
  expect(before?.hasAttribute(paintAttribute)).toBe(false)
  expect(looks()).toEqual(["", "comment"])
  expect(painted.threads()).toEqual(["a"])
})
