import { useEffect, useLayoutEffect, useState } from "react"
import type { SectionSession } from "../section/section-session.ts"

/** The width below which a text opens for reading. */
const narrow = "(width < 48rem)"

export interface ReadingFirst {
  isNarrow: boolean
  /** The text takes no keys until this person says that they want to write. */
  isReading: boolean
  write: () => void
  read: () => void
}

/**
 * On a narrow screen a section opens for reading: nothing can be changed by a thumb that only scrolls, and no keyboard comes up.
 * Who chooses to write does so until they leave the section. A window that becomes narrow takes no caret away that is in use.
 */
export function useReadingFirst(session: SectionSession | null): ReadingFirst {
  const [{ isNarrow, isChosen }, setState] = useState(() => ({ isNarrow: matchMedia(narrow).matches, isChosen: false }))
  const isReading = isNarrow && !isChosen

  useEffect(() => {
    const query = matchMedia(narrow)
    const look = () => {
      const isInUse = session !== null && isWritingIn(session)
      setState((before) => ({ isNarrow: query.matches, isChosen: before.isChosen || (query.matches && isInUse) }))
    }
    query.addEventListener("change", look)
    return () => query.removeEventListener("change", look)
  }, [session])
  useLayoutEffect(() => session?.setReading(isReading), [session, isReading])

  return {
    isNarrow,
    isReading,
    write: () => {
      // At once, in the same press: a browser brings its keyboard up for nothing else.
      session?.setReading(false)
      setState((before) => ({ ...before, isChosen: true }))
    },
    read: () => setState((before) => ({ ...before, isChosen: false })),
  }
}

function isWritingIn({ editor }: SectionSession): boolean {
  return editor.isEditable() && (editor.getRootElement()?.contains(document.activeElement) ?? false)
}
