import { $getNodeByKey, type LexicalEditor, SKIP_SCROLL_INTO_VIEW_TAG } from "lexical"
import { TriangleAlert } from "lucide-react"
import { useRef, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button } from "../ui/button.tsx"
import type { References } from "./references.ts"

const none: readonly string[] = []

/** For who writes, at the foot of the window, so that no line moves when it comes: how many references lead nowhere, and the way from one to the next. */
export function ReferenceNotice({ editor, references }: { editor: LexicalEditor; references: References }) {
  const broken = useSyncExternalStore(references.subscribe, references.broken, () => none)
  const shown = useRef<string | null>(null)
  if (broken.length === 0) return null
  const showNext = () => {
    const next = broken[(broken.indexOf(shown.current ?? "") + 1) % broken.length]
    if (next === undefined) return
    shown.current = next
    editor.getElementByKey(next)?.scrollIntoView({ block: "center" })
    editor.update(
      () => {
        const node = $getNodeByKey(next)
        const at = node?.getIndexWithinParent()
        if (node && at !== undefined) node.getParentOrThrow().select(at, at + 1)
      },
      { tag: SKIP_SCROLL_INTO_VIEW_TAG },
    )
    editor.getRootElement()?.focus({ preventScroll: true })
  }
  return (
    <AtFoot>
      <div className="foot-bar broken-references">
        <TriangleAlert aria-hidden size={16} className="shrink-0" />
        <output>{m.references_broken({ count: broken.length })}</output>
        <Button kind="quiet" onPress={showNext}>
          {m.reference_next_broken()}
        </Button>
      </div>
    </AtFoot>
  )
}
