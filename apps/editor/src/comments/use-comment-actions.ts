import { useEffectEvent } from "react"
import type { SectionSession } from "../section/section-session.ts"
import { announce } from "../ui/announcer.tsx"
import type { CommentDesk } from "./desk.ts"
import { selectedBox, selectedWords } from "./selected-words.ts"
import type { WordsInText } from "./words-in-text.ts"

/** Not hidden by the bar above the text, nor by what stands at the foot of the window. */
const clearAbovePx = 96
const clearBelowPx = 96

/** How much of the window's foot is under the sheet of a phone. */
export const sheetPx = (): number => (innerWidth < 768 ? innerHeight * 0.65 : 0)

export function showWords(words: WordsInText | null, threadId: string, belowPx = 0): void {
  const box = words?.endsOf(threadId)?.first.getBoundingClientRect()
  if (!box) return
  const bottom = innerHeight - Math.max(clearBelowPx, belowPx)
  if (box.top >= clearAbovePx && box.bottom <= bottom) return
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches
  const middle = clearAbovePx + (bottom - clearAbovePx) / 3
  scrollBy({ top: box.top - middle, behavior: isCalm ? "instant" : "smooth" })
}

/** The caret goes to the first of a thread's words; where the text takes no keys, it has the focus. */
export function goToWords(session: SectionSession, words: WordsInText | null, threadId: string): void {
  const root = session.editor.getRootElement()
  if (!root) return
  root.focus({ preventScroll: true })
  const first = words?.endsOf(threadId)?.first
  if (!first) return
  getSelection()?.setBaseAndExtent(first.startContainer, first.startOffset, first.startContainer, first.startOffset)
  showWords(words, threadId)
}

function topOfSelection(session: SectionSession): number {
  const root = session.editor.getRootElement()
  const box = selectedBox(session)
  return root && box ? Math.round(box.top - root.getBoundingClientRect().top) : 0
}

/** What is selected becomes what the comment is on; with nothing selected, or when so asked, it is on the section as a whole. */
export function useCompose(session: SectionSession, desk: CommentDesk, mayComment: boolean, refusal: string) {
  return useEffectEvent((on: "selected" | "whole"): boolean => {
    if (!mayComment) {
      announce(refusal)
      return false
    }
    const selected = on === "whole" ? "nothing" : selectedWords(session)
    if (selected === "too-long" || selected === "apart") {
      desk.set({ unfit: selected, isShown: true })
      return false
    }
    const anchor = selected === "nothing" ? null : selected
    const { composing } = desk.view()
    // What is typed already stays, and goes to the words that are selected now.
    desk.set({
      composing: {
        threadId: composing?.threadId ?? crypto.randomUUID(),
        anchor: anchor ?? composing?.anchor ?? null,
        top: anchor === null ? (composing?.top ?? 0) : topOfSelection(session),
      },
      current: null,
      unfit: null,
      isShown: true,
    })
    return true
  })
}
