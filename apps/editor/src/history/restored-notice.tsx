import { useEffect, useState } from "react"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { takeRestore } from "./pending-restore.ts"

type State =
  | { kind: "none" }
  | { kind: "busy" }
  | { kind: "done"; moment: string; imagesMissing: number }
  | { kind: "failed" }

/** Does what was asked for in the history or at a version, once the text is here, and says so. */
export default function RestoredNotice({
  sectionId,
  session,
  mayWrite,
}: {
  sectionId: string
  session: SectionSession
  mayWrite: boolean
}) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  const [state, setState] = useState<State>({ kind: "busy" })
  const isReady = isLoaded && mayWrite
  useEffect(() => {
    const asked = isReady ? takeRestore(sectionId) : null
    if (!asked) return
    void (async () => {
      const { content, imagesMissing } = await asked.load()
      const isDone = await session.restore(content, asked)
      setState(isDone ? { kind: "done", moment: asked.moment, imagesMissing } : { kind: "failed" })
      announce(isDone ? m.restored({ moment: asked.moment }) : m.restore_failed())
      session.editor.focus(undefined, { defaultSelection: "rootStart" })
    })().catch(() => setState({ kind: "failed" }))
  }, [isReady, sectionId, session])

  if (state.kind === "none" || (state.kind === "busy" && !isReady)) return null
  const close = <Button onPress={() => setState({ kind: "none" })}>{m.understood()}</Button>
  return (
    <div className="no-print pb-3">
      {state.kind === "busy" ? <Notice>{m.restoring()}</Notice> : null}
      {state.kind === "done" ? (
        <Notice action={close}>
          {m.restored({ moment: state.moment })}
          {state.imagesMissing > 0 ? (
            <p className="pt-1 font-semibold">{m.restore_images_missing({ count: state.imagesMissing })}</p>
          ) : null}
        </Notice>
      ) : null}
      {state.kind === "failed" ? (
        <Notice kind="danger" action={close}>
          {m.restore_failed()}
        </Notice>
      ) : null}
    </div>
  )
}
