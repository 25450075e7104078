import type { Section } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { lazy, Suspense } from "react"
import { TargetMenu } from "../targets/target-menu.tsx"
import { InlineCardLayer } from "./inline-card-layer.tsx"
import { ReferenceMenu } from "./reference-menu.tsx"
import { ReferenceNotice } from "./reference-notice.tsx"
import { useReferences } from "./use-references.ts"

const ReferenceDialog = lazy(() => import("./reference-dialog.tsx"))

/** Target chips and cross-references of an open text: making them, what they show, what they lead to. */
export function ReferenceLayer({
  editor,
  section,
  mayWrite,
  isAsked,
  onAsk,
}: {
  editor: LexicalEditor
  section: Section
  mayWrite: boolean
  isAsked: boolean
  onAsk: (isAsked: boolean) => void
}) {
  const references = useReferences(editor, section)
  return (
    <>
      {mayWrite ? <TargetMenu editor={editor} section={section} /> : null}
      {mayWrite ? <ReferenceMenu editor={editor} section={section} askAll={() => onAsk(true)} /> : null}
      <InlineCardLayer editor={editor} section={section} references={references} />
      {mayWrite && references ? <ReferenceNotice editor={editor} references={references} /> : null}
      {mayWrite && isAsked ? (
        <Suspense>
          <ReferenceDialog editor={editor} section={section} onClose={() => onAsk(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
