import type { Section } from "@codraft/publication"
import { type ReactNode, useCallback, useEffect, useRef } from "react"
import { NoteLayer } from "../footnotes/note-layer.tsx"
import { m, useLanguage } from "../language/language.ts"
import { TableLayer } from "../tables/table-layer.tsx"
import { CursorLayer } from "./cursor-layer.tsx"
import type { SectionSession } from "./section-session.ts"
import "./text.css"
import { useIsEmpty } from "./use-is-empty.ts"
import { keepSelectionUnread } from "./unread-selection.ts"
import { useSectionPart } from "./use-section.ts"

/** What stands where a text will be: nobody should take a page that is on its way for an empty one. */
const TextToCome = ({ isOffline = false }: { isOffline?: boolean }) => (
  <div className="text-before">
    <output>{isOffline ? m.text_not_here() : m.loading_text()}</output>
    <span aria-hidden className="text-lines">
      {Array.from({ length: 9 }, (_, line) => (
        <span key={line} />
      ))}
    </span>
  </div>
)

/** The sheet of paper: the text in its own language and direction, and over it the carets of the others. */
export function TextCanvas({
  section,
  session,
  mayWrite,
  describedBy,
  children,
}: {
  section: Section
  session: SectionSession
  mayWrite: boolean
  describedBy: string | undefined
  /** What lies over the text. */
  children?: ReactNode
}) {
  const { editor } = session
  const language = useLanguage()
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  const isOffline = useSectionPart(session, (view) => view.saving.kind === "offline")
  const isBlank = useIsEmpty(editor)
  const isEmpty = isBlank && isLoaded
  const invitation = mayWrite ? m.text_empty_write() : m.text_empty_read()
  const root = useRef<HTMLDivElement>(null)

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      root.current = element
      if (element) keepSelectionUnread(element)
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
  return (
    // The direction is said here, since Lexical takes it off its root with every painting: all of the text would be styled anew.
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
        aria-placeholder={isEmpty ? invitation : undefined}
        lang={section.language}
        spellCheck
        className="text"
        suppressContentEditableWarning
      />
      <TableLayer editor={editor} section={section} />
      {/* Before the carets, which are painted where the notes have been put. */}
      <NoteLayer editor={editor} language={section.language} dir={section.dir} />
      {isLoaded ? <CursorLayer session={session} /> : null}
      {/* Not over what of the text is there already. */}
      {isBlank && !isLoaded ? <TextToCome isOffline={isOffline} /> : null}
      {isEmpty ? (
        // The words are the interface's; where they stand is where the first of the text will.
        <p aria-hidden className="text-before">
          <bdi lang={language}>{invitation}</bdi>
        </p>
      ) : null}
      {children}
    </div>
  )
}
