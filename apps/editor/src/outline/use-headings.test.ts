import { openTogether } from "@codraft/document/testing"
import { $createHeadingNode } from "@lexical/rich-text"
import { $getRoot, $isElementNode } from "lexical"
import { expect, it } from "vitest"
import { TextCounts } from "../counts/text-counts.ts"
import { headingsFrom } from "./use-headings.ts"

it("what is typed below the headings leaves their list as it is, and a heading that changes is the only one that does", () => {
  const { ana } = openTogether("Alpha", "one", "Beta", "two")
  ana.edit(() => {
    for (const at of [0, 2]) {
      const line = $getRoot().getChildAtIndex(at)
      if ($isElementNode(line)) line.replace($createHeadingNode("h2"), true)
    }
  })
  const counts = new TextCounts(ana.editor, "en")
  const forget = counts.subscribe(() => {})
  const read = headingsFrom(counts)
  expect(read()).toBeNull()
  counts.finish()
  const first = read()
  expect(first?.map(({ text }) => text)).toEqual(["Alpha", "Beta"])

  ana.select(1, 3).type(" more words")
  counts.finish()
  expect(counts.get().words).toBe(6)
  expect(read()).toBe(first)

  ana.select(2, 4).type(" two")
  counts.finish()
  const second = read()
  expect(second?.map(({ text }) => text)).toEqual(["Alpha", "Beta two"])
  expect(second?.[0]).toBe(first?.[0])
  forget()
})
