import { $languageOf, type Span } from "@codraft/document"
import { $getNodeByKey } from "lexical"
import { asTyped } from "../typography/as-typed.ts"
import { typographySetting } from "../typography/typography-setting.ts"
import type { TextLine } from "./lines.ts"

/** Sets words that take the place of a span as if they had been typed there: with the quotes and spaces of its language. */
export function $typeset(line: TextLine, { start, end }: Span, words: string, section: { language: string }): string {
  if (typographySetting.get() !== "by-language") return words
  const part = line.parts.find((part) => part.end > start) ?? line.parts.at(-1)
  const node = $getNodeByKey(part?.key ?? line.key)
  if (node === null) return words
  const { language } = $languageOf(node, { language: section.language, dir: "ltr" })
  return asTyped(words, line.text.slice(0, start), line.text.slice(end), language)
}
