import type { Section } from "@codraft/publication"
import { useCallback, useEffect, useRef } from "react"
import { m } from "../language/language.ts"
import { CursorLayer } from "./cursor-layer.tsx"
import type { SectionSession } from "./section-session.ts"
import { useSectionView } from "./use-section.ts"

/** The sheet of paper: the text in its own language and direction, and over it the carets of the others. */
export function TextCanvas({
  section,
  session,
  describedBy,
}: {
  section: Section
  session: SectionSession
  describedBy: string | undefined
}) {
  const { editor } = session
  const { isLoaded } = useSectionView(session)
  const root = useRef<HTMLDivElement>(null)

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      root.current = element
      editor.setRootElement(element)
    },
    [editor],
  )
  useEffect(() => {
    const show = (isEditable: boolean) => {
      const element = root.current
      if (!element) return
      element.contentEditable = String(isEditable)
      element.setAttribute("aria-readonly", String(!isEditable))
    }
    show(editor.isEditable())
    return editor.registerEditableListener(show)
  }, [editor])
  useEffect(() => {
    // Lexical takes the direction off its root whenever it paints it: the blocks find their own. What is empty still needs one.
    const show = () => {
      if (root.current && root.current.dir !== section.dir) root.current.dir = section.dir
    }
    show()
    return editor.registerUpdateListener(show)
  }, [editor, section.dir])

  return (
    <div data-region="" className="relative" lang={section.language} dir={section.dir}>
      <div
        ref={attach}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- formatted text has no form field
        role="textbox"
        tabIndex={0}
        aria-multiline
        aria-label={m.text_of({ title: section.title })}
        aria-describedby={describedBy}
        aria-busy={!isLoaded}
        lang={section.language}
        spellCheck
        className="text"
        suppressContentEditableWarning
      />
      {isLoaded ? (
        <CursorLayer session={session} />
      ) : (
        <p className="absolute inset-x-0 top-2 text-ink-soft">{m.loading_text()}</p>
      )}
    </div>
  )
}
