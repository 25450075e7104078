import { $getSelection, $isRangeSelection } from "lexical"
import { $acrossLines, $caretAnywhere, $wordsAnywhere, type Edit, edit } from "../testing/places.ts"
import { $setLanguage } from "./set.ts"

const section = { language: "en", dir: "ltr" } as const
const choices = ["ar", "fr", "ar", null] as const

const passage: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($wordsAnywhere(chance) === null) return false
    $setLanguage(chance.pick(choices) ?? null, section)
    return true
  })

const languageOfLines: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.5) ? $caretAnywhere(chance) : $acrossLines(chance)
    if (selection === null || !$isRangeSelection($getSelection())) return false
    $setLanguage(chance.pick(choices) ?? null, section)
    return true
  })

export const languageEdits = {
  passage: [passage, 3],
  languageOfLines: [languageOfLines, 1],
} as const satisfies Record<string, readonly [Edit, number]>
