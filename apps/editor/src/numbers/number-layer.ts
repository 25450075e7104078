import { numberingOf, type Section } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { useEffect } from "react"
import { NumberDress } from "./number-dress.ts"
import "./numbers.css"
import { useStarts } from "./use-starts.ts"

/** Shows the numbers of a text beside and before its blocks. */
export function NumberLayer({ editor, section }: { editor: LexicalEditor; section: Section }) {
  const starts = useStarts(section.id)
  const { language, dir } = section
  // By their words, so that only what is different is dressed anew.
  const counted = JSON.stringify({ starts, setting: numberingOf(section) })
  useEffect(() => {
    const { starts, setting } = JSON.parse(counted)
    const dress = starts === null ? null : new NumberDress(editor, { language, dir, setting, starts })
    return () => dress?.destroy()
  }, [editor, language, dir, counted])
  return null
}
