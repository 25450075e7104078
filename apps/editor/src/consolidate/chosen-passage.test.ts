import { $createCaptionNode } from "@codraft/document"
import { openTogether, type Person } from "@codraft/document/testing"
import { $createTableNodeWithDimensions } from "@lexical/table"
import { $createTextNode, $getRoot, $isElementNode } from "lexical"
import { expect, it } from "vitest"
import { $chosenPassage } from "./chosen-passage.ts"

/** A line, a caption with its table, and a caption that has lost its own. */
function open(): Person {
  const { ana } = openTogether("first", "second")
  ana.edit(() => {
    const caption = (words: string) => $createCaptionNode("table").append($createTextNode(words))
    const [first] = $getRoot().getChildren()
    first?.insertAfter(caption("alone"))
    first?.insertAfter($createTableNodeWithDimensions(1, 1))
    first?.insertAfter(caption("of the table"))
  })
  return ana
}

function chosenAt(person: Person, place: number) {
  person.edit(() => {
    const block = $getRoot().getChildAtIndex(place)
    if ($isElementNode(block)) block.selectStart()
  })
  return person.read($chosenPassage)?.selected
}

it("a caption is chosen with its table, and a table with its caption", () => {
  const ana = open()
  const [caption, table] = [chosenAt(ana, 1), chosenAt(ana, 2)]
  expect(caption).toMatchObject({ paragraphs: 0, tables: 1 })
  expect(caption?.blockIds).toHaveLength(2)
  expect(table?.blockIds).toEqual(caption?.blockIds)
})

it("a caption without its table counts as the line that it is", () => {
  expect(chosenAt(open(), 3)).toMatchObject({ paragraphs: 1, tables: 0 })
})
