// @vitest-environment happy-dom
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COLLABORATION_TAG,
  createEditor,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
} from "lexical"
import { expect, it } from "vitest"
import { Typeahead } from "./typeahead.ts"

const codes = ["10.1", "10.2", "10.7"]

function opened() {
  const editor = createEditor({ onError: (error) => expect.fail(String(error)) })
  const chosen: string[] = []
  const typeahead = new Typeahead<string>(editor)
  typeahead.follow({
    find: (before) => {
      const start = before.lastIndexOf("#")
      return start < 0 ? null : { start, query: before.slice(start + 1) }
    },
    $offer: (query) => codes.filter((code) => code.startsWith(query)),
    isOpen: () => true,
    $choose: (code) => void chosen.push(code),
  })
  editor.update(
    () => {
      const text = $createTextNode("See #10")
      $getRoot().append($createParagraphNode().append(text))
      text.selectEnd()
    },
    { discrete: true },
  )
  return { editor, typeahead, chosen }
}

it("keeps what somebody has gone to when the words come to stand in another node", () => {
  const { editor, typeahead, chosen } = opened()
  expect(typeahead.offered()).toMatchObject({ items: codes, active: -1 })
  editor.dispatchCommand(KEY_ARROW_UP_COMMAND, new KeyboardEvent("keydown"))
  expect(typeahead.offered()).toMatchObject({ active: 2 })
  editor.update(
    () => {
      const selection = $getSelection()
      const text = $isRangeSelection(selection) ? selection.anchor.getNode() : null
      if (!$isTextNode(text)) return
      text.replace($createTextNode(text.getTextContent())).selectEnd()
    },
    { discrete: true, tag: COLLABORATION_TAG },
  )
  expect(typeahead.offered()).toMatchObject({ items: codes, active: 2 })
  editor.dispatchCommand(KEY_ENTER_COMMAND, new KeyboardEvent("keydown"))
  expect(chosen).toEqual(["10.7"])
})

it("begins anew with another question", () => {
  const { editor, typeahead } = opened()
  editor.dispatchCommand(KEY_ARROW_UP_COMMAND, new KeyboardEvent("keydown"))
  editor.update(() => $getRoot().getFirstDescendant()?.selectEnd().insertText("."), { discrete: true })
  expect(typeahead.offered()).toMatchObject({ items: codes, active: -1 })
})
