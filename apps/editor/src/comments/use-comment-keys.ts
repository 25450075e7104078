import { type RefObject, useEffect, useEffectEvent } from "react"
import type { SectionSession } from "../section/section-session.ts"
import { usePanelKeys } from "./use-panel-keys.ts"
import type { WordsInText } from "./words-in-text.ts"

/** The keys of comments, and pressing on words that have some. */
export function useCommentKeys({
  session,
  words,
  region,
  current,
  onAdd,
  onStep,
  onOpen,
  onPoint,
}: {
  session: SectionSession
  words: WordsInText | null
  region: RefObject<HTMLElement | null>
  current: string | null
  onAdd: () => void
  onStep: (by: 1 | -1) => void
  /** By key: the card takes the focus. */
  onOpen: (threadId: string) => void
  /** By pointer: the text keeps it. null: words without comments. */
  onPoint: (threadId: string | null) => void
}): void {
  const { editor } = session
  usePanelKeys({
    onAdd,
    onStep: (by) => {
      const atCaret = region.current?.contains(document.activeElement) ? undefined : threadAtCaret(session, words)
      if (atCaret === undefined) onStep(by)
      else onOpen(atCaret)
    },
  })
  const click = useEffectEvent((event: MouseEvent) => {
    if (!(getSelection()?.isCollapsed ?? true)) return
    const at = document.caretPositionFromPoint?.(event.clientX, event.clientY)
    const found = at && words ? words.threadsAt(at.offsetNode, at.offset) : []
    if (found.length === 0) return current === null ? undefined : onPoint(null)
    // Pressed again where several comments are, the next of them.
    const next = found[(found.indexOf(current ?? "") + 1) % found.length]
    return onPoint(next ?? null)
  })
  useEffect(() => {
    const onClick = (event: MouseEvent) => click(event)
    const forget = editor.registerRootListener((root, before) => {
      before?.removeEventListener("click", onClick)
      root?.addEventListener("click", onClick)
    })
    return () => {
      forget()
      editor.getRootElement()?.removeEventListener("click", onClick)
    }
  }, [editor])
}

function threadAtCaret({ editor }: SectionSession, words: WordsInText | null): string | undefined {
  const root = editor.getRootElement()
  const selection = getSelection()
  if (!root || !words || !selection?.focusNode || !root.contains(selection.focusNode)) return undefined
  return words.threadsAt(selection.focusNode, selection.focusOffset)[0]
}
