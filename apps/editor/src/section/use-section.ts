import { can, type PersonId, type Refusal, type SectionId, withFormer } from "@codraft/publication"
import { openDeviceStore } from "@codraft/sync/client"
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react"
import { device } from "../account/device.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { unsentWork } from "../workspace/unsent-work.ts"
import type { WritingQuestion } from "./formatting.ts"
import { SectionSession, type SectionView } from "./section-session.ts"

export interface SectionRights {
  mayWrite: boolean
  /** May write, but nothing that changes the substance. */
  isEditorialOnly: boolean
  refusal: Refusal | null
}

/** What this person may do to the text of a section now. */
export function useSectionRights(sectionId: SectionId): SectionRights {
  const { publication, personId } = usePublication()
  const at = useNow()
  const asked = withFormer(publication, sectionId) ?? publication
  const writing = can(asked, personId, "writeSection", { sectionId, at })
  const substance = can(asked, personId, "changeSubstance", { sectionId, at })
  return {
    mayWrite: writing.allowed,
    isEditorialOnly: writing.allowed && !substance.allowed,
    refusal: writing.allowed ? (substance.allowed ? null : substance.refusal) : writing.refusal,
  }
}

/** Opens a section for as long as the component lives; null until it is mounted, which nobody sees: it opens before anything is painted. */
export function useSection(
  sectionId: SectionId,
  personId: PersonId,
  { isThere, mayWrite }: { isThere: boolean; mayWrite: boolean },
  ask: (question: WritingQuestion) => void,
): SectionSession | null {
  const [session, setSession] = useState<SectionSession | null>(null)
  const onAsk = useEffectEvent(ask)
  const mayWriteAtOpening = useEffectEvent(() => mayWrite)

  useLayoutEffect(() => {
    const opened = new SectionSession({
      sectionId,
      personId,
      mayWrite: mayWriteAtOpening(),
      device: device.openWith(openDeviceStore, personId),
      ask: (question) => onAsk(question),
    })
    const forget = unsentWork.add(opened)
    // oxlint-disable-next-line react/set-state-in-effect -- it lives from mounting on, and must be there before the first painting
    setSession(opened)
    return () => {
      forget()
      setSession(null)
      unsentWork.addClosing(opened.close())
    }
  }, [sectionId, personId])

  useEffect(() => session?.setMayWrite(mayWrite), [session, mayWrite])
  const wasThere = useRef(isThere)
  useEffect(() => {
    // The server has said that there is nothing here; now there is.
    if (isThere && !wasThere.current) session?.reconnect()
    wasThere.current = isThere
  }, [session, isThere])
  return session
}

/** One thing about an open section: what uses it looks again only when that changes, not at every letter that is saved. */
export const useSectionPart = <T>(session: SectionSession, part: (view: SectionView) => T): T =>
  useSyncExternalStore(session.subscribe, () => part(session.view()))

/** Whether there is anything to undo or redo; a toolbar need not look at every letter that is saved. */
export function useUndo(session: SectionSession): { canUndo: boolean; canRedo: boolean } {
  const canUndo = useSectionPart(session, (view) => view.canUndo)
  const canRedo = useSectionPart(session, (view) => view.canRedo)
  return { canUndo, canRedo }
}
