import { $createHeadingNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import {
  $getRoot,
  $getState,
  $isElementNode,
  $isTextNode,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  $getSelection,
  $isRangeSelection,
  $setCompositionKey,
  COMPOSITION_START_COMMAND,
  type LexicalNode,
} from "lexical"
import { expect, it } from "vitest"
import { languageState } from "../nodes/index.ts"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { openTogether, type Person } from "../testing/people.ts"
import { $languageAtSelection } from "./around.ts"
import { SET_LANGUAGE_COMMAND } from "./set.ts"
import { registerLanguages } from "./typing.ts"

const english = { language: "en", dir: "ltr" } as const

function open(...lines: string[]): { ana: Person; bo: Person } {
  const { ana, bo } = openTogether(...lines)
  for (const { editor } of [ana, bo]) registerLanguages(editor, () => english)
  return { ana, bo }
}

function set(person: Person, language: string | null): void {
  person.editor.dispatchCommand(SET_LANGUAGE_COMMAND, language)
  person.edit(() => {})
}

function types(person: Person, text: string): void {
  for (const letter of text) person.editor.dispatchCommand(CONTROLLED_TEXT_INSERTION_COMMAND, letter)
  person.edit(() => {})
}

/** The text with what is said of languages: `[ar:…]` a passage, `ar rtl|…` a line. */
function shown(person: Person): string[] {
  const $shown = (node: LexicalNode): string => {
    const language = $getState(node, languageState)
    if ($isTextNode(node)) return language === "" ? node.getTextContent() : `[${language}:${node.getTextContent()}]`
    if (!$isElementNode(node)) return "^"
    const head = [language, node.getDirection() ?? ""].filter((word) => word !== "").join(" ")
    return `${head === "" ? "" : `${head}|`}${node.getChildren().map($shown).join("")}`
  }
  return person.read(() => $getRoot().getChildren().map($shown))
}

const both = ({ ana, bo }: { ana: Person; bo: Person }): string[] => {
  expect(shown(bo)).toEqual(shown(ana))
  expect(bo.binding.check()).toBe(true)
  return shown(ana)
}

it("makes a passage of words within a line, whose language everybody sees, and takes it back", () => {
  const people = open("the word salam here")
  set(people.ana.selectWord("salam"), "ar")
  expect(both(people)).toEqual(["the word [ar:salam] here"])
  expect(people.ana.read(() => $languageAtSelection(english))).toEqual({ language: "ar", isPassage: true })
  people.ana.binding.undo()
  expect(both(people)).toEqual(["the word salam here"])
  people.ana.binding.redo()
  set(people.ana.select(0, 11), null)
  expect(both(people)).toEqual(["the word salam here"])
})

it("lets text join that is typed in a passage or at its end, in bold too, and none before it", () => {
  const people = open("the word salam here")
  const { ana } = people
  set(ana.selectWord("salam"), "ar")
  types(ana.select(0, 14), "un")
  types(ana.select(0, 11), "-")
  types(ana.select(0, 9), "x")
  expect(both(people)).toEqual(["the word x[ar:sa-lamun] here"])
  ana.select(0, 18)
  ana.withSelection((selection) => selection.toggleFormat("bold"))
  types(ana, "bo")
  expect(both(people)).toEqual(["the word x[ar:sa-lamun][ar:bo] here"])
})

it("gives what replaces words of a passage its language", () => {
  const people = open("the word salam here")
  set(people.ana.selectWord("salam"), "ar")
  types(people.ana.selectWord("salam"), "ahlan")
  expect(both(people)).toEqual(["the word [ar:ahlan] here"])
})

it("takes a choice at the end of a passage for what is typed next", () => {
  const people = open("the word salam")
  set(people.ana.selectWord("salam"), "ar")
  people.ana.select(0, 14)
  set(people.ana, null)
  types(people.ana, " on")
  expect(both(people)).toEqual(["the word [ar:salam] on"])
})

it("merges passages of two people who set and type at the same time", () => {
  const people = openTogether("one two three")
  const { ana, bo, section } = people
  for (const { editor } of [ana, bo]) registerLanguages(editor, () => english)
  bo.cutLine()
  set(ana.selectWord("two three"), "fr")
  types(bo.select(0, 6), "oo")
  set(bo.selectWord("one twoo"), "es")
  section.rejoin(bo)
  const words = both(people)
    .join("")
    .replace(/\[\w+:|\]/g, "")
  expect(words).toBe("one twooo three")
})

it("says the language of a line once, with the direction that differs, and the new line follows", () => {
  const people = open("marhaba", "second")
  const { ana } = people
  set(ana.select(0, 3), "ar")
  expect(both(people)).toEqual(["ar rtl|marhaba", "second"])
  ana.select(0, 7).enter()
  types(ana, "ahlan")
  expect(both(people)).toEqual(["ar rtl|marhaba", "ar rtl|ahlan", "second"])
  ana.withSelection((selection) =>
    $setBlocksType(
      selection,
      () => $createHeadingNode("h2"),
      () => {},
    ),
  )
  expect(both(people)[1]).toBe("ar rtl|ahlan")
  ana.select(1, 2)
  set(ana, "en")
  expect(both(people)[1]).toBe("ahlan")
})

it("sets whole lines where several are selected, and forgets their passages", () => {
  const people = open("one two", "three")
  const { ana } = people
  set(ana.selectWord("two"), "es")
  ana.withSelection((selection) => {
    const [first, last] = [$getRoot().getFirstDescendant(), $getRoot().getLastDescendant()]
    selection.anchor.set(first?.getKey() ?? "", 1, "text")
    selection.focus.set(last?.getKey() ?? "", 2, "text")
  })
  set(ana, "fr")
  expect(both(people)).toEqual(["fr|one two", "fr|three"])
})

it("recognises a line that begins with Arabic letters, as one step with them", () => {
  const people = open("first", "")
  types(people.ana.select(1, 0), "(سلام")
  expect(both(people)).toEqual(["first", "ar rtl|(سلام"])
  types(people.ana.select(0, 5), " سلام")
  expect(both(people)[0]).toBe("first سلام")
})

it("is content: a passage names its language, and the content the number that says so", () => {
  const people = open("the word salam here")
  expect(canonicalFromDoc(people.bo.doc, english).formatVersion).toBe(1)
  set(people.ana.selectWord("salam"), "ar")
  const content = canonicalFromDoc(people.bo.doc, english)
  expect(content.formatVersion).toBe(3)
  expect(content.blocks[0]).toMatchObject({
    content: [{ text: "the word " }, { text: "salam", language: "ar" }, { text: " here" }],
  })
})

/** As an input method writes: the letters come into the text node of the caret while it composes. */
function composes(person: Person, text: string): void {
  person.editor.dispatchCommand(COMPOSITION_START_COMMAND, {} as CompositionEvent)
  const write = (words: string, isDone: boolean) =>
    person.edit(() => {
      const selection = $getSelection()
      const node = $isRangeSelection(selection) ? selection.anchor.getNode() : null
      if (!$isRangeSelection(selection) || !$isTextNode(node)) return
      $setCompositionKey(isDone ? null : node.getKey())
      node.spliceText(selection.anchor.offset, 0, words, true)
    })
  for (const letter of text) write(letter, false)
  write("", true)
  person.edit(() => {})
}

it("has what is composed next in the language that was chosen at the end of a passage, as what is typed", () => {
  const people = open("the word salam here")
  const { ana } = people
  set(ana.selectWord("salam"), "ar")
  set(ana.select(0, 14), "zh-Hans")
  composes(ana, "移民")
  expect(both(people)).toEqual(["the word [ar:salam][zh-Hans:移民] here"])
  composes(ana, "者")
  expect(both(people)).toEqual(["the word [ar:salam][zh-Hans:移民者] here"])
  set(ana, null)
  composes(ana, "é")
  expect(both(people)).toEqual(["the word [ar:salam][zh-Hans:移民者]é here"])
})
