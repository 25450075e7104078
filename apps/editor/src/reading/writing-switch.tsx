import { $getNearestNodeFromDOMNode, $getSelection, $isRangeSelection, SKIP_SCROLL_INTO_VIEW_TAG } from "lexical"
import { Check, Pencil } from "lucide-react"
import { useEffect, useRef } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import type { ReadingFirst } from "./use-reading-first.ts"

/** On a narrow screen: from reading to writing, always in reach of a thumb, and back. */
export function WritingSwitch({ first, session }: { first: ReadingFirst; session: SectionSession }) {
  const place = useRef<HTMLDivElement>(null)
  const hasRead = useRef(false)
  const { isReading } = first
  useEffect(() => {
    // The button that was pressed is gone: the person goes on at the one that came in its place.
    if (isReading && hasRead.current) place.current?.querySelector("button")?.focus()
    hasRead.current = false
  }, [isReading])
  return (
    <div ref={place} className="writing-switch" data-is-reading={isReading || undefined}>
      {isReading ? (
        <Button
          kind="primary"
          onPress={() => {
            first.write()
            takeCaretToPage(session)
            announce(m.writing_on())
          }}
        >
          <Pencil aria-hidden size={18} />
          {m.edit_text()}
        </Button>
      ) : (
        <Button
          onPress={() => {
            hasRead.current = true
            first.read()
            announce(m.writing_off())
          }}
        >
          <Check aria-hidden size={18} />
          {m.done_editing()}
        </Button>
      )}
    </div>
  )
}

/** The caret goes to what is being looked at, not to the end of a text that may be far away. */
function takeCaretToPage({ editor }: SectionSession): void {
  const root = editor.getRootElement()
  if (!root) return
  const caret = editor.read(() => {
    const selection = $getSelection()
    return $isRangeSelection(selection) ? editor.getElementByKey(selection.focus.getNode().getKey()) : null
  })
  const first = [...root.children].find(isInView)
  if (first && !(caret && isInView(caret)))
    editor.update(() => void $getNearestNodeFromDOMNode(first)?.selectStart(), {
      discrete: true,
      tag: SKIP_SCROLL_INTO_VIEW_TAG,
    })
  root.focus({ preventScroll: true })
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > barPixels && top < innerHeight
}

/** What stands under the bar is not seen. */
const barPixels = 64
