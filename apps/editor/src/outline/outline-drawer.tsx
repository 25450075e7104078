import type { Section } from "@codraft/publication"
import { ListTree } from "lucide-react"
import { lazy, Suspense, useEffect, useRef, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { Dialog } from "../ui/dialog.tsx"

const HeadingOutline = lazy(() => import("./heading-outline.tsx"))

export function OutlineDrawer({ session, section }: { session: SectionSession; section: Section }) {
  const [isOpen, setOpen] = useState(false)
  const goal = useRef<(() => void) | null>(null)
  useEffect(() => {
    const go = goal.current
    if (isOpen || go === null) return
    goal.current = null
    // The dialog gives the focus back to its button in the next frame; then it goes on from there.
    requestAnimationFrame(() => requestAnimationFrame(go))
  }, [isOpen])
  return (
    <>
      <AriaButton className="foot-button outline-button" onPress={() => setOpen(true)}>
        <ListTree aria-hidden size={16} />
        {m.headings()}
      </AriaButton>
      {isOpen ? (
        <Dialog title={m.in_this_section()} place="start" onClose={() => setOpen(false)}>
          <Suspense fallback={null}>
            <HeadingOutline
              session={session}
              section={section}
              onFollow={(go) => {
                goal.current = go
                setOpen(false)
              }}
            />
          </Suspense>
        </Dialog>
      ) : null}
    </>
  )
}
