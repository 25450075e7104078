import type { Section } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { useEffect } from "react"
import { m, useLanguage } from "../language/language.ts"
import { ColumnEdges } from "./column-edges.tsx"
import { TableDress } from "./table-dress.ts"

/** What lies on and around the tables of a text without being of it. */
export function TableLayer({ editor, section }: { editor: LexicalEditor; section: Section }) {
  useLanguage()
  const { language, dir } = section
  const untitled = m.table()
  const captionInvitation = m.table_caption_empty()
  useEffect(() => {
    const nameOf = (caption: string) => (caption === "" ? untitled : m.table_named({ caption }))
    const dress = new TableDress(editor, { language, dir, nameOf, captionInvitation })
    return () => dress.destroy()
  }, [editor, language, dir, untitled, captionInvitation])
  return <ColumnEdges editor={editor} />
}
