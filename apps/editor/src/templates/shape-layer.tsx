import { can, type Section, type Shape } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { useEffect, useId } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { announce } from "../ui/announcer.tsx"
import { registerLockedHeadings } from "./locked-headings.ts"
import { ShapeDress } from "./shape-dress.ts"
import "./templates.css"

/** What a template brings into an open text: help where nothing stands yet, and headings that stay as they are. */
export default function ShapeLayer({
  editor,
  section,
  shape,
  mayWrite,
}: {
  editor: LexicalEditor
  section: Section
  shape: Shape
  mayWrite: boolean
}) {
  const { publication, personId } = usePublication()
  const isHeld = mayWrite && !can(publication, personId, "setTemplate").allowed
  const id = useId()
  // By its words, so that other facts of the section dress nothing anew.
  const given = JSON.stringify(shape)

  useEffect(() => {
    const { parts } = JSON.parse(given) as Shape
    const dress = new ShapeDress(editor, mayWrite ? parts : withoutHelp(parts), (part) => `${id}-${part.id}`)
    return () => dress.destroy()
  }, [editor, given, id, mayWrite])

  useEffect(() => {
    if (!isHeld) return undefined
    const { parts } = JSON.parse(given) as Shape
    const locked = parts.filter(({ isLocked }) => isLocked).map(({ blockId }) => blockId)
    return registerLockedHeadings(editor, new Set(locked), () => announce(m.heading_is_fixed()))
  }, [editor, given, isHeld])

  return (
    <div hidden lang={section.language}>
      {shape.parts.map((part) => (
        <p key={part.id} id={`${id}-${part.id}`}>
          {part.help}
        </p>
      ))}
    </div>
  )
}

/** Readers are not told what to write. */
const withoutHelp = (parts: Shape["parts"]): Shape["parts"] => parts.map((part) => ({ ...part, help: "" }))
